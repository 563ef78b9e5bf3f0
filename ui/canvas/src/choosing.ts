// Which blocks a person means: the selected one, which Python knows, or several that are marked, which only the
// canvas does. Keys and the pointer say it in their own ways.

import type { Commands } from "./commands";
import { Marks } from "./marks";
import type { View } from "./view";

/** What choosing needs of the editor. */
export interface ChoosingHost {
  readonly view: View;
  readonly commands: Commands;
  focus(id: number): void;
  announce(text: string): void;
  /** Marks look different now. */
  redraw(): void;
}

export class Choosing {
  private marks = new Marks();

  constructor(private host: ChoosingHost) {}

  /** The marked blocks, where they are several. */
  get several(): number[] {
    return this.marks.ids(this.host.view);
  }

  /** What is marked, or the selected block; none where the model itself is meant. */
  get chosen(): number[] {
    const { places, selected } = this.host.view;
    const place = selected === null ? undefined : places.get(selected);
    return this.several.length ? this.several : place?.parent && !place.block.slot ? [selected!] : [];
  }

  /** What a gesture on a block is about: all that is marked when the block is, else the block alone. */
  with(id: number): number[] {
    return this.marks.with(this.host.view, id);
  }

  /** What is marked, wherever the gesture was; else the block alone. */
  meant(id: number): number[] {
    return this.several.length ? this.several : this.host.view.places.has(id) ? [id] : [];
  }

  /** To be called before drawing: what was chosen elsewhere, in the diagram or by an edit, ends the marks. */
  follow(before: number | null | undefined): void {
    const { selected } = this.host.view;
    if (selected !== before && !this.several.includes(selected ?? NaN)) this.marks.clear();
  }

  choose(id: number): void {
    this.marks.clear();
    this.host.commands.select(id);
    this.host.redraw();
  }

  chooseNothing(): void {
    this.marks.clear();
    this.host.commands.select(null);
    this.host.redraw();
  }

  /** Extends the marked row by one block up or down. */
  step(from: number, direction: -1 | 1): void {
    const next = this.marks.step(this.host.view, from, direction);
    if (next === null) this.host.announce("No further block in this row");
    else this.reached(next);
  }

  /** Marks up to a block; false where it does not stand in a row with the chosen one. */
  reach(id: number): boolean {
    const found = this.marks.reach(this.host.view, this.host.view.selected, id);
    if (found) this.reached(id);
    return found;
  }

  /** Marks a block beside those that are, or takes its mark away. */
  toggle(id: number): void {
    const added = this.marks.toggle(this.host.view, this.host.view.selected, id);
    this.reached(added ? id : (this.several.at(-1) ?? id));
  }

  /** Marks all that stand beside a block. */
  all(id: number): void {
    if (this.marks.all(this.host.view, id).length) this.reached(id);
  }

  /** Marks exactly these; `done`: the last of them is then the selected one. */
  put(ids: number[], done: boolean): void {
    this.marks.put(ids);
    const last = ids.at(-1);
    if (done && last !== undefined) this.reached(last);
    else this.host.redraw();
  }

  /** Marks the outermost blocks that were not there before. */
  putNew(before: ReadonlySet<number>): void {
    const { order, places, selected } = this.host.view;
    const isNew = (id: number) => !before.has(id) && !places.get(id)!.block.slot;
    this.marks.put(order.filter((id) => places.has(id) && isNew(id) && before.has(places.get(id)!.parent!.id)));
    if (selected !== null && places.has(selected)) this.host.focus(selected);
    this.host.redraw();
  }

  /** False where nothing was marked. */
  clear(): boolean {
    const some = this.several.length > 0;
    this.marks.clear();
    if (some) this.host.redraw();
    return some;
  }

  private reached(id: number): void {
    const { host } = this;
    host.commands.select(id);
    host.focus(id);
    host.redraw();
    const { length } = this.several;
    host.announce(length ? `${length} blocks marked` : "One block selected");
  }
}
