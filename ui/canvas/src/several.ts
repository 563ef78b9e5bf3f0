// A line below the blocks while several of them are marked: how many, and what can be done with all of them.

import { action } from "./actions";
import { make, name, setAttribute, setText } from "./dom";
import { spoken } from "./keys";

const DEEDS = [["wrap", "Wrap"], ["define", "Make a block"], ["duplicate", "Duplicate"], ["copy", "Copy"], ["remove", "Remove"], ["escape", "Unmark"]] as const;

export interface SeveralEvents {
  /** Does the action with this id to all that is marked; what it opens stands at `box`. */
  run(action: string, box: DOMRect): void;
  /** The line goes, and it had the keyboard. */
  leave(): void;
}

export class SeveralBar {
  readonly element = make("div", "several");
  private count = make("span", "several-count");
  private buttons: HTMLButtonElement[];

  constructor(private events: SeveralEvents) {
    this.buttons = DEEDS.map(([id, text]) => this.button(id, text));
    this.element.hidden = true;
    this.element.setAttribute("role", "toolbar");
    this.element.append(this.count, ...this.buttons);
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  draw(marked: number): void {
    const shown = marked > 1;
    const leaves = !shown && this.element.matches(":focus-within");
    this.element.hidden = !shown;
    if (leaves) this.events.leave();
    if (!shown) return;
    setText(this.count, `${marked} blocks`);
    setAttribute(this.element, "aria-label", `${marked} blocks marked`);
  }

  private button(id: string, text: string): HTMLButtonElement {
    const chord = spoken(action(id).keys[0]!);
    const button = make("button", "deed", text, make("kbd", "", chord));
    button.type = "button";
    button.dataset.action = id;
    name(button, `${text} (${chord})`);
    button.addEventListener("click", () => this.events.run(id, button.getBoundingClientRect()));
    return button;
  }

  /** Arrows walk along the line, Escape unmarks. */
  private key(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = this.buttons.findIndex((button) => button.matches(":focus"));
    if (step) this.buttons.at((at + step) % this.buttons.length)!.focus();
    else if (event.key === "Escape") this.buttons.at(-1)!.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
