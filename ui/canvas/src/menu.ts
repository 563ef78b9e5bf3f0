// The two things that open over the canvas: the wrap menu of a block and the list of shortcuts.

import { type Action, GROUPS, PROJECTOR_KEYS } from "./actions";
import { make } from "./dom";
import { icon } from "./icons";
import { partsOf } from "./keys";

const MARGIN = 8;

export interface Choice {
  text: string;
  hint: string;
  icon?: string;
  /** Choices of one group stand together, apart from the next. */
  group?: string;
  run(): void;
}

export class Popover {
  private element: HTMLElement | null = null;
  private back: (() => void) | null = null;

  constructor(private root: HTMLElement) {
    root.addEventListener("pointerdown", (event) => {
      if (this.element && !event.composedPath().includes(this.element)) this.close(false);
    }, { capture: true });
  }

  get isOpen(): boolean {
    return this.element !== null;
  }

  /** `back` puts the focus where it was. */
  menu(anchor: DOMRect, label: string, choices: Choice[], back: () => void): void {
    const menu = make("div", "menu");
    menu.setAttribute("role", "menu");
    menu.setAttribute("aria-label", label);
    for (const [index, choice] of choices.entries()) {
      if (index && choice.group !== choices[index - 1]!.group) menu.append(make("div", "menu-rule"));
      const button = make("button", "choice", "", ...(choice.icon ? [icon(choice.icon, "Structure")] : []), make("span", "choice-text", choice.text), make("span", "choice-hint", choice.hint));
      button.type = "button";
      button.setAttribute("role", "menuitem");
      button.dataset.choice = choice.text;
      button.addEventListener("click", () => {
        this.close(true);
        choice.run();
      });
      menu.append(button);
    }
    menu.prepend(make("div", "menu-label", label));
    menu.addEventListener("keydown", (event) => this.walk(event));
    this.open(menu, anchor, back);
    menu.querySelector("button")?.focus({ preventScroll: true });
  }

  shortcuts(anchor: DOMRect, actions: readonly Action[], back: () => void): void {
    const panel = make("div", "menu shortcuts");
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", "Keyboard shortcuts");
    panel.tabIndex = -1;
    const columns = make("div", "key-groups");
    for (const group of GROUPS) {
      const rows = actions.filter((one) => one.group === group && one.keys.length).map(keyRow);
      columns.append(keyGroup(group, rows));
    }
    columns.append(keyGroup("In the projector", PROJECTOR_KEYS.map(keyRow)));
    panel.append(columns);
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" || event.key === "?") this.close(true);
    });
    this.open(panel, anchor, back);
    panel.focus({ preventScroll: true });
  }

  /** A small dialog: a title, and what it says. */
  panel(anchor: DOMRect, title: string, parts: HTMLElement[], back: () => void): void {
    const panel = make("div", "menu panel", "", make("div", "menu-title", title), ...parts);
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", title);
    panel.tabIndex = -1;
    panel.addEventListener("keydown", (event) => event.key === "Escape" && this.close(true));
    this.open(panel, anchor, back);
    panel.focus({ preventScroll: true });
  }

  close(focusBack: boolean): void {
    if (!this.element) return;
    this.element.remove();
    this.element = null;
    if (focusBack) this.back?.();
    this.back = null;
  }

  private walk(event: KeyboardEvent): void {
    const buttons = [...this.element!.querySelectorAll("button")];
    const at = buttons.indexOf(event.composedPath()[0] as HTMLButtonElement);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) {
      buttons[(at + step + buttons.length) % buttons.length]!.focus({ preventScroll: true });
      event.preventDefault();
    } else if (event.key === "Home" || event.key === "End") {
      buttons.at(event.key === "Home" ? 0 : -1)!.focus({ preventScroll: true });
      event.preventDefault();
    } else if (event.key === "Escape" || event.key === "Tab") {
      this.close(true);
      event.preventDefault();
    }
  }

  /** Below the anchor and inside the component, above it where there is no room. */
  private open(element: HTMLElement, anchor: DOMRect, back: () => void): void {
    this.close(false);
    this.element = element;
    this.back = back;
    this.root.append(element);
    const frame = this.root.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = element;
    const below = anchor.bottom - frame.top + 4;
    const top = below + height + MARGIN <= frame.height ? below : anchor.top - frame.top - height - 4;
    const left = (anchor.width ? anchor.right - width : anchor.left) - frame.left; // of a point, to its right
    element.style.top = `${Math.max(MARGIN, Math.min(top, frame.height - height - MARGIN))}px`;
    element.style.left = `${Math.max(MARGIN, Math.min(left, frame.width - width - MARGIN))}px`;
  }
}

function keyGroup(title: string, rows: HTMLElement[]): HTMLElement {
  return make("section", "key-group", "", make("h3", "menu-title", title), ...rows);
}

function keyRow({ title, keys }: { title: string; keys: readonly string[] }): HTMLElement {
  const chords = keys.map((chord) => make("span", "chord", "", ...partsOf(chord).map((part) => make("kbd", "", part))));
  return make("div", "key-row", "", make("span", "", title), make("span", "keys", "", ...chords));
}
