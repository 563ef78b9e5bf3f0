// The window through which the picture is seen: zoom, pan, and what is brought to sight.

import { make } from "./elements";
import { isClose, kept, first, revealing, scrolled, whole, zoomed, type Box, type Size, type View } from "./view";

export const STEP = 1.3; // of zooming once

export class Stage {
  readonly window = make("div", "window");
  svg: SVGSVGElement | null = null;
  size: Size = { width: 1, height: 1 };

  private readonly resize = new ResizeObserver(() => this.fitted());
  private view: View = { x: 0, y: 0, scale: 1 };
  private touched = false; // by hand: then the view stays where it is
  private wanted: Element | null = null; // what is to be seen, also when the window gets another size

  constructor() {
    this.resize.observe(this.window);
  }

  close(): void {
    this.resize.disconnect();
  }

  /** Puts another picture in the place of this one. */
  put(svg: SVGSVGElement): void {
    const before = this.size;
    const [, , width = 1, height = 1] = (svg.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
    this.svg?.remove();
    this.svg = svg;
    this.size = { width, height };
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    this.window.prepend(svg);
    this.touched &&= isClose(before, this.size);
    this.fitted();
  }

  // --- moving

  drag(dx: number, dy: number): void {
    this.look({ ...this.view, x: this.view.x - dx / this.view.scale, y: this.view.y - dy / this.view.scale });
  }

  /** Scrolls like any page; false where there is nothing further that way. */
  scroll(dx: number, dy: number): boolean {
    const view = scrolled(this.view, { x: dx, y: dy }, this.size, this.extent());
    if (view) this.look(view);
    return view !== null;
  }

  zoom(factor: number, x = this.window.clientWidth / 2, y = this.window.clientHeight / 2): void {
    this.look(zoomed(this.view, factor, { x, y }));
  }

  fit(): void {
    this.touched = true;
    this.set(whole(this.size, this.extent()));
  }

  /** Forgets what a hand did, where the window itself becomes another. */
  restart(): void {
    this.touched = false;
    this.fitted();
  }

  reveal(part: Element): void {
    const window = this.extent();
    this.wanted = part;
    if (window.width && window.height) this.set(revealing(this.view, this.box(part), window));
  }

  /** Where a part is seen, to be `held` there in the next picture. */
  seen(part: Element): View {
    const { x, y } = this.box(part);
    return { x: (x - this.view.x) * this.view.scale, y: (y - this.view.y) * this.view.scale, scale: this.view.scale };
  }

  held(part: Element, at: View): void {
    const { x, y } = this.box(part);
    this.look({ x: x - at.x / at.scale, y: y - at.y / at.scale, scale: at.scale });
    this.reveal(part);
  }

  private fitted(): void {
    const window = this.extent();
    if (!window.width || !window.height) return;
    this.set(this.touched ? kept(this.view, this.size, window) : first(this.size, window));
    if (!this.touched && this.wanted?.isConnected) this.reveal(this.wanted);
  }

  private look(view: View): void {
    this.touched = true;
    this.set(kept(view, this.size, this.extent()));
  }

  private set(view: View): void {
    const { width, height } = this.extent();
    this.view = view;
    this.svg?.setAttribute("viewBox", [view.x, view.y, width / view.scale, height / view.scale].join(" "));
  }

  private extent(): Size {
    return { width: this.window.clientWidth, height: this.window.clientHeight };
  }

  /** Where a part stands, in the picture's own units. */
  private box(part: Element): Box {
    const seen = part.getBoundingClientRect();
    const frame = this.window.getBoundingClientRect();
    const { x, y, scale } = this.view;
    return {
      x: x + (seen.left - frame.left) / scale,
      y: y + (seen.top - frame.top) / scale,
      width: seen.width / scale,
      height: seen.height / scale,
    };
  }
}
