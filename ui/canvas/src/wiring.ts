// Drawing a wire: from a port to a block below it, with pointer events like any other drag. What can take it
// lights up while it is drawn.

import { closest } from "./dom";
import { speed } from "./drag";
import { rounded } from "./paths";
import { PORT } from "./ports";

const SLACK = 4;
const SPACE = "http://www.w3.org/2000/svg";

/** Where a wire begins: a name of a Graph, and what stands there. */
export interface Start {
  graph: number;
  /** Its place among the Graph's children; -1 for an input of the Graph. */
  from: number;
  name: string;
}

export interface WiringHost {
  root: HTMLElement;
  scroller: HTMLElement;
  sheet: HTMLElement;
  start(port: HTMLElement): Start | null;
  /** What may take it: each block's element by its id; the Graph's own id is its end. */
  takers(start: Start): Map<number, Element>;
  /** `id` is the block under the pointer, also where it cannot take the wire. */
  drop(start: Start, id: number | null, fits: boolean): void;
}

export class Wiring {
  private start: Start | null = null;
  private port: HTMLElement | null = null;
  private pointer = -1;
  private from = { x: 0, y: 0 };
  private at = { x: 0, y: 0 };
  private active = false;
  private frame = 0;
  private takers = new Map<number, Element>();
  private over: number | null = null;
  private picture = document.createElementNS(SPACE, "svg");
  private line = document.createElementNS(SPACE, "path");
  private listening = new AbortController();

  constructor(private host: WiringHost) {
    const { root } = host;
    const { signal } = this.listening;
    this.picture.classList.add("drawn-wire");
    this.picture.setAttribute("aria-hidden", "true");
    this.picture.append(this.line);
    root.addEventListener("pointerdown", (event) => this.press(event), { signal });
    root.addEventListener("pointermove", (event) => this.move(event), { signal });
    root.addEventListener("pointerup", (event) => this.release(event), { signal });
    root.addEventListener("pointercancel", (event) => event.pointerId === this.pointer && this.cancel(), { signal });
    window.addEventListener("keydown", (event) => this.key(event), { signal, capture: true });
    window.addEventListener("blur", () => this.cancel(), { signal });
  }

  get drawing(): boolean {
    return this.active;
  }

  /** The canvas was drawn anew: look again for what can take the wire. */
  refresh(): void {
    if (!this.active) return;
    if (!this.port?.isConnected) return this.cancel();
    this.mark(false);
    this.takers = this.host.takers(this.start!);
    this.mark(true);
  }

  stop(): void {
    this.cancel();
    this.listening.abort();
  }

  private press(event: PointerEvent): void {
    const port = closest(event, PORT);
    if (this.start || !port || event.button !== 0 || !event.isPrimary) return;
    this.start = this.host.start(port);
    this.port = port;
    this.pointer = event.pointerId;
    this.at = this.from = { x: event.clientX, y: event.clientY };
  }

  private move(event: PointerEvent): void {
    if (!this.start || event.pointerId !== this.pointer) return;
    this.at = { x: event.clientX, y: event.clientY };
    if (!this.active && Math.hypot(this.at.x - this.from.x, this.at.y - this.from.y) < SLACK) return;
    if (!this.active) this.begin();
    event.preventDefault();
    this.aim();
  }

  private begin(): void {
    const { root, sheet } = this.host;
    this.active = true;
    try {
      root.setPointerCapture(this.pointer);
    } catch {
      // The pointer is already up: its release event ends the wire.
    }
    root.classList.add("wiring");
    sheet.append(this.picture);
    this.takers = this.host.takers(this.start!);
    this.mark(true);
    this.frame = requestAnimationFrame(() => this.scroll());
  }

  private release(event: PointerEvent): void {
    if (event.pointerId !== this.pointer) return;
    const { start, active } = this;
    const id = active ? this.blockAt() : null;
    const fits = id !== null && this.takers.has(id);
    this.cancel();
    if (active && start) this.host.drop(start, id, fits);
  }

  private cancel(): void {
    cancelAnimationFrame(this.frame);
    if (this.active) {
      this.mark(false);
      this.show(null);
      this.picture.remove();
      this.host.root.classList.remove("wiring");
      if (this.host.root.hasPointerCapture(this.pointer)) this.host.root.releasePointerCapture(this.pointer);
    }
    this.start = this.port = null;
    this.active = false;
    this.pointer = -1;
  }

  private key(event: KeyboardEvent): void {
    if (!this.active) return;
    event.stopPropagation();
    event.preventDefault();
    if (event.key === "Escape") this.cancel();
  }

  private mark(on: boolean): void {
    for (const element of this.takers.values()) element.classList.toggle("taker", on);
  }

  /** Draws the wire to the pointer, or to the block that would take it. */
  private aim(): void {
    const id = this.blockAt();
    this.show(id !== null && this.takers.has(id) ? id : null);
    const origin = this.host.sheet.getBoundingClientRect();
    const port = this.port!.getBoundingClientRect();
    const start = [(port.left + port.right) / 2 - origin.left, (port.top + port.bottom) / 2 - origin.top] as const;
    // A wire that fits ends at the edge, so that it never lies on a text.
    const target = this.takers.get(this.over ?? NaN)?.querySelector(".card, .terminal")?.getBoundingClientRect();
    const end = [(target?.left ?? this.at.x) - origin.left, this.at.y - origin.top] as const;
    const lane = Math.min(start[0], end[0]) - 12;
    this.line.setAttribute("d", rounded([start, [lane, start[1]], [lane, end[1]], end]));
  }

  private show(id: number | null): void {
    if (id === this.over) return;
    this.takers.get(this.over ?? NaN)?.classList.remove("taking");
    this.over = id;
    this.takers.get(id ?? NaN)?.classList.add("taking");
  }

  /** The block under the pointer: the one of the Graph that could take the wire, rather than what is inside it. */
  private blockAt(): number | null {
    const root = this.host.root.getRootNode() as Document | ShadowRoot;
    const hit = root.elementFromPoint(this.at.x, this.at.y);
    for (const [id, element] of this.takers) if (hit && element.contains(hit)) return id;
    const block = hit?.closest<HTMLElement>(".item:not(.slot)");
    return block ? Number(block.dataset.block) : null;
  }

  private scroll(): void {
    const { scroller } = this.host;
    const box = scroller.getBoundingClientRect();
    const step = speed(this.at.y, box.top, box.bottom);
    scroller.scrollTop += step;
    if (step) this.aim();
    this.frame = requestAnimationFrame(() => this.scroll());
  }
}
