// How large the sheet is drawn: by keys, with Ctrl and the wheel, by two fingers. What lies under the pointer stays
// there. From far away the cards are one line each, and their names keep a size that can be read.

import type { Sheet } from "./render";

const LEVELS = [0.35, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2];
const [SMALLEST, LARGEST] = [LEVELS[0]!, LEVELS.at(-1)!];
/** Below it details could not be read, and are left out. */
const FAR = 0.6;
const WHEEL = 100; // pixels of wheel for a factor of e
const FASTEST_WHEEL = 24;
const MARGIN = 12;

interface Point {
  x: number;
  y: number;
}

/** A point of the sheet: an element, and how far into it. */
interface Spot {
  element: Element;
  right: number;
  down: number;
}

export class Zoom {
  level = 1;
  private fingers: { distance: number; level: number } | null = null;

  constructor(private sheet: Sheet, private scroller: HTMLElement, private changed: (level: number) => void) {
    scroller.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    scroller.addEventListener("touchstart", (event) => this.touch(event));
    scroller.addEventListener("touchmove", (event) => this.pinch(event), { passive: false });
    scroller.addEventListener("touchend", (event) => this.touch(event));
  }

  /** To the next level in a direction. */
  step(direction: 1 | -1): void {
    const next = direction > 0 ? LEVELS.find((level) => level > this.level + 0.01) : LEVELS.findLast((level) => level < this.level - 0.01);
    if (next) this.to(next);
  }

  /** Draws the sheet so large; `at` stays where it is, else the middle of the canvas does. */
  to(level: number, at: Point = this.middle()): void {
    const wanted = Math.max(SMALLEST, Math.min(LARGEST, level));
    if (wanted === this.level) return;
    const spot = this.spotAt(at);
    this.apply(wanted);
    this.hold(spot, at);
    // What was out of sight has its real height only now that it is drawn.
    requestAnimationFrame(() => this.hold(spot, at));
  }

  /** As large as lets the whole model be seen, but not larger than life; false where it could not be read so small. */
  fit(): boolean {
    const before = this.level;
    this.apply(1);
    // Seen from far away the cards are lower: the second time it is measured as it will be drawn.
    for (let time = 0; time < 2; time += 1) this.apply(Math.max(SMALLEST, Math.min(1, this.level * this.room())), false);
    this.apply(this.level);
    if (this.level !== before) this.scroller.scrollTo({ top: 0, left: (this.scroller.scrollWidth - this.scroller.clientWidth) / 2 });
    return this.level > SMALLEST || this.room() >= 1;
  }

  private apply(level: number, tell = true): void {
    const { element } = this.sheet;
    this.level = this.sheet.scale = level;
    element.style.setProperty("--zoom", String(level));
    element.classList.toggle("far", level < FAR);
    this.sheet.wires.refresh();
    if (tell) this.changed(level);
  }

  /** By how much the drawn model could be larger, or smaller than 1 must be, to fill the canvas. */
  private room(): number {
    const { width, height } = this.sheet.extent();
    const { clientWidth, clientHeight } = this.scroller;
    return Math.min(clientWidth / width, clientHeight / (height + MARGIN));
  }

  private middle(): Point {
    const { left, top } = this.scroller.getBoundingClientRect();
    return { x: left + this.scroller.clientWidth / 2, y: top + this.scroller.clientHeight / 2 };
  }

  private spotAt({ x, y }: Point): Spot {
    const hit = (this.scroller.getRootNode() as Document | ShadowRoot).elementFromPoint(x, y);
    const element = hit?.closest(".head, .terminal, .item") ?? this.sheet.element;
    const { left, top, width, height } = element.getBoundingClientRect();
    return { element, right: (x - left) / (width || 1), down: (y - top) / (height || 1) };
  }

  private hold({ element, right, down }: Spot, { x, y }: Point): void {
    const { left, top, width, height } = element.getBoundingClientRect();
    this.scroller.scrollLeft += left + right * width - x;
    this.scroller.scrollTop += top + down * height - y;
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const delta = Math.max(-FASTEST_WHEEL, Math.min(FASTEST_WHEEL, event.deltaY));
    this.to(this.level * Math.exp(-delta / WHEEL), { x: event.clientX, y: event.clientY });
  }

  private touch({ touches }: TouchEvent): void {
    this.fingers = touches.length === 2 ? { distance: apart(touches), level: this.level } : null;
  }

  private pinch(event: TouchEvent): void {
    const { touches } = event;
    if (!this.fingers || touches.length !== 2) return;
    event.preventDefault();
    const [one, other] = [touches[0]!, touches[1]!];
    const at = { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 };
    this.to(this.fingers.level * (apart(touches) / this.fingers.distance), at);
  }
}

function apart(touches: TouchList): number {
  const [one, other] = [touches[0]!, touches[1]!];
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
}
