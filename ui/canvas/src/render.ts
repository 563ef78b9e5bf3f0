// Draws a view into the page: one item per block, kept by id, moved only when its place changed.

import { Item, type CardEvents } from "./card";
import { Blank, type BlankEvents } from "./blank";
import { arrange, make } from "./dom";
import { Inputs, Output } from "./terminals";
import { gutterOf } from "./lanes";
import type { Data } from "./types";
import { isInput, isProvisional } from "./types";
import { Wires } from "./wires";
import type { Route } from "./route";
import type { View, ViewBlock } from "./view";

const MARGIN = 16;

export class Sheet {
  /** What scrolls inside the canvas; positions of the insertion line are relative to it. */
  readonly element = make("div", "sheet");
  readonly column = make("div", "column root");
  readonly items = new Map<number, Item>();
  readonly wires = new Wires({
    column: (graph) => (graph === this.root ? this.column : this.item(graph).inside),
    item: (block) => this.items.get(block),
    tag: (block, place) => this.items.get(block)?.outs?.at(place) ?? null,
    entry: (graph, place) => (graph === this.root ? this.inputs.find(-place) : (this.items.get(graph)?.entries?.at(place) ?? null)),
    scale: () => this.scale,
    exit: (graph, chip) => (graph === this.root ? this.output.gives : this.items.get(graph)!.gives).at(chip),
  });
  /** How large it is drawn. */
  scale = 1;
  private widest = 0;
  private inputs = new Inputs();
  private output = new Output((index) => this.events.fix(this.root, index));
  private lead = make("div", "lead");
  private hint: Blank;
  private draws = 0;
  /** Items of blocks that were drawn before Python had made them, and that have another number by now. */
  private orphans: Item[] = [];
  private root = 0;

  constructor(private events: CardEvents, starts: BlankEvents) {
    this.hint = new Blank(starts);
    const tree = make("div", "tree");
    tree.setAttribute("role", "tree");
    tree.setAttribute("aria-label", "Model");
    tree.setAttribute("aria-multiselectable", "true");
    this.column.setAttribute("role", "none");
    tree.append(this.inputs.element, this.lead, this.column);
    this.element.append(tree, this.hint.element, this.output.element);
  }

  draw(view: View, data: Data, marked: readonly number[]): void {
    this.draws += 1;
    this.root = view.root.id;
    const empty = !view.root.children.length;
    this.element.classList.toggle("bare", empty);
    this.hint.draw(empty, data.models);
    const { width, nets } = view.places.get(view.root.id)!;
    this.widest = width + 2 * Math.max(MARGIN, gutterOf(nets));
    this.element.style.setProperty("--widest", `${this.widest}px`);
    this.inputs.draw(view, data);
    this.output.draw(view, data);
    this.lead.classList.toggle("cut", !empty && !view.root.children[0]!.linked);
    this.element.style.setProperty("--gutter", `${gutterOf(nets)}px`);
    this.wires.draw(view);
    this.orphans = [...this.items.values()].filter(({ id }) => isProvisional(id) && !view.places.has(id));
    this.fill(this.column, view.root, view, data.batch);
    const several = new Set(marked);
    for (const [id, item] of this.items) {
      item.mark(several.has(id), several.has(id) || view.selected === id);
      if (item.seen === this.draws) continue;
      item.element.remove();
      this.items.delete(id);
    }
  }

  /** The element of a block or of an input; the model itself is its output. */
  find(id: number | null): HTMLElement | null {
    if (id === null) return null;
    if (id === this.root) return this.output.element;
    return isInput(id) ? this.inputs.find(id) : (this.items.get(id)?.element ?? null);
  }

  /** Shows what lies on the way of a block, and what stands aside; null shows all alike. */
  route(route: Route | null): void {
    this.element.classList.toggle("routed", route !== null);
    for (const [id, { element }] of this.items) {
      element.classList.toggle("aside", route?.aside.has(id) ?? false);
      element.classList.toggle("loose", route?.loose.has(id) ?? false);
    }
    this.wires.rest(route);
  }

  /** What the sheet needs in width as it is drawn, in pixels of the screen. */
  get width(): number {
    return this.widest * this.scale;
  }

  /** How wide and high the model is as it is drawn, in pixels of the screen. */
  extent(): { width: number; height: number } {
    const top = this.element.getBoundingClientRect().top;
    return { width: this.width, height: this.output.element.getBoundingClientRect().bottom - top };
  }

  private fill(parent: HTMLElement, block: ViewBlock, view: View, batch: string): void {
    const wanted = block.children.map((child) => {
      const item = this.items.get(child.id) ?? this.adopted(child, parent) ?? this.item(child.id);
      item.seen = this.draws;
      item.update(view.places.get(child.id)!, view.selected === child.id, batch);
      this.fill(item.inside, child, view, batch);
      return item.element;
    });
    const picture = this.wires.picture(block.id);
    arrange(parent, picture ? [picture, ...wanted] : wanted);
  }

  private item(id: number): Item {
    let item = this.items.get(id);
    if (!item) this.items.set(id, (item = new Item(id, this.events)));
    item.seen = this.draws;
    return item;
  }

  /** The item that stands for a block since before Python had made it: it keeps its place, and the focus. */
  private adopted({ id, kind }: ViewBlock, parent: HTMLElement): Item | undefined {
    const item = this.orphans.find(({ element }) => element.parentElement === parent && element.dataset.kind === kind);
    if (!item) return undefined;
    this.orphans.splice(this.orphans.indexOf(item), 1);
    this.items.delete(item.id);
    this.items.set(id, item);
    item.become(id);
    return item;
  }
}
