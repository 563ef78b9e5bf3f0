// What a person can do, in terms of blocks: each sends one edit and says what happened.

import { titleOf } from "./card";
import type { Load } from "./drag";
import type { Slot } from "./slots";
import type { Edit } from "./types";
import { INPUT, isInput, isProvisional } from "./types";
import { isOpen, landing, type Place, type View } from "./view";

export const WRAPPERS = ["Sequential", "Graph", "Residual", "Parallel", "Repeat"] as const;

const CONTAINERS = "Structure";

/** What the commands need of the editor. */
export interface Desk {
  readonly view: View;
  send(edit: Edit): void;
  focus(id: number): void;
  reveal(id: number): void;
  announce(text: string): void;
  /** Says why something is not done, where everybody sees it. */
  refuse(text: string): void;
  /** What a gesture on a block is about: the marked row when the block is in it, else the block alone. */
  row(id: number): number[];
  /** Marks a row from the selected block on. */
  markCopies(count: number): void;
  /** Goes to the selected instance and lets its class be named. */
  nameClass(): void;
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

  fold(id: number, folded: boolean): void {
    const place = this.place(id);
    if (isProvisional(id) || !place?.block.holds || (place.block.slot && folded) || place.block.folded === folded) return;
    this.desk.send({ op: "fold", block: id, folded });
    this.desk.announce(`${folded ? "Folded" : "Unfolded"} ${titleOf(place.block)}`);
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

  drop(load: Load, slot: Slot, again: boolean): void {
    const { desk } = this;
    desk.settle([...load.row, slot.parent], () => {
      if (load.block !== null && again) this.reuse(load.block, slot);
      else if (load.block === null) {
        this.insert(load.kind, slot.parent, slot.index);
      } else this.move(load.block, slot.parent, slot.index);
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

  /** With its row. */
  move(id: number, parent: number, index: number): void {
    const { desk } = this;
    const row = desk.row(id);
    const place = this.place(id);
    if (!place?.parent || place.block.slot) return;
    desk.settle([...row, parent], () => {
      desk.send({ op: "move", block: row[0]!, parent, index, count: row.length });
      if (desk.view.selected !== id) desk.send({ op: "select", block: id });
      desk.focus(id);
      const after = this.place(row[0]!);
      if (after?.parent) desk.announce(`Moved ${this.spoken(row)} to position ${after.index + 1} of ${this.named(after.parent.id)}`);
    });
  }

  /** Among its siblings: -1 up, 1 down. */
  shift(id: number, step: -1 | 1): void {
    const row = this.desk.row(id);
    const first = this.place(row[0]!);
    if (!first?.parent || first.block.slot) return;
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
    const before = place.parent.children[this.place(this.desk.row(id)[0]!)!.index - 1];
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

  duplicate(id: number): void {
    this.onRow(id, "Duplicated", (first, count) => {
      this.desk.send({ op: "duplicate", block: first.block.id, count });
      if (count > 1) this.desk.afterAnswer(() => this.desk.markCopies(count));
    });
  }

  /** A call of the same block again, with the same parameters: after it, or where it was dropped. */
  reuse(id: number, slot?: Slot): void {
    if (this.desk.row(id).length > 1) {
      return this.desk.refuse("One block can be called again. Wrap the marked row (w), or make a block of it (m), and call that again.");
    }
    const where = slot ? { parent: slot.parent, index: slot.index } : {};
    this.onBlock(id, "Calls again", () => this.desk.send({ op: "reuse", block: id, ...where }));
  }

  /** A definition of some siblings, with an instance in their place. */
  define(ids: number[]): void {
    const { desk } = this;
    if (!ids.length) return desk.announce("Mark the blocks first");
    desk.settle(ids, () => {
      desk.send({ op: "define", blocks: ids });
      desk.announce(`Made a block of ${this.spoken(ids)}`);
      desk.afterAnswer(() => desk.nameClass());
    });
  }

  makeUnique(id: number): void {
    this.onBlock(id, "Made unique:", () => this.desk.send({ op: "make unique", block: id }));
  }

  wrap(id: number, kind: string): void {
    this.onRow(id, `Wrapped in ${kind}:`, (first, count) => this.desk.send({ op: "wrap", block: first.block.id, kind, count }));
  }

  unwrap(id: number): void {
    const place = this.place(id);
    if (!place?.block.holds) return this.desk.announce("Only a container can be unwrapped");
    this.onBlock(id, "Unwrapped", () => {
      this.desk.focus((landing(place.block).children[0] ?? place.parent!).id);
      this.desk.send({ op: "unwrap", block: id });
    });
  }

  remove(id: number): void {
    this.onRow(id, "Removed", (first, count) => {
      const siblings = first.parent!.children;
      const next = siblings[first.index + count] ?? siblings[first.index - 1] ?? first.parent!;
      this.desk.send({ op: "remove", block: first.block.id, count });
      this.desk.focus(this.desk.view.root.id === next.id ? INPUT : next.id);
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
  private onRow(id: number, verb: string, run: (first: Place, count: number) => void): void {
    const row = this.desk.row(id);
    if (!this.place(id)?.parent || this.place(id)!.block.slot) return;
    this.desk.settle(row, () => {
      const first = this.place(row[0]!);
      if (!first?.parent) return;
      const spoken = this.spoken(row);
      run(first, row.length);
      this.desk.announce(`${verb} ${spoken}`);
    });
  }

  private spoken(row: number[]): string {
    return row.length === 1 ? titleOf(this.place(row[0]!)!.block) : `${row.length} blocks`;
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
