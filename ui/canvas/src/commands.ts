// What a person can do, in terms of blocks: each sends one edit and says what happened.

import { titleOf } from "./card";
import type { Choosing } from "./choosing";
import type { Load, Way } from "./drag";
import { isInRow } from "./marks";
import type { Naming } from "./naming";
import type { Slot } from "./slots";
import type { Edit } from "./types";
import { INPUT, isInput, isProvisional } from "./types";
import { definitionAt, isOpen, landing, type Place, type View } from "./view";

export const WRAPPERS = ["Sequential", "Graph", "Residual", "Parallel", "Repeat"] as const;

const CONTAINERS = "Structure";
const APART = "Only blocks side by side can be put into one. Mark neighbours, or drag these to one place first.";

/** What the commands need of the editor. */
export interface Desk {
  readonly view: View;
  send(edit: Edit): void;
  focus(id: number): void;
  reveal(id: number): void;
  announce(text: string): void;
  /** Says why something is not done, where everybody sees it. */
  refuse(text: string): void;
  readonly choosing: Choosing;
  readonly naming: Naming;
  /** Runs now, or once Python has answered when the place depends on an edit still under way. */
  settle(ids: (number | null)[], run: () => void): void;
  /** Runs once nothing is under way. */
  afterAnswer(run: () => void): void;
}

export class Commands {
  constructor(private desk: Desk) {}

  select(id: number | null): void {
    if (this.desk.view.selected === id || isProvisional(id)) return;
    this.desk.send({ op: "select", block: id });
  }

  /** With all that is marked. */
  fold(id: number, folded: boolean): void {
    const blocks = this.desk.choosing.with(id).map((each) => this.place(each)?.block).filter((block) => block?.holds && block.folded !== folded && !(block.slot && folded));
    for (const block of blocks) if (!isProvisional(block!.id)) this.desk.send({ op: "fold", block: block!.id, folded });
    if (blocks.length) this.desk.announce(`${folded ? "Folded" : "Unfolded"} ${blocks.length > 1 ? `${blocks.length} blocks` : titleOf(blocks[0]!)}`);
  }

  /** Adds after the selected block, into a selected empty container, or at the end. */
  add(kind: string): void {
    const { desk } = this;
    const run = () => {
      const { parent, index } = this.nextPlace();
      desk.send({ op: "add", kind, parent, index });
      desk.announce(`Added ${kind}`);
    };
    // A container that is still under way can take the next block only when Python has made it.
    const selected = this.place(desk.view.selected)?.block;
    if (selected?.pending && selected.family === CONTAINERS) desk.afterAnswer(run);
    else desk.settle([], run);
  }

  drop(load: Load, slot: Slot, way: Way): void {
    const { desk } = this;
    desk.settle([...load.blocks, slot.parent], () => {
      if (load.block === null) this.insert(load.kind, slot.parent, slot.index);
      else if (way === "again") this.reuse(load.block, slot);
      else if (way === "copy") this.duplicate(load.block, slot);
      else this.move(load.block, slot.parent, slot.index);
    });
  }

  /** Adds at a place, and goes there. */
  insert(kind: string, parent: number, index: number): void {
    const { desk } = this;
    desk.settle([parent], () => {
      desk.send({ op: "add", kind, parent, index });
      if (desk.view.selected !== null) desk.focus(desk.view.selected);
      desk.announce(`Added ${kind}`);
    });
  }

  /** With all that is marked, as one group. */
  move(id: number, parent: number, index: number): void {
    const { desk } = this;
    const blocks = desk.choosing.with(id);
    const place = this.place(id);
    if (!place?.parent || place.block.slot) return;
    desk.settle([...blocks, parent], () => {
      desk.send({ op: "move", ...several(blocks), parent, index });
      if (desk.view.selected !== id) desk.send({ op: "select", block: id });
      desk.focus(id);
      const after = this.place(blocks[0]!);
      if (after?.parent) desk.announce(`Moved ${this.spoken(blocks)} to position ${after.index + 1} of ${this.named(after.parent.id)}`);
    });
  }

  /** Among its siblings: -1 up, 1 down. */
  shift(id: number, step: -1 | 1): void {
    const row = this.desk.choosing.with(id);
    const first = this.place(row[0]!);
    if (!first?.parent || first.block.slot) return;
    if (!isInRow(this.desk.view, row)) return this.desk.refuse("The marked blocks are not side by side. Drag them to one place first.");
    const target = step < 0 ? first.index - 1 : first.index + row.length + 1;
    if (target < 0 || target > first.parent.children.length) {
      return this.desk.announce(step < 0 ? "Already first" : "Already last");
    }
    this.move(id, first.parent.id, target);
  }

  /** To the end of the container before it. */
  moveIn(id: number): void {
    const place = this.place(id);
    if (!place?.parent || place.block.slot) return;
    const before = place.parent.children[this.place(this.desk.choosing.with(id)[0]!)!.index - 1];
    if (!before?.holds) return this.desk.announce("No container before it to move into");
    if (!isOpen(before)) {
      this.fold(before.id, false);
      return this.desk.announce(`Unfolded ${titleOf(before)}; press again to move in`);
    }
    const target = landing(before);
    this.move(id, target.id, target.children.length);
  }

  /** Out of its container, to the place after it. */
  moveOut(id: number): void {
    const place = this.place(id);
    if (!place?.parent || place.block.slot) return;
    let outer = this.place(place.parent.id);
    while (outer?.block.slot && outer.parent) outer = this.place(outer.parent.id);
    if (!outer?.parent) return this.desk.announce("Already at the outermost level");
    this.move(id, outer.parent.id, outer.index + 1);
  }

  /** Each after itself, or all where they were dropped. */
  duplicate(id: number, slot?: Slot): void {
    const before = new Set(this.desk.view.places.keys());
    this.onMarked(id, slot ? "Copied" : "Duplicated", (blocks) => {
      this.desk.send({ op: "duplicate", ...several(blocks), ...(slot && { parent: slot.parent, index: slot.index }) });
      if (slot && this.desk.view.selected !== null) this.desk.focus(this.desk.view.selected);
      if (blocks.length > 1) this.desk.afterAnswer(() => this.desk.choosing.putNew(before));
    });
  }

  /** A call of the same block again, with the same parameters: after it, or where it was dropped. */
  reuse(id: number, slot?: Slot): void {
    if (this.desk.choosing.with(id).length > 1) {
      return this.desk.refuse("One block can be called again. Wrap the marked row (w), or make a block of it (m), and call that again.");
    }
    const where = slot ? { parent: slot.parent, index: slot.index } : {};
    this.onBlock(id, "Calls again", () => this.desk.send({ op: "reuse", block: id, ...where }));
  }

  /** A definition of some siblings, with an instance in their place. */
  define(ids: number[]): void {
    const { desk } = this;
    if (!ids.length) return desk.announce("Mark the blocks first");
    if (!isInRow(desk.view, ids)) return desk.refuse(APART);
    desk.settle(ids, () => {
      desk.send({ op: "define", blocks: ids });
      desk.announce(`Made a block of ${this.spoken(ids)}`);
      desk.afterAnswer(() => desk.naming.className());
    });
  }

  makeUnique(id: number): void {
    this.onBlock(id, "Made unique:", () => this.desk.send({ op: "make unique", block: id }));
  }

  wrap(id: number, kind: string): void {
    if (!isInRow(this.desk.view, this.desk.choosing.with(id))) return this.desk.refuse(APART);
    this.onMarked(id, `Wrapped in ${kind}:`, (blocks) => this.desk.send({ op: "wrap", ...several(blocks), kind }));
  }

  unwrap(id: number): void {
    const place = this.place(id);
    if (!this.isAlone(id, "unwrapped")) return;
    if (!place?.block.holds) return this.desk.announce("Only a container can be unwrapped");
    this.onBlock(id, "Unwrapped", () => {
      this.desk.focus((landing(place.block).children[0] ?? place.parent!).id);
      this.desk.send({ op: "unwrap", block: id });
    });
  }

  /** Says so where several are marked and the deed is about one. */
  isAlone(id: number, done: string): boolean {
    const alone = this.desk.choosing.with(id).length === 1;
    if (!alone) this.desk.refuse(`Blocks are ${done} one at a time. Select one of them.`);
    return alone;
  }

  remove(id: number): void {
    if (this.place(id)?.parent && !this.place(id)!.block.slot) this.removeAll(this.desk.choosing.with(id), false);
  }

  /** `cut`: they are on the clipboard. */
  removeAll(blocks: number[], cut: boolean): void {
    const { desk } = this;
    desk.settle(blocks, () => {
      const first = this.place(blocks[0]!);
      if (!first?.parent) return;
      const gone = new Set(blocks);
      const rest = (block: { id: number }) => !gone.has(block.id);
      const { children } = first.parent;
      const next = children.slice(first.index).find(rest) ?? children.slice(0, first.index).findLast(rest) ?? first.parent;
      const said = `${cut ? "Cut" : "Removed"} ${this.spoken(blocks)}`;
      desk.send({ op: "remove", ...several(blocks), ...(cut && { cut }) });
      desk.focus(desk.view.root.id === next.id ? INPUT : next.id);
      desk.announce(said);
    });
  }

  /** The blocks of a JSON text, after the selected block or into a selected empty container. In the definition `home`
   * the text of `own` is meant. */
  paste(text: string, own: { text: string; home: string } | null): void {
    const { desk } = this;
    desk.settle([], () => {
      const before = new Set(desk.view.places.keys());
      const place = this.nextPlace();
      const atHome = own !== null && definitionAt(desk.view, place.parent) === own.home;
      desk.send({ op: "paste", text: atHome ? own.text : text, ...place });
      desk.afterAnswer(() => desk.choosing.putNew(before));
    });
  }

  /** Adds the input that Python proposes, and goes there. */
  addInput(edit: Edit & { op: "add input" }, id: number): void {
    const { desk } = this;
    desk.send(edit);
    desk.send({ op: "select", block: id });
    desk.afterAnswer(() => desk.focus(id));
    desk.announce("Added an input");
  }

  /** Takes an input away, and goes to the first. */
  removeInput(id: number): void {
    const { desk } = this;
    desk.send({ op: "remove input", index: -id });
    desk.send({ op: "select", block: INPUT });
    desk.focus(INPUT);
  }

  rename(id: number, name: string): void {
    this.desk.settle([id], () => this.desk.send({ op: "rename", block: id, name }));
  }

  fix(id: number, index: number): void {
    this.desk.settle([id], () => this.desk.send({ op: "fix", block: id, index }));
  }

  private onBlock(id: number, verb: string, run: (place: Place) => void): void {
    const first = this.place(id);
    if (!first?.parent || first.block.slot) return;
    this.desk.settle([id], () => {
      const place = this.place(id);
      if (!place?.parent) return;
      run(place);
      this.desk.announce(`${verb} ${titleOf(place.block)}`);
    });
  }

  /** Does something once to a block and all that is marked with it. */
  private onMarked(id: number, verb: string, run: (blocks: number[]) => void): void {
    const blocks = this.desk.choosing.with(id);
    if (!this.place(id)?.parent || this.place(id)!.block.slot) return;
    this.desk.settle(blocks, () => {
      if (!blocks.every((each) => this.place(each)?.parent)) return;
      const spoken = this.spoken(blocks);
      run(blocks);
      this.desk.announce(`${verb} ${spoken}`);
    });
  }

  /** As people say it: one by its name, several by their number. */
  spoken(blocks: readonly number[]): string {
    return blocks.length === 1 ? titleOf(this.place(blocks[0]!)!.block) : `${blocks.length} blocks`;
  }

  private nextPlace(): { parent: number; index: number } {
    const { view } = this.desk;
    const place = this.place(view.selected);
    if (view.selected !== null && isInput(view.selected)) return { parent: view.root.id, index: 0 };
    if (!place?.parent) return { parent: view.root.id, index: view.root.children.length };
    const target = landing(place.block);
    if (isOpen(target) && isOpen(place.block) && !target.children.length) return { parent: target.id, index: 0 };
    if (place.block.slot) return { parent: place.block.id, index: place.block.children.length };
    return { parent: place.parent.id, index: place.index + 1 };
  }

  private named(id: number): string {
    const place = this.place(id);
    return !place?.parent ? "the model" : titleOf(place.block.slot ? place.parent : place.block);
  }

  private place(id: number | null): Place | undefined {
    return id === null ? undefined : this.desk.view.places.get(id);
  }
}

function several(blocks: number[]): { block: number; others: number[] } {
  return { block: blocks[0]!, others: blocks.slice(1) };
}
