// The rubber band: a drag of the mouse over the empty canvas marks what it touches, at one level of the model.

import { closest, make } from "./dom";
import type { Box } from "./slots";
import { isOpen, type View, type ViewBlock } from "./view";

const SLACK = 4;

export interface BandHost {
  readonly view: View;
  scroller: HTMLElement;
  sheet: HTMLElement;
  /** The drawn card of a block. */
  card(id: number): HTMLElement | undefined;
  /** `done`: the band was let go. */
  mark(ids: number[], done: boolean): void;
}

export class Band {
  private element = make("div", "band");
  private pointer: number | null = null;
  private start = { x: 0, y: 0 };
  private active = false;
  private marked: number[] = [];
  private listening = new AbortController();

  constructor(private host: BandHost) {
    const { signal } = this.listening;
    const { scroller } = host;
    scroller.addEventListener("pointerdown", (event) => this.press(event), { signal });
    scroller.addEventListener("pointermove", (event) => this.move(event), { signal });
    scroller.addEventListener("pointerup", () => this.end(), { signal });
    scroller.addEventListener("pointercancel", () => this.end(), { signal });
    // The band ends with a click on the canvas, which would select nothing.
    scroller.addEventListener("click", (event) => this.swallow(event), { signal, capture: true });
  }

  stop(): void {
    this.end();
    this.listening.abort();
  }

  private press(event: PointerEvent): void {
    if (event.pointerType !== "mouse" || event.button !== 0 || closest(event, "[data-block], .terminal, .ending, button, input")) return;
    const box = this.host.scroller.getBoundingClientRect();
    if (event.clientX - box.left > this.host.scroller.clientWidth || event.clientY - box.top > this.host.scroller.clientHeight) return; // its scrollbars
    this.pointer = event.pointerId;
    this.start = this.inSheet(event);
  }

  private move(event: PointerEvent): void {
    if (event.pointerId !== this.pointer) return;
    const { x, y } = this.inSheet(event);
    if (!this.active && Math.hypot(x - this.start.x, y - this.start.y) < SLACK) return;
    if (!this.active) this.begin(event.pointerId);
    const box = { left: Math.min(x, this.start.x), top: Math.min(y, this.start.y), right: Math.max(x, this.start.x), bottom: Math.max(y, this.start.y) };
    Object.assign(this.element.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.right - box.left}px`, height: `${box.bottom - box.top}px` });
    const marked = this.touched(this.host.view.root, box).map((block) => block.id);
    if (marked.join() !== this.marked.join()) this.host.mark((this.marked = marked), false);
  }

  private begin(pointer: number): void {
    this.active = true;
    this.marked = [];
    this.host.scroller.setPointerCapture(pointer);
    this.host.sheet.append(this.element);
  }

  private end(): void {
    this.pointer = null;
    this.element.remove();
    if (!this.active) return;
    setTimeout(() => (this.active = false), 0);
    this.host.mark(this.marked, true);
  }

  private swallow(event: MouseEvent): void {
    if (this.active) event.stopPropagation();
  }

  /** The blocks that the band touches: side by side, or in the one open container in which it stays. */
  private touched(parent: ViewBlock, band: Box): ViewBlock[] {
    const found = parent.children.filter((child) => meets(band, this.box(child)));
    const [only] = found;
    if (found.length !== 1 || !isOpen(only!)) return found.filter((child) => !child.slot);
    const inner = this.touched(only!, band);
    const { top, bottom } = this.box(only!);
    return inner.length && (only!.slot || (band.top > top && band.bottom < bottom)) ? inner : found.filter((child) => !child.slot);
  }

  private box(block: ViewBlock): Box {
    const origin = this.host.sheet.getBoundingClientRect();
    const box = this.host.card(block.id)!.getBoundingClientRect();
    return { left: box.left - origin.left, top: box.top - origin.top, right: box.right - origin.left, bottom: box.bottom - origin.top };
  }

  private inSheet(event: PointerEvent): { x: number; y: number } {
    const origin = this.host.sheet.getBoundingClientRect();
    return { x: event.clientX - origin.left, y: event.clientY - origin.top };
  }
}

function meets(one: Box, other: Box): boolean {
  return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
}
