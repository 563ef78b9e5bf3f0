// Several blocks at once: any set of them, from one container or from many. A row of neighbours is the case that
// keys and shift reach. This is kept here alone; Python knows only the selected block.

import type { Place, View } from "./view";

export class Marks {
  private set = new Set<number>();
  /** Where a row begins, and the block to which it was stretched last. */
  private anchor: number | null = null;
  private reached: number | null = null;

  /** The marked blocks in the order of the model, where they are several. What lies in another marked one goes along. */
  ids(view: View): number[] {
    const there = [...this.set].filter((id) => canBeMarked(view.places.get(id)));
    const outer = there.filter((id) => !this.isWithin(view, id)).sort((one, other) => view.order.indexOf(one) - view.order.indexOf(other));
    return outer.length > 1 ? outer : [];
  }

  /** What a gesture on a block is about: all that is marked when the block is, else the block alone. */
  with(view: View, id: number): number[] {
    const ids = this.ids(view);
    return this.set.has(id) && ids.length ? ids : [id];
  }

  /** One block more, or one less; the first one is added to the selected. True when it is marked now. */
  toggle(view: View, selected: number | null, id: number): boolean {
    if (!this.ids(view).length) this.set = new Set(selected !== null && canBeMarked(view.places.get(selected)) ? [selected] : []);
    const added = !this.set.delete(id);
    if (added) this.set.add(id);
    this.anchor = this.reached = id;
    return added;
  }

  /** Exactly these. */
  put(ids: readonly number[]): void {
    this.set = new Set(ids);
    this.anchor = ids[0] ?? null;
    this.reached = ids.at(-1) ?? null;
  }

  /** All that stand beside a block. */
  all(view: View, id: number): number[] {
    const siblings = view.places.get(id)?.parent?.children.filter((child) => !child.slot) ?? [];
    this.put(siblings.map((block) => block.id));
    return this.ids(view);
  }

  /** Reaches from the anchor to a block, as far as they are siblings: of its outer blocks the one that is. */
  reach(view: View, from: number | null, to: number): boolean {
    const anchor = this.anchor !== null && view.places.has(this.anchor) ? this.anchor : from;
    const first = anchor === null ? undefined : view.places.get(anchor);
    let place = view.places.get(to);
    while (place?.parent && place.parent !== first?.parent) place = view.places.get(place.parent.id);
    if (!first?.parent || !place?.parent || place.block.slot) return false;
    const [low, high] = [Math.min(first.index, place.index), Math.max(first.index, place.index)];
    this.set = new Set(first.parent.children.slice(low, high + 1).map((block) => block.id));
    this.anchor = anchor;
    this.reached = place.block.id;
    return true;
  }

  /** One block more, or one less, in the direction of a key: -1 up, 1 down. Null at the end of the row. */
  step(view: View, from: number, direction: -1 | 1): number | null {
    // The focus went elsewhere in between: a new row begins there.
    if (this.reached !== from) this.clear();
    const place = view.places.get(from);
    const next = place?.parent?.children[place.index + direction];
    return next && !next.slot && this.reach(view, from, next.id) ? next.id : null;
  }

  clear(): void {
    this.set.clear();
    this.anchor = this.reached = null;
  }

  private isWithin(view: View, id: number): boolean {
    for (let parent = view.places.get(id)?.parent; parent; parent = view.places.get(parent.id)?.parent) {
      if (this.set.has(parent.id)) return true;
    }
    return false;
  }
}

/** True for neighbours of one container: what can be wrapped, made a definition, or moved by one place. */
export function isInRow(view: View, ids: readonly number[]): boolean {
  const places = ids.map((id) => view.places.get(id));
  const [first] = places;
  return places.every((place, nth) => place?.parent && place.parent === first?.parent && place.index === first.index + nth);
}

function canBeMarked(place: Place | undefined): boolean {
  return Boolean(place?.parent && !place.block.slot);
}
