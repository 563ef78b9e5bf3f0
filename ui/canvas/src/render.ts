// Draws a view into the page: one item per block, kept by id, moved only when its place changed.

import { Item, type CardEvents } from "./card";
import { arrange, make, setAttribute, setText } from "./dom";
import type { Data } from "./types";
import { INPUT } from "./types";
import type { View, ViewBlock } from "./view";

export class Sheet {
  /** What scrolls inside the canvas; positions of the insertion line are relative to it. */
  readonly element = make("div", "sheet");
  readonly column = make("div", "column root");
  readonly items = new Map<number, Item>();
  private input = make("div", "terminal input");
  private inputText = make("span", "terminal-shape");
  private inputType = make("span", "terminal-type");
  private output = make("div", "terminal output");
  private outputText = make("span", "terminal-shape");
  private hint = make("div", "hint");
  private draws = 0;

  constructor(private events: CardEvents) {
    const tree = make("div", "tree");
    tree.setAttribute("role", "tree");
    tree.setAttribute("aria-label", "Model");
    this.input.dataset.block = String(INPUT);
    this.input.setAttribute("role", "treeitem");
    this.input.setAttribute("aria-level", "1");
    this.input.append(make("b", "", "input"), this.inputText, this.inputType);
    this.output.append(make("b", "", "output"), this.outputText);
    this.column.setAttribute("role", "none");
    this.hint.append(
      make("p", "hint-title", "An empty canvas"),
      make("p", "", "Drag a layer here, or press / to search and Enter to add. Open a finished model in the Gallery."),
    );
    tree.append(this.input, make("div", "lead"), this.column);
    this.element.append(tree, this.hint, this.output);
  }

  draw(view: View, data: Data): void {
    this.draws += 1;
    const empty = !view.root.children.length;
    this.element.classList.toggle("bare", empty);
    this.hint.hidden = !empty;
    this.element.style.setProperty("--widest", `${view.places.get(view.root.id)!.width}px`);
    this.drawTerminals(view, data);
    this.fill(this.column, view.root, view);
    for (const [id, item] of this.items) {
      if (item.seen === this.draws) continue;
      item.element.remove();
      this.items.delete(id);
    }
  }

  /** The element of a block or of the input. */
  find(id: number | null): HTMLElement | null {
    if (id === null) return null;
    return id === INPUT ? this.input : (this.items.get(id)?.element ?? null);
  }

  private fill(parent: HTMLElement, block: ViewBlock, view: View): void {
    const wanted = block.children.map((child) => {
      const item = this.item(child.id);
      item.update(view.places.get(child.id)!, view.selected === child.id);
      this.fill(item.inside, child, view);
      return item.element;
    });
    arrange(parent, wanted);
  }

  private item(id: number): Item {
    let item = this.items.get(id);
    if (!item) this.items.set(id, (item = new Item(id, this.events)));
    item.seen = this.draws;
    return item;
  }

  private drawTerminals(view: View, data: Data): void {
    const selected = view.selected === INPUT;
    this.input.classList.toggle("selected", selected);
    setAttribute(this.input, "aria-selected", String(selected));
    setAttribute(this.input, "aria-label", `input ${data.input.text} ${data.input.dtype}`);
    setText(this.inputText, data.input.text);
    setText(this.inputType, data.input.dtype);
    setText(this.outputText, data.output);
    this.outputText.dataset.shape = data.output;
    this.output.classList.toggle("unknown", data.output === "?" || !data.output);
  }
}
