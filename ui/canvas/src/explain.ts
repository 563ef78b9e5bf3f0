// What a shape means: a small card beside a pill that says of each dimension what it is, and what the block changed.
// The words are Python's; a dimension that nobody named only has its number.

import { closest, make } from "./dom";
import type { Data } from "./types";
import type { View } from "./view";

const PAUSE_MS = 220;
const GAP = 8;
const MARGIN = 8;
const PILL = ".pill[data-shape], .terminal-shape";
/** Neighbours that people read as one: 28×28 is height × width. */
const TOGETHER = ["depth", "height", "width"];

interface Row {
  size: string;
  word: string;
}

export class Explain {
  readonly element = make("div", "explain");
  private pill: HTMLElement | null = null;
  private timer = 0;

  constructor(private root: HTMLElement, scroller: HTMLElement, private look: () => { view: View; data: Data }) {
    this.element.setAttribute("role", "tooltip");
    this.element.hidden = true;
    root.append(this.element);
    scroller.addEventListener("pointerover", (event) => this.point(closest(event, PILL)));
    scroller.addEventListener("pointerleave", () => this.point(null));
    scroller.addEventListener("scroll", () => this.hide());
    root.addEventListener("pointerdown", () => this.hide());
    root.addEventListener("keydown", () => this.hide(), { capture: true });
    root.addEventListener("focusout", () => this.hide());
  }

  /** Shows the card of a block or input at once; the sentence that it says, "" where nothing is known. */
  show(element: HTMLElement): string {
    const pill = element.querySelector<HTMLElement>(":scope > .wire > .pill, .terminal-shape");
    return pill && this.open(pill) ? this.spoken() : "";
  }

  private point(pill: HTMLElement | null): void {
    if (pill === this.pill) return;
    this.hide();
    this.pill = pill;
    if (pill) this.timer = window.setTimeout(() => this.open(pill), PAUSE_MS);
  }

  private hide(): void {
    clearTimeout(this.timer);
    this.pill = null;
    this.element.hidden = true;
  }

  private open(pill: HTMLElement): boolean {
    const [shape, means] = this.meaning(pill);
    if (!pill.isConnected || !means) return false;
    const [words, change = ""] = means.split("\n");
    const tensors = shape.split(" · ").map((text, index) => rowsOf(text, words!.split(" · ")[index] ?? ""));
    const { batch } = this.look().data;
    const filled = pill.classList.contains("changed") ? [make("p", "explain-filled", "Filled: the shape changed here.")] : [];
    this.element.replaceChildren(...tensors.map((rows) => drawRows(rows, batch)), ...(change ? [make("p", "explain-change", change)] : []), ...filled);
    this.element.hidden = false;
    this.beside(pill);
    return true;
  }

  /** The shape on a pill, and what Python says of it. */
  private meaning(pill: HTMLElement): [string, string] {
    const { view, data } = this.look();
    const id = Number(pill.closest<HTMLElement>("[data-block]")?.dataset.block ?? view.root.id);
    const input = data.inputs.find((one) => one.id === id);
    if (input) return [input.text, input.means];
    const block = view.places.get(id)?.block;
    return block && !block.pending && block.means !== null ? [block.output, data.meanings[block.means] ?? ""] : ["", ""];
  }

  private spoken(): string {
    const rows = [...this.element.querySelectorAll(".explain-row")].map((row) => [...row.children].map((cell) => cell.textContent).join(" "));
    return [...rows, this.element.querySelector(".explain-change")?.textContent].filter(Boolean).join(", ");
  }

  /** To the right of the pill, or where there is no room to its left; always inside the canvas. */
  private beside(pill: HTMLElement): void {
    const frame = this.root.getBoundingClientRect();
    const box = pill.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const right = box.right - frame.left + GAP;
    const left = right + width + MARGIN <= frame.width ? right : box.left - frame.left - width - GAP;
    const top = (box.top + box.bottom) / 2 - frame.top - height / 2;
    this.element.style.left = `${Math.max(MARGIN, Math.min(left, frame.width - width - MARGIN))}px`;
    this.element.style.top = `${Math.max(MARGIN, Math.min(top, frame.height - height - MARGIN))}px`;
  }
}

/** A line for each dimension of a tensor; height and width share one. */
function rowsOf(shape: string, words: string): Row[] {
  const names = words.split("|");
  const rows: Row[] = [];
  shape.split("×").forEach((size, place) => {
    const word = names[place] || `dimension ${place}`;
    const before = rows.at(-1);
    if (before && TOGETHER.includes(names[place - 1] ?? "") && TOGETHER.includes(word)) {
      before.size += `×${size}`;
      before.word += ` × ${word}`;
    } else rows.push({ size, word });
  });
  return rows;
}

function drawRows(rows: Row[], batch: string): HTMLElement {
  const now = batch.match(/\d+/)?.[0];
  return make("div", "explain-rows", "", ...rows.map(({ size, word }) => {
    const said = make("span", "explain-word", word === "batch" && size === "B" && now ? `batch, now ${now}` : word);
    said.classList.toggle("nameless", word.startsWith("dimension "));
    return make("div", "explain-row", "", make("span", "explain-size", size), said);
  }));
}
