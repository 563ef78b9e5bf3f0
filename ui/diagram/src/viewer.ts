// One diagram on the page: the picture, its controls, and a line that says what one points at.

import { light } from "./arrows";
import { make } from "./elements";
import { Outline } from "./outline";
import { watch } from "./pointers";
import { parse } from "./sanitise";
import { save, savePng, saveSvg } from "./save";
import { STEP, Stage } from "./stage";
import { clearTitles } from "./titles";
import { Toolbar } from "./toolbar";
import type { Part, Picture, Tell } from "./types";
import type { View } from "./view";

const HINT = "Click selects. + and − unfold and fold, as a double click does.";

export class Viewer {
  readonly element = make("div", "place");
  tell: Tell = () => {};

  private readonly body = make("div", "diagram");
  private readonly full = make("dialog");
  private readonly caption = make("div", "caption");
  private readonly stage = new Stage();
  private readonly outline = new Outline();
  private readonly toolbar: Toolbar;
  private picture: Picture | null = null;
  private selected: number | null = null;
  private turned: { block: number; at: View } | null = null; // folded or unfolded by hand: it stays where it is seen

  constructor() {
    const drawn = (): { svg: SVGSVGElement; width: number; height: number } | null =>
      this.stage.svg && { svg: this.stage.svg, ...this.stage.size };
    this.toolbar = new Toolbar({
      depth: (chosen) => this.tell("depth", chosen),
      zoomOut: () => this.stage.zoom(1 / STEP),
      zoomIn: () => this.stage.zoom(STEP),
      fit: () => this.stage.fit(),
      svg: () => saveSvg(drawn(), this.file()),
      png: () => void savePng(drawn(), this.file(), getComputedStyle(this.body).backgroundColor),
      dot: () => save(new Blob([this.picture?.dot ?? ""], { type: "text/vnd.graphviz" }), `${this.file()}.dot`),
      full: () => this.fill(),
    });
    this.body.append(this.toolbar.element, this.stage.window, this.caption);
    this.caption.setAttribute("aria-hidden", "true"); // the parts say the same themselves
    this.full.setAttribute("aria-label", "Diagram");
    this.element.append(this.body, this.full);
    this.listen();
  }

  private listen(): void {
    const { window } = this.stage;
    watch(window, {
      drag: (dx, dy) => this.stage.drag(dx, dy),
      scroll: (dx, dy) => this.stage.scroll(dx, dy),
      zoom: (factor, x, y) => this.stage.zoom(factor, x, y),
      click: (target) => this.click(target),
    });
    window.addEventListener("dblclick", (event) => {
      if (event.target instanceof Element && !event.target.closest(".sign")) this.turn(this.outline.at(event.target));
    });
    window.addEventListener("pointerover", (event) => this.point(this.outline.at(event.target)));
    window.addEventListener("pointerleave", () => this.point(null));
    window.addEventListener("focusin", (event) => this.point(this.outline.at(event.target)));
    this.body.addEventListener("keydown", (event) => this.press(event));
    this.full.addEventListener("close", () => this.moved(this.element)); // by our button, or Esc
  }

  show(picture: Picture): void {
    const before = this.picture;
    this.picture = picture;
    this.toolbar.show(picture.depths, picture.depth);
    if (picture.svg !== before?.svg) this.draw(picture);
    this.outline.mark(picture.selected, picture.hides);
    const part = this.outline.group(picture.selected);
    if (part && picture.selected !== this.selected) this.stage.reveal(part);
    this.selected = picture.selected;
    this.point(this.outline.focused);
  }

  close(): void {
    this.stage.close();
    this.element.remove();
  }

  private draw(picture: Picture): void {
    const svg = parse(picture.svg);
    if (!svg) return;
    const focused = this.outline.focused;
    clearTitles(svg);
    this.outline.take(svg, picture.parts, picture.title);
    this.stage.put(svg);
    const part = this.turned && this.outline.group(this.turned.block);
    if (part && this.turned) this.stage.held(part, this.turned.at);
    this.turned = null;
    this.outline.group(focused)?.focus({ preventScroll: true });
  }

  private file(): string {
    return this.picture?.name.replace(/[^\p{L}\p{N}._-]+/gu, "-") || "diagram";
  }

  /** In words what one points at, and its arrows. */
  private point(block: number | null): void {
    const part: Part | null = this.outline.part(block) ?? this.outline.part(this.selected);
    light(this.stage.svg, this.outline.group(block));
    this.caption.replaceChildren(...(part ? [make("strong", "", part.title), ["", ...part.facts].join(" · ")] : [HINT]));
  }

  /** Gives the diagram the whole window, or takes it back. */
  private fill(): void {
    if (this.full.open) return this.full.close();
    this.full.showModal();
    this.moved(this.full);
  }

  private moved(place: HTMLElement): void {
    place.prepend(this.body);
    this.toolbar.showFull(place === this.full);
    this.stage.restart();
  }

  // --- hands

  private click(target: Element): void {
    const block = this.outline.at(target);
    if (target.closest(".sign")) this.turn(block);
    else if (block !== null) this.choose(block);
  }

  private choose(block: number): void {
    this.selected = block;
    this.outline.mark(block, false);
    this.outline.group(block)?.focus({ preventScroll: true });
    this.tell("select", block);
  }

  /** Unfolds what is folded, and the reverse. */
  private turn(block: number | null): void {
    const part = this.outline.part(block);
    const group = this.outline.group(block);
    if (!part || !group || part.unfolded === null) return;
    this.turned = { block: part.id, at: this.stage.seen(group) };
    group.focus({ preventScroll: true });
    this.tell("fold", { block: part.id, unfolded: !part.unfolded });
  }

  private press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement) return;
    const elsewhere = event.key === "r" || event.key === "c"; // Streamlit's own keys
    if (elsewhere || this.full.open) event.stopPropagation(); // nothing acts on a page that is covered
    const act = this.keys()[event.key] ?? (event.target instanceof HTMLButtonElement ? undefined : this.ways()[event.key]);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** Keys that the whole diagram hears. */
  private keys(): Record<string, () => void> {
    return {
      "+": () => this.stage.zoom(STEP), "=": () => this.stage.zoom(STEP), "-": () => this.stage.zoom(1 / STEP),
      "0": () => this.stage.fit(), f: () => this.fill(),
    };
  }

  /** Keys of the blocks, which are a tree. */
  private ways(): Record<string, () => void> {
    const at = this.outline.focused;
    const part = this.outline.part(at);
    const choose = (): void => void (at !== null && this.choose(at));
    return {
      ArrowDown: () => this.go(this.outline.next(at, 1)),
      ArrowUp: () => this.go(this.outline.next(at, -1)),
      ArrowRight: () => (part?.unfolded === false ? this.turn(at) : part?.unfolded && this.go(this.outline.next(at, 1))),
      ArrowLeft: () => (part?.unfolded ? this.turn(at) : at !== null && this.go(this.outline.parent(at))),
      Home: () => this.go(this.outline.next(at, -Infinity)),
      End: () => this.go(this.outline.next(at, Infinity)),
      Enter: choose, " ": choose,
    };
  }

  private go(block: number | null): void {
    const group = this.outline.group(block);
    if (!group) return;
    this.outline.reach(block);
    group.focus({ preventScroll: true });
    this.stage.reveal(group);
  }
}
