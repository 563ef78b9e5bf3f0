// Pointing at a place and saying what goes there: a double click beside the blocks, or the plus on a wire, opens
// the finder for that place, with a line where the layer will land.

import { titleOf } from "./card";
import { closest, make, setAttribute } from "./dom";
import type { Landing } from "./finds";
import { icon } from "./icons";
import { LandingLine } from "./landing";
import type { Sheet } from "./render";
import { Geometry } from "./slots";
import { isProvisional } from "./types";
import { isRow, type View } from "./view";

export interface InsertingHost {
  readonly view: View;
  readonly sheet: Sheet;
  /** Whether something is being dragged, or a wire drawn. */
  readonly busy: boolean;
  /** Opens the finder below a box; `closed` is called when it goes. */
  openFinderAt(place: Landing, box: DOMRect, closed: () => void): void;
}

/** What lies between and around blocks. */
const FREE = ".scroller, .sheet, .tree, .column, .inside, .wire, .lead";

export class Inserting {
  private plus = make("button", "insert", "", icon("plus"));
  private line = new LandingLine();

  constructor(private host: InsertingHost, scroller: HTMLElement) {
    this.plus.type = "button";
    this.plus.tabIndex = -1; // by keyboard: choose the block before it, and press / or Ctrl+K
    scroller.addEventListener("dblclick", (event) => this.point(event));
    scroller.addEventListener("pointerover", (event) => event.pointerType === "mouse" && !host.busy && this.offer(closest(event, ".wire, .lead")));
    scroller.addEventListener("pointerleave", () => this.offer(null));
    this.plus.addEventListener("click", (event) => {
      event.stopPropagation();
      const place = this.placeOf(this.plus.parentElement);
      if (place) this.open(place, this.plus.getBoundingClientRect());
    });
  }

  private point(event: MouseEvent): void {
    const { view, sheet } = this.host;
    if (!closest(event, "*")?.matches(FREE)) return;
    const frame = sheet.element.getBoundingClientRect();
    const geometry = new Geometry(view, sheet.items, sheet.element, sheet.column);
    const { slot } = geometry.aimAt(event.clientX - frame.left, event.clientY - frame.top);
    if (!slot) return;
    this.plus.remove();
    this.line.show(slot, geometry.pill(slot), sheet.element);
    this.open(this.landing(slot.parent, slot.index), new DOMRect(event.clientX, event.clientY, 0, 0));
  }

  /** The plus stands left of the shape of the wire that the pointer is on: what explains the shape stands right of it. */
  private offer(wire: HTMLElement | null): void {
    const place = this.placeOf(wire);
    if (!wire || !place) return this.plus.remove();
    if (wire === this.plus.parentElement) return;
    const pill = wire.querySelector<HTMLElement>(".pill");
    const left = pill ? `${pill.offsetLeft - 24}px` : "calc(50% - 26px)"; // measured before the page is changed: that costs nothing
    wire.append(this.plus);
    this.plus.style.left = left;
    setAttribute(this.plus, "aria-label", `Add a layer ${place.text}`);
    setAttribute(this.plus, "title", `Add a layer ${place.text}`);
  }

  private open(place: Landing, box: DOMRect): void {
    this.host.openFinderAt(place, box, () => {
      this.line.remove();
      this.plus.remove();
    });
  }

  /** What a wire leads to: the place after its block, or the first of all. Between lanes there is none. */
  private placeOf(wire: HTMLElement | null): Landing | null {
    const { view } = this.host;
    if (wire?.matches(".lead")) return this.landing(view.root.id, 0);
    const id = Number(wire?.closest<HTMLElement>(".item")?.dataset.block);
    const place = view.places.get(id);
    if (!place?.parent || place.block.slot || place.block.pending || isProvisional(id) || isRow(place.parent)) return null;
    return this.landing(place.parent.id, place.index + 1);
  }

  private landing(parent: number, index: number): Landing {
    const block = this.host.view.places.get(parent)!.block;
    const [before, after] = [block.children[index - 1], block.children[index]];
    const text = before ? `after ${titleOf(before)}` : after ? `before ${titleOf(after)}` : "here";
    return { parent, index, text };
  }
}
