// The chips by which a Graph tells where tensors come from: each names a source, points at it while the
// pointer or the focus rests on it, and goes there when pressed.

import { arrange, make, setAttribute, setText } from "./dom";
import type { Source } from "./types";
import type { Wires } from "./wires";

export class Chips {
  readonly element: HTMLElement;
  private chips: HTMLButtonElement[] = [];

  constructor(className: string) {
    this.element = make("div", `chips ${className}`);
    this.element.hidden = true;
  }

  draw(sources: Source[]): void {
    this.element.hidden = !sources.length;
    while (this.chips.length < sources.length) this.chips.push(makeChip());
    this.chips.length = sources.length;
    sources.forEach((source, index) => drawChip(this.chips[index]!, source));
    arrange(this.element, this.chips);
  }

  at(index: number): HTMLElement | null {
    return this.element.hidden ? null : (this.chips[index] ?? null);
  }
}

function makeChip(): HTMLButtonElement {
  const chip = make("button", "chip", "", make("span", "chip-arrow", "←"), make("span", "chip-text"));
  chip.type = "button";
  chip.tabIndex = -1;
  chip.firstElementChild!.setAttribute("aria-hidden", "true");
  return chip;
}

function drawChip(chip: HTMLButtonElement, { text, id, hue, hint }: Source): void {
  setText(chip.lastElementChild!, text);
  setAttribute(chip, "title", hint);
  setAttribute(chip, "aria-label", id === null ? hint : `From ${hint}`);
  setAttribute(chip, "data-source", id === null ? null : String(id));
  chip.disabled = id === null;
  chip.classList.toggle("plain-source", hue === null && id !== null);
  if (hue === null) chip.style.removeProperty("--h");
  else chip.style.setProperty("--h", String(hue));
}

/** Lights up what belongs together: a chip and its source, a block and all that take from it. */
export class Links {
  private lit: Element[] = [];

  constructor(private sheet: HTMLElement, private find: (id: number) => HTMLElement | null, private wires: Wires) {}

  /** From a chip to its source. */
  source(chip: HTMLElement): void {
    const source = Number(chip.dataset.source);
    const holder = chip.closest<HTMLElement>("[data-block]");
    this.light([chip, this.find(source)]);
    this.wires.highlight(holder ? Number(holder.dataset.block) : source, holder ? source : undefined);
  }

  /** From a block or an input to the chips outside it that name it, to their blocks, and to where it is called again. */
  takers(id: number): void {
    const element = this.find(id);
    const chips = [...this.sheet.querySelectorAll(`[data-source="${id}"]`)].filter((chip) => !element?.contains(chip));
    this.light([...chips, ...chips.map((chip) => chip.closest("[data-block], .terminal")), ...this.alike(element)]);
    this.wires.highlight(id);
  }

  /** Every other place of a block that is called again. */
  private alike(element: HTMLElement | null): Element[] {
    const label = element?.dataset.share;
    if (!label) return [];
    return [...this.sheet.querySelectorAll(`[data-share="${CSS.escape(label)}"]`)].filter((other) => other !== element);
  }

  clear(): void {
    this.light([]);
    this.wires.highlight(null);
  }

  private light(elements: (Element | null)[]): void {
    for (const element of this.lit) element.classList.remove("lit");
    this.lit = elements.filter((element) => element !== null);
    for (const element of this.lit) element.classList.add("lit");
  }
}
