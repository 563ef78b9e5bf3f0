// What an empty model offers: ways to begin.

import { make, whereLayersAre } from "./dom";
import { icon } from "./icons";
import type { Data } from "./types";

/** Of the gallery: small enough to be understood at once, and famous. */
const STARTS = ["lenet", "resnet18"];

export interface BlankEvents {
  add(kind: string): void;
  openOurs(name: string): void;
  search(): void;
}

export class Blank {
  readonly element = make("div", "hint");
  private list = make("div", "starts");

  constructor(private events: BlankEvents) {
    const lead = make("p");
    lead.append("Drag a layer here ", ...whereLayersAre(), ", or begin with:");
    this.element.append(make("p", "hint-title", "A new model"), lead, this.list);
  }

  draw(empty: boolean, models: Data["models"]): void {
    this.element.hidden = !empty;
    if (!empty || this.list.children.length) return;
    this.list.replaceChildren(
      this.start("Linear", "A Linear layer", () => this.events.add("Linear")),
      ...models.filter(([name]) => STARTS.includes(name)).map(([name, title]) => this.start("My blocks", `${title}, from the Gallery`, () => this.events.openOurs(name))),
      this.start("search", "A search through all layers", () => this.events.search(), make("kbd", "", "/")),
    );
  }

  private start(sign: string, text: string, run: () => void, ...more: Node[]): HTMLButtonElement {
    const button = make("button", "start", "", icon(sign), make("span", "", text), ...more);
    button.type = "button";
    button.addEventListener("click", run);
    return button;
  }
}
