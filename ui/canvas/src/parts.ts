// What a block written as Python is made of: its modules as small cards that can only be read.

import { make } from "./dom";
import { icon } from "./icons";
import type { Part } from "./types";

export class Parts {
  readonly element = make("div", "parts");
  private drawn = "";

  constructor() {
    this.element.hidden = true;
  }

  draw(parts: readonly Part[]): void {
    const drawn = JSON.stringify(parts);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.element.hidden = !parts.length;
    this.element.replaceChildren(...parts.map(makePart));
  }
}

function makePart({ path, kind, text, params, depth, family, hue }: Part): HTMLElement {
  const words = [["kind", kind], ["part-path", path], ["detail", text], ["params", params]] as const;
  const part = make("div", "part", "", make("span", "sign", "", icon(kind, family)), ...words.map(([name, word]) => make("span", name, word)));
  part.title = `${path}: ${kind}(${text})`;
  part.style.setProperty("--h", String(hue));
  part.style.setProperty("--depth", String(depth));
  return part;
}
