// Several blocks at once: siblings in a row, from the selected one to the one that was reached with shift.
// This is kept here alone; Python knows only the selected block.

import type { View } from "./view";

export class Marks {
  private anchor: number | null = null;
  private reached: number | null = null;

  /** The marked blocks from top to bottom; just the given one where there is no row of several. */
  ids(view: View, alone: number | null): number[] {
    const row = this.row(view);
    return row.length > 1 ? row : alone !== null && view.places.get(alone)?.parent ? [alone] : [];
  }

  /** The row of several marked blocks, or none. */
  row(view: View): number[] {
    const first = this.anchor === null ? undefined : view.places.get(this.anchor);
    const last = this.reached === null ? undefined : view.places.get(this.reached);
    if (!first?.parent || !last || first.parent !== last.parent || first === last) return [];
    const [low, high] = [Math.min(first.index, last.index), Math.max(first.index, last.index)];
    return first.parent.children.slice(low, high + 1).map((block) => block.id);
  }

  /** Reaches from the anchor to a block, as far as they are siblings: of its outer blocks the one that is. */
  reach(view: View, from: number | null, to: number): boolean {
    this.anchor ??= from;
    const parent = this.anchor === null ? null : view.places.get(this.anchor)?.parent;
    let place = view.places.get(to);
    while (place?.parent && place.parent !== parent) place = view.places.get(place.parent.id);
    if (!parent || !place?.parent || place.block.slot) return false;
    this.reached = place.block.id;
    return true;
  }

  /** What a gesture on a block is about: the whole row when the block is in it, else the block alone. */
  with(view: View, id: number): number[] {
    const row = this.row(view);
    return row.includes(id) ? row : [id];
  }

  /** Marks a row of so many, from a block on. */
  from(view: View, id: number, count: number): void {
    const place = view.places.get(id);
    const last = place?.parent?.children[place.index + count - 1];
    this.clear();
    if (last) this.reach(view, id, last.id);
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
    this.anchor = this.reached = null;
  }
}
