// Dragging with pointer events of our own: the browser's drag and drop knows no touch and breaks in a
// shadow root. Nothing reflows while dragging: a line and a lit container show where the block will land, and the
// block under the pointer says it in words.

import { closest, isTyping, make, setText } from "./dom";
import { icon } from "./icons";
import { LandingLine } from "./landing";
import { type Aim, Geometry, type Slot } from "./slots";

const MOUSE_SLACK = 4;
const TOUCH_SLACK = 10;
const LONG_PRESS_MS = 250;
const REST_MS = 600;
const EDGE = 48;
const FASTEST = 16;
// Where what is carried stands: so far from the pointer, and at least so far from the edges of the canvas.
const [BESIDE, BELOW] = [14, 12];
const BORDER = 6;

/** What is being carried: a block of the canvas, or a new one of a kind. */
export interface Load {
  block: number | null;
  /** All that is carried: the block with what is marked. */
  blocks: number[];
  kind: string;
  text: string;
  family: string;
  hue: number;
}

/** What a drop does: Ctrl copies, Alt calls the same block again. */
export type Way = "move" | "copy" | "again";

const WORDS: Record<Way, string> = { move: "", copy: "copy", again: "call again" };

export interface DragHost {
  root: HTMLElement;
  scroller: HTMLElement;
  sheet: HTMLElement;
  pick(event: Event): Load | null;
  geometry(load: Load): Geometry;
  lift(blocks: readonly number[], lifted: boolean): void;
  /** The container that takes the block is lit, or none any more. */
  target(block: number | null): void;
  unfold(block: number): void;
  /** Folds again what was unfolded on the way, unless the block landed in it. */
  refold(blocks: readonly number[], landed: number | null): void;
  drop(load: Load, slot: Slot, way: Way): void;
  /** A block that is let go here is thrown away. */
  bin: HTMLElement;
  discard(blocks: number[]): void;
}

export class Drag {
  private load: Load | null = null;
  private active = false;
  private pointer = -1;
  private start = { x: 0, y: 0 };
  private at = { x: 0, y: 0 };
  private timer = 0;
  private frame = 0;
  private rest = { block: null as number | null, timer: 0 };
  private geometry: Geometry | null = null;
  private slot: Slot | null = null;
  private way: Way = "move";
  /** What is carried is over the bin. */
  private away = false;
  /** What was unfolded while the pointer rested on it. */
  private opened: number[] = [];
  private ghost: Ghost | null = null;
  private line = new LandingLine();
  private listening = new AbortController();

  constructor(private host: DragHost) {
    const { root } = host;
    const { signal } = this.listening;
    root.addEventListener("pointerdown", (event) => this.press(event), { signal });
    root.addEventListener("pointermove", (event) => this.move(event), { signal });
    root.addEventListener("pointerup", (event) => this.release(event), { signal });
    root.addEventListener("pointercancel", (event) => event.pointerId === this.pointer && this.cancel(), { signal });
    root.addEventListener("contextmenu", (event) => this.load && event.preventDefault(), { signal });
    // Only a listener that may prevent can keep the browser from scrolling once the press was long enough.
    root.addEventListener("touchmove", (event) => this.active && event.preventDefault(), { signal, passive: false });
    root.addEventListener("click", (event) => this.swallow(event), { signal, capture: true });
    host.scroller.addEventListener("scroll", () => this.active && this.aim(), { signal });
    window.addEventListener("keydown", (event) => this.key(event), { signal, capture: true });
    window.addEventListener("keyup", (event) => this.active && this.hold(event), { signal, capture: true });
    window.addEventListener("blur", () => this.cancel(), { signal });
  }

  get dragging(): boolean {
    return this.active;
  }

  /** The canvas was drawn anew: measure again, or give up when the block is gone. */
  refresh(stillThere: (block: number) => boolean): void {
    if (!this.active || !this.load) return;
    if (!this.load.blocks.every(stillThere)) return this.cancel();
    this.geometry = this.host.geometry(this.load);
    this.host.lift(this.load.blocks, true);
    this.aim();
  }

  stop(): void {
    this.cancel();
    this.listening.abort();
  }

  private press(event: PointerEvent): void {
    if (this.load || event.button !== 0 || !event.isPrimary || isTyping(event)) return;
    if (closest(event, "button:not([data-palette], [data-shelf]), .problem, .menu, .port")) return;
    const load = this.host.pick(event);
    if (!load) return;
    this.load = load;
    this.pointer = event.pointerId;
    this.start = this.at = { x: event.clientX, y: event.clientY };
    if (event.pointerType === "touch") this.timer = window.setTimeout(() => this.begin(), LONG_PRESS_MS);
  }

  private move(event: PointerEvent): void {
    if (!this.load || event.pointerId !== this.pointer) return;
    this.at = { x: event.clientX, y: event.clientY };
    if (!this.active) {
      const far = Math.hypot(this.at.x - this.start.x, this.at.y - this.start.y);
      if (event.pointerType === "touch") {
        if (far > TOUCH_SLACK) this.cancel();
        return;
      }
      if (far < MOUSE_SLACK) return;
      this.begin();
    }
    event.preventDefault();
    this.hold(event);
  }

  private begin(): void {
    if (!this.load) return;
    clearTimeout(this.timer);
    this.active = true;
    const { root } = this.host;
    try {
      root.setPointerCapture(this.pointer);
    } catch {
      // The pointer is already up: its release event ends the drag.
    }
    root.classList.add("dragging");
    this.ghost = new Ghost(this.load);
    root.append(this.ghost.element);
    this.host.lift(this.load.blocks, true);
    if (!this.load) return; // what waited to be drawn took it away
    this.geometry = this.host.geometry(this.load);
    this.aim();
    this.frame = requestAnimationFrame(() => this.scroll());
  }

  private release(event: PointerEvent): void {
    if (event.pointerId !== this.pointer) return;
    const { load, slot, active, opened, way, away } = this;
    this.opened = [];
    this.active = false;
    if (active) {
      this.justEnded = true;
      setTimeout(() => (this.justEnded = false), 0);
      if (load && slot) this.host.drop(load, slot, way);
      else if (load && away) this.host.discard(load.blocks);
      this.host.refold(opened, slot?.parent ?? null);
    }
    this.cancel();
  }

  private justEnded = false;

  /** A drag ends with a click of its own, which must not select anything. */
  private swallow(event: MouseEvent): void {
    if (!this.justEnded) return;
    this.justEnded = false;
    event.stopPropagation();
    event.preventDefault();
  }

  private cancel(): void {
    clearTimeout(this.timer);
    clearTimeout(this.rest.timer);
    cancelAnimationFrame(this.frame);
    if (this.ghost) {
      this.slot = null;
      this.host.target(null);
      this.line.remove();
      this.ghost.element.remove();
      this.host.refold(this.opened, null);
      this.host.root.classList.remove("dragging", "discarding");
      this.host.lift(this.load?.blocks ?? [], false);
      if (this.host.root.hasPointerCapture(this.pointer)) this.host.root.releasePointerCapture(this.pointer);
    }
    this.rest.block = null;
    this.opened = [];
    this.way = "move";
    this.away = false;
    this.load = this.geometry = this.ghost = null;
    this.active = false;
    this.pointer = -1;
  }

  private key(event: KeyboardEvent): void {
    if (!this.active) return;
    event.stopPropagation();
    event.preventDefault();
    if (event.key === "Escape") this.cancel();
    else this.hold(event);
  }

  /** The keys that are held decide what a drop does; they may change on the way. */
  private hold(event: KeyboardEvent | PointerEvent): void {
    const own = this.load?.block !== null;
    this.way = !own ? "move" : event.altKey ? "again" : event.ctrlKey || event.metaKey ? "copy" : "move";
    this.host.lift(this.load?.blocks ?? [], this.way === "move");
    this.aim();
  }

  private follow(): void {
    this.ghost?.follow(this.at, this.host.root.getBoundingClientRect());
  }

  /** Finds the landing place under the pointer and shows it. */
  private aim(): void {
    const { x, y } = this.at;
    this.away = this.load?.block !== null && this.way === "move" && isOver(this.host.bin, x, y);
    this.host.root.classList.toggle("discarding", this.away);
    if (!isOver(this.host.scroller, x, y)) {
      this.linger(null);
      return this.show({ slot: null, refusal: this.away ? "remove" : "" });
    }
    const sheet = this.host.sheet.getBoundingClientRect();
    this.show(this.geometry!.aimAt(x - sheet.left, y - sheet.top, this.way !== "move"));
    this.linger(this.geometry!.foldedAt(x - sheet.left, y - sheet.top));
  }

  private show({ slot, refusal }: Aim): void {
    this.slot = slot;
    this.host.target(slot?.parent ?? null);
    if (slot) this.line.show(slot, this.geometry!.pill(slot), this.host.sheet);
    else this.line.hide();
    this.ghost?.say(slot ? [WORDS[this.way], this.geometry!.words(slot)].filter(Boolean).join(", ") : refusal, refusal !== "");
    this.follow();
  }

  private linger(block: number | null): void {
    if (block !== null && this.load?.blocks.includes(block)) block = null;
    if (block === this.rest.block) return;
    clearTimeout(this.rest.timer);
    this.rest.block = block;
    if (block !== null) this.rest.timer = window.setTimeout(() => this.open(block), REST_MS);
  }

  private open(block: number): void {
    this.opened.push(block);
    this.host.unfold(block);
  }

  private scroll(): void {
    const { scroller } = this.host;
    const box = scroller.getBoundingClientRect();
    const inside = this.at.x > box.left && this.at.x < box.right;
    if (inside) {
      scroller.scrollTop += speed(this.at.y, box.top, box.bottom);
      scroller.scrollLeft += speed(this.at.x, box.left, box.right);
    }
    this.frame = requestAnimationFrame(() => this.scroll());
  }
}

function isOver(element: HTMLElement, x: number, y: number): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** Pixels a frame: nothing in the middle, faster towards and past either end. */
export function speed(at: number, low: number, high: number): number {
  const near = Math.min(EDGE, (high - low) / 4);
  if (at < low + near) return -Math.ceil(Math.min(1, (low + near - at) / near) * FASTEST);
  if (at > high - near) return Math.ceil(Math.min(1, (at - high + near) / near) * FASTEST);
  return 0;
}

/** What follows the pointer: the block, and where it would land. */
class Ghost {
  readonly element = make("div", "ghost");
  private words = make("div", "ghost-words");

  constructor({ kind, text, family, hue }: Load) {
    const line = make("div", "ghost-line", "", make("span", "sign", "", icon(kind, family)), make("span", "kind", kind), make("span", "detail", text));
    this.element.append(line, this.words);
    this.element.style.setProperty("--h", String(hue));
    this.say("", false);
  }

  say(words: string, refused: boolean): void {
    setText(this.words, words);
    this.words.hidden = !words;
    this.element.classList.toggle("refused", refused);
  }

  /** Below and right of the pointer; at an edge of the canvas it stays inside, and above the pointer where it must. */
  follow({ x, y }: { x: number; y: number }, frame: DOMRect): void {
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = Math.max(BORDER, Math.min(x - frame.left + BESIDE, frame.width - width - BORDER));
    const below = y - frame.top + BELOW;
    const top = below + height + BORDER <= frame.height ? below : y - frame.top - BELOW - height;
    this.element.style.transform = `translate(${left}px, ${top}px)`;
  }
}
