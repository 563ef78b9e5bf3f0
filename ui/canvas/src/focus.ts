// Where the keyboard is on the canvas: one block, one stop of Tab, kept through every redraw.

import type { Sheet } from "./render";
import { bring, bringPage } from "./sight";
import { INPUT, isProvisional } from "./types";
import type { View } from "./view";

/** What Tab reaches within the block that has the focus. */
const OWN_STOPS = ":scope > .card > .chips > .chip, :scope > .more";

export class Focus {
  /** The block, or input, that has the focus when the canvas has it. */
  at = INPUT;
  /** What Tab reaches in the tree. */
  private stops: HTMLElement[] = [];
  /** A block to bring into sight as soon as it is drawn. */
  private wanted: number | null = null;

  constructor(private sheet: Sheet, private scroller: HTMLElement) {}

  /** Keeps one tab stop in the tree, and its chips; where its block is gone the nearest one takes over. */
  place(view: View, previous: View | undefined): void {
    if (!this.sheet.find(this.at)) this.at = this.successor(view, previous);
    const element = this.sheet.find(this.at);
    const stops = element ? [element, ...element.querySelectorAll<HTMLElement>(OWN_STOPS)] : [];
    for (const old of this.stops) if (!stops.includes(old)) old.tabIndex = -1;
    for (const stop of stops) if (stop.tabIndex) stop.tabIndex = 0;
    this.stops = stops;
  }

  go(id: number, view: View): void {
    this.at = id;
    this.place(view, view);
    this.take();
    this.reveal(this.at);
    const element = this.sheet.find(this.at);
    if (element) bringPage(element);
  }

  /** Takes the keyboard back to where it was. */
  take(): void {
    this.sheet.find(this.at)?.focus({ preventScroll: true });
  }

  /** Brings the head of a block into sight, at once or as soon as it is drawn. */
  reveal(id: number): void {
    const element = this.sheet.find(id);
    this.wanted = element ? null : id;
    if (element) bring(element, this.scroller);
  }

  /** To be called when the sheet was drawn: what was awaited may be there. */
  drawn(): void {
    if (this.wanted !== null && this.sheet.find(this.wanted)) this.reveal(this.wanted);
  }

  private successor(view: View, previous: View | undefined): number {
    const { selected, root } = view;
    if (!previous) return selected === null || selected === root.id ? INPUT : selected;
    // What was provisional, or went into a new block, is now what Python has selected.
    const fresh = selected !== null && this.sheet.find(selected) && selected > INPUT ? selected : null;
    if (fresh !== null && (isProvisional(this.at) || !previous.places.has(fresh))) return fresh;
    const at = previous.order.indexOf(this.at);
    const after = previous.order.slice(at + 1).find((id) => view.places.has(id));
    return after ?? previous.order.slice(0, Math.max(0, at)).findLast((id) => view.places.has(id)) ?? INPUT;
  }
}
