// The model in small at the right edge, when it is longer than the canvas: a bar for each block in the hue of its
// family, branches side by side, what is in sight in a frame. Pressing or dragging in it scrolls. Screen readers and
// the keyboard have the tree.

import { make } from "./dom";
import type { Sheet } from "./render";
import { isRow, type View, type ViewBlock } from "./view";

const WIDTH = 48;
const NARROWEST = 460; // of the canvas: below it the cards need all the room
const LONGER = 1.3;
const ROW = 7; // a bar is at most so high
const INSET = 3;
const HEAD = 0.6; // of an open container, in rows of a leaf
const FOOT = 0.3;
const TROUBLE = 1.5;
/** What was done is seen on the cards first. */
const CALM_MS = 120;

/** A bar, in rows from the top of its top-level block and in shares of the width. */
interface Bar {
  block: ViewBlock;
  top: number;
  rows: number;
  left: number;
  right: number;
  level: number;
  /** Of an open container: how far it reaches. */
  until: number;
}

export class Minimap {
  readonly element = make("div", "minimap");
  private picture = make("canvas");
  private frame = make("div", "minimap-frame");
  private view: View | null = null;
  private timer = 0;
  private height = 0;
  private watcher = new ResizeObserver(() => this.refresh());

  constructor(private sheet: Sheet, private scroller: HTMLElement) {
    this.element.setAttribute("aria-hidden", "true");
    this.element.hidden = true;
    this.element.append(this.picture, this.frame);
    this.element.addEventListener("pointerdown", (event) => this.press(event));
    this.element.addEventListener("pointermove", (event) => this.element.hasPointerCapture(event.pointerId) && this.scrollTo(event));
    scroller.addEventListener("scroll", () => this.frameIt());
    this.watcher.observe(sheet.element);
    this.watcher.observe(scroller);
  }

  draw(view: View): void {
    this.view = view;
    this.refresh();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.watcher.disconnect();
  }

  private refresh(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.paint(), CALM_MS);
  }

  private paint(): void {
    const { scrollHeight, clientHeight, clientWidth } = this.scroller;
    const shown = this.view !== null && scrollHeight > clientHeight * LONGER && clientWidth >= NARROWEST;
    this.element.hidden = !shown;
    this.scroller.classList.toggle("mapped", shown);
    // Beside a model that is wider than the canvas: over its cards it would hide them.
    this.scroller.classList.toggle("beside-map", shown && this.sheet.width > clientWidth - 2 * WIDTH);
    if (!shown) return;
    const bars = this.view!.root.children.map((child) => barsOf(child));
    const rows = bars.reduce((sum, one) => sum + one[0]!.until, 0);
    this.height = Math.min(clientHeight - 2 * INSET, rows * ROW * 1.5);
    const sharp = devicePixelRatio || 1;
    this.picture.width = WIDTH * sharp;
    this.picture.height = this.height * sharp;
    this.picture.style.height = `${this.height}px`;
    const pen = this.picture.getContext("2d");
    if (!pen) return;
    pen.scale(sharp, sharp);
    const ink = inkOf(this.element);
    const whole = this.sheet.element.getBoundingClientRect();
    for (const one of bars) {
      const box = this.sheet.items.get(one[0]!.block.id)?.element.getBoundingClientRect();
      if (!box) continue;
      const scale = ((box.height / whole.height) * this.height) / one[0]!.until;
      const top = ((box.top - whole.top) / whole.height) * this.height;
      for (const bar of one) drawBar(pen, bar, top, scale, ink, this.view!.selected === bar.block.id);
    }
    this.frameIt();
  }

  private frameIt(): void {
    if (this.element.hidden) return;
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.frame.style.height = `${(clientHeight / scrollHeight) * this.height}px`;
    this.frame.style.transform = `translateY(${(scrollTop / scrollHeight) * this.height}px)`;
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault(); // the focus stays where it is
    this.element.setPointerCapture(event.pointerId);
    this.scrollTo(event);
  }

  /** Brings the pressed place to the middle of the canvas. */
  private scrollTo({ clientY }: PointerEvent): void {
    const { top } = this.picture.getBoundingClientRect();
    const { scrollHeight, clientHeight } = this.scroller;
    this.scroller.scrollTop = ((clientY - top) / this.height) * scrollHeight - clientHeight / 2;
  }
}

/** A block and all in it, itself first. */
function barsOf(block: ViewBlock, top = 0, left = 0, right = 1, level = 0): Bar[] {
  const bar: Bar = { block, top, rows: 1, left, right, level, until: 1 + (block.problem ? TROUBLE : 0) };
  const bare = block.slot;
  if (!block.children.length) return [{ ...bar, rows: bare ? 0 : 1 }];
  const bars = [bar];
  let down = top + (bare ? 0 : HEAD) + (block.problem ? TROUBLE : 0);
  const beside = isRow(block) || (block.children.length > 1 && block.children.some((child) => child.slot));
  const width = (right - left) / block.children.length;
  let lowest = down;
  block.children.forEach((child, index) => {
    const inner = beside
      ? barsOf(child, down, left + index * width, left + (index + 1) * width, level + 1)
      : barsOf(child, down, left, right, level + (bare ? 0 : 1));
    lowest = Math.max(lowest, inner[0]!.top + inner[0]!.until);
    if (!beside) down = lowest;
    bars.push(...inner);
  });
  bar.rows = bare ? 0 : HEAD;
  bar.until = lowest - top + (bare ? 0 : FOOT);
  return bars;
}

interface Ink {
  dark: boolean;
  red: string;
  accent: string;
}

function inkOf(element: HTMLElement): Ink {
  const style = getComputedStyle(element);
  const accent = style.getPropertyValue("--st-primary-color").trim() || "#3454d1";
  return { dark: element.closest(".dark") !== null, red: style.getPropertyValue("--red").trim(), accent };
}

function drawBar(pen: CanvasRenderingContext2D, { block, top, rows, left, right, level, until }: Bar, from: number, scale: number, ink: Ink, selected: boolean): void {
  const indent = Math.min(3 * level, 15);
  const room = WIDTH - 2 * INSET - indent - 6;
  const [x, width] = [INSET + indent + left * room, Math.max(2, (right - left) * room - 1)];
  const [y, height] = [from + top * scale, Math.max(1, Math.min(rows * scale - (scale > 4 ? 2 : 0.4), ROW))];
  if (rows && block.children.length) {
    pen.fillStyle = `hsl(${block.hue} ${ink.dark ? "30% 30%" : "50% 90%"} / 60%)`;
    pen.fillRect(x, y, width, until * scale - 1);
  }
  if (rows) {
    pen.fillStyle = block.problem ? ink.red : `hsl(${block.hue} ${ink.dark ? "36% 50%" : "48% 68%"})`;
    pen.fillRect(x, y, block.children.length ? Math.min(width, 14) : width, height);
  }
  if (block.problem) sign(pen, y + height / 2, ink.red);
  if (!selected) return;
  pen.fillStyle = ink.accent;
  pen.fillRect(0, y - 1, WIDTH, Math.max(2, Math.min(height, 3)) + 1);
}

/** The colour alone would not do: a mark at the edge. */
function sign(pen: CanvasRenderingContext2D, middle: number, red: string): void {
  pen.fillStyle = red;
  pen.beginPath();
  pen.moveTo(WIDTH, middle - 4);
  pen.lineTo(WIDTH - 6, middle);
  pen.lineTo(WIDTH, middle + 4);
  pen.fill();
}
