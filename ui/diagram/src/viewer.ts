// One diagram on the page: the picture, its buttons, and which block is selected.

import { watch } from "./pointers";
import { parse } from "./sanitise";
import { savePng, saveSvg } from "./save";
import { first, isClose, kept, revealing, whole, zoomed, type Box, type Size, type View } from "./view";

export interface Picture {
  svg: string;
  selected: number | null;
  height: number;
  name: string;
}

const STEP = 1.3;

export class Viewer {
  readonly element = make("div", "diagram");
  select: (block: number) => void = () => {};

  private readonly window = make("div", "window");
  private readonly resize = new ResizeObserver(() => this.fitted());
  private svg: SVGSVGElement | null = null;
  private source = "";
  private name = "diagram";
  private selected: number | null = null;
  private size: Size = { width: 1, height: 1 };
  private view: View = { x: 0, y: 0, scale: 1 };
  private touched = false; // by hand: then the view stays where it is

  constructor() {
    this.element.setAttribute("role", "group");
    this.element.append(this.window, this.buttons());
    watch(this.window, {
      drag: (dx, dy) => this.look({ ...this.view, x: this.view.x - dx / this.view.scale, y: this.view.y - dy / this.view.scale }),
      zoom: (factor, x, y) => this.look(zoomed(this.view, factor, { x, y })),
      click: (target) => this.choose(target),
    });
    this.element.addEventListener("keydown", (event) => this.press(event));
    this.resize.observe(this.window);
  }

  show(picture: Picture): void {
    this.name = picture.name.replace(/[^\p{L}\p{N}._-]+/gu, "-") || "diagram";
    this.element.setAttribute("aria-label", `Diagram of ${picture.name}`);
    this.element.style.height = `${picture.height}px`;
    if (picture.svg !== this.source) this.draw(picture.svg);
    this.mark(picture.selected);
  }

  close(): void {
    this.resize.disconnect();
    this.element.remove();
  }

  // --- drawing

  private draw(source: string): void {
    const svg = parse(source);
    this.source = source;
    const focused = this.focused();
    this.svg?.remove();
    this.svg = svg;
    if (!svg) return;
    const before = this.size;
    const [, , width = 1, height = 1] = (svg.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
    this.size = { width, height };
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    this.prepare(svg);
    this.window.prepend(svg);
    this.touched &&= isClose(before, this.size);
    this.fitted();
    if (focused !== null) this.part(focused)?.focus({ preventScroll: true });
  }

  /** Makes what stands for a block something that can be clicked and reached by key. */
  private prepare(svg: SVGSVGElement): void {
    for (const group of svg.querySelectorAll<SVGGElement>("g[id]")) {
      const [, block] = /^b(\d+)(?:-merge)?$/.exec(group.id) ?? [];
      if (!block) continue;
      group.dataset["block"] = block;
      if (group.id.endsWith("-merge")) continue;
      group.setAttribute("role", "button");
      group.setAttribute("tabindex", "-1");
      group.setAttribute("aria-label", [...group.querySelectorAll("text")].map((text) => text.textContent).join(" "));
    }
    this.parts()[0]?.setAttribute("tabindex", "0");
  }

  private mark(selected: number | null): void {
    for (const group of this.svg?.querySelectorAll<SVGGElement>("[data-block]") ?? []) {
      const is = selected !== null && group.dataset["block"] === String(selected);
      group.classList.toggle("selected", is);
      if (group.hasAttribute("role")) group.setAttribute("aria-pressed", String(is));
    }
    const changed = selected !== this.selected;
    this.selected = selected;
    const part = selected === null ? null : this.part(selected);
    if (!part || !changed) return;
    this.reach(part);
    this.reveal(part);
  }

  private fitted(): void {
    const window = this.extent();
    if (!window.width || !window.height) return;
    this.set(this.touched ? kept(this.view, this.size, window) : first(this.size, window));
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

  private reveal(part: SVGGElement): void {
    const window = this.extent();
    if (window.width && window.height) this.set(revealing(this.view, this.box(part), window));
  }

  /** Where a part stands, in the picture's own units. */
  private box(part: SVGGElement): Box {
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

  // --- hands

  private choose(target: Element): void {
    const block = target.closest<SVGGElement>("[data-block]")?.dataset["block"];
    if (block === undefined) return;
    this.mark(Number(block));
    this.part(Number(block))?.focus({ preventScroll: true });
    this.select(Number(block));
  }

  private press(event: KeyboardEvent): void {
    event.stopPropagation(); // single letters are Streamlit's own keys
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = this.keys()[event.key];
    if (!act || (event.target instanceof HTMLButtonElement && /^( |Enter)$/.test(event.key))) return;
    event.preventDefault();
    act();
  }

  private keys(): Record<string, () => void> {
    const choose = (): void => {
      const part = this.focusedPart();
      if (part) this.choose(part);
    };
    return {
      ArrowDown: () => this.step(1), ArrowRight: () => this.step(1), ArrowUp: () => this.step(-1),
      ArrowLeft: () => this.step(-1), Enter: choose, " ": choose, "+": () => this.zoom(STEP), "=": () => this.zoom(STEP),
      "-": () => this.zoom(1 / STEP), "0": () => this.fit(),
    };
  }

  /** Moves the focus to a block further on, in the order of the page: from the top down. */
  private step(by: number): void {
    const parts = this.parts();
    const at = parts.indexOf(this.focusedPart() ?? (parts[0] as SVGGElement));
    const next = parts[Math.min(Math.max(at + by, 0), parts.length - 1)];
    if (!next) return;
    this.reach(next);
    next.focus({ preventScroll: true });
    this.reveal(next);
  }

  private zoom(factor: number): void {
    const { width, height } = this.extent();
    this.look(zoomed(this.view, factor, { x: width / 2, y: height / 2 }));
  }

  private fit(): void {
    this.touched = true;
    this.set(whole(this.size, this.extent()));
  }

  // --- parts

  private parts(): SVGGElement[] {
    const found = [...(this.svg?.querySelectorAll<SVGGElement>("[data-block][role]") ?? [])];
    const tops = new Map(found.map((part) => [part, part.getBoundingClientRect().top]));
    return found.sort((one, other) => (tops.get(one) ?? 0) - (tops.get(other) ?? 0));
  }

  private part(block: number): SVGGElement | null {
    return this.svg?.querySelector<SVGGElement>(`[data-block="${block}"][role]`) ?? null;
  }

  /** Makes one part the one that Tab comes to. */
  private reach(part: SVGGElement): void {
    this.svg?.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
    part.setAttribute("tabindex", "0");
  }

  private focusedPart(): SVGGElement | null {
    return this.svg?.querySelector<SVGGElement>("[data-block]:focus") ?? null;
  }

  private focused(): number | null {
    const block = this.focusedPart()?.dataset["block"];
    return block === undefined ? null : Number(block);
  }

  private buttons(): HTMLElement {
    const bar = make("div", "buttons");
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", "Diagram view");
    bar.append(
      button("−", "Zoom out (Ctrl + wheel)", () => this.zoom(1 / STEP)),
      button("+", "Zoom in (Ctrl + wheel)", () => this.zoom(STEP)),
      button("Fit", "Show the whole diagram", () => this.fit()),
      button("SVG", "Save as SVG", () => this.svg && saveSvg({ svg: this.svg, ...this.size }, this.name)),
      button("PNG", "Save as PNG", () => {
        const colour = getComputedStyle(this.element).getPropertyValue("--st-background-color").trim() || "#ffffff";
        if (this.svg) void savePng({ svg: this.svg, ...this.size }, this.name, colour);
      }),
    );
    return bar;
  }
}

function make(tag: "div", className: string): HTMLDivElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function button(text: string, label: string, run: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  element.title = label;
  element.setAttribute("aria-label", label);
  element.addEventListener("click", run);
  return element;
}
