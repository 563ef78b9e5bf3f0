// Where a dragged block would land. Pure geometry over the drawn rectangles, in the sheet's own
// coordinates, so that scrolling changes nothing; the same pointer position always gives the same place.

import { type Item, titleOf } from "./card";
import { isInRow } from "./marks";
import { around, contains, isOpen, isRow, type View, type ViewBlock } from "./view";

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Slot {
  parent: number;
  index: number;
  line: Box;
  vertical: boolean;
  /** The dashed zone of an empty container, which lights up instead of the line. */
  zone: HTMLElement | null;
}

/** What is found under the pointer: a landing place, or the reason why there is none. */
export interface Aim {
  slot: Slot | null;
  refusal: string;
}

// Near its edges a container lets go: the block then lands beside it, not inside.
const TOP_EDGE = 10;
const BOTTOM_EDGE = 8;
const LAST_EDGE = 3; // where a container is the last inside: the strip below it is all that the outer one has
const SIDE_EDGE = 14;
const HALF_WIRE = 12;

export class Geometry {
  private boxes = new Map<Element, Box>();

  constructor(
    private view: View,
    private items: ReadonlyMap<number, Item>,
    private sheet: HTMLElement,
    private column: HTMLElement,
    private dragged: readonly number[] = [],
    private kind = "",
  ) {}

  /** The landing place for a point of the sheet; none where a move would change nothing. `stays`: what is dragged also
   * stays where it is. */
  aimAt(x: number, y: number, stays = false): Aim {
    const slot = this.within(this.view.root, x, y);
    const refusal = this.refusal(slot, x, y, stays);
    return { slot: refusal || (!stays && this.changesNothing(slot)) ? null : slot, refusal };
  }

  /** Where the block would land, in words: "into Residual body, after Conv2d conv1". */
  words({ parent, index }: Slot): string {
    const { block } = this.view.places.get(parent)!;
    const rest = block.children.filter((child, place) => place < index || !this.dragged.includes(child.id));
    const before = rest[index - 1] ?? null;
    const after = rest[index];
    const beside = before ? `after ${titleOf(before)}` : after ? `before ${titleOf(after)}` : "";
    const into = parent === this.view.root.id ? "" : `into ${this.placeName(block)}`;
    return [into, beside].filter(Boolean).join(", ") || "into the model";
  }

  /** The pill of the wire into which the block would be put. */
  pill({ parent, index, vertical }: Slot): HTMLElement | null {
    const before = this.view.places.get(parent)!.block.children[index - 1];
    return (!vertical && before && this.items.get(before.id)?.pill) || null;
  }

  private placeName(block: ViewBlock): string {
    const holder = block.body || block.slot ? around(this.view, this.view.places.get(block.id)!) : null;
    if (!holder) return titleOf(block);
    return block.body ? titleOf(holder) : `${titleOf(holder)} ${block.key}`;
  }

  private refusal({ parent }: Slot, x: number, y: number, stays: boolean): string {
    const under = [...this.hits(this.view.root, x, y)].filter((block) => !block.slot);
    const own = under.findIndex((block) => this.dragged.includes(block.id));
    if (!stays && own >= 0 && own < under.length - 1) return "not into itself";
    const kinds = new Set([this.kind, ...this.dragged.flatMap((id) => instancesIn(this.view.places.get(id)?.block))]);
    for (let place = this.view.places.get(parent); place; place = place.parent ? this.view.places.get(place.parent.id) : undefined) {
      if (place.block.instance && kinds.has(place.block.kind)) return `${place.block.kind} cannot contain itself`;
    }
    return "";
  }

  /** The folded container under a point, which opens when the pointer rests on it. */
  foldedAt(x: number, y: number): number | null {
    for (const place of this.hits(this.view.root, x, y)) if (place.folded) return place.id;
    return null;
  }

  private changesNothing(slot: Slot): boolean {
    const [first] = this.dragged;
    if (first === undefined) return false;
    if (this.dragged.some((block) => contains(this.view, block, slot.parent))) return true;
    const place = this.view.places.get(first);
    return place?.parent?.id === slot.parent && isInRow(this.view, this.dragged) && slot.index >= place.index && slot.index <= place.index + this.dragged.length;
  }

  private *hits(block: ViewBlock, x: number, y: number): Generator<ViewBlock> {
    for (const child of block.children) {
      if (!inBox(this.box(this.items.get(child.id)!.element), x, y)) continue;
      yield child;
      yield* this.hits(child, x, y);
      return;
    }
  }

  private within(block: ViewBlock, x: number, y: number): Slot {
    const slots = block.children.filter((child) => child.slot);
    if (slots.length) {
      const side = slots.find((child) => child.key === "shortcut" && this.outer(child).left <= x);
      return this.within(side ?? slots[0]!, x, y);
    }
    if (!block.children.length) return this.inEmpty(block);
    return this.isBeside(block) ? this.inRow(block, x, y) : this.inColumn(block, x, y);
  }

  private inColumn(block: ViewBlock, x: number, y: number): Slot {
    const { children } = block;
    const at = firstWhere(children.length, (index) => this.outer(children[index]!).bottom > y);
    if (at === children.length) return this.between(block, at);
    const child = children[at]!;
    const card = this.inner(child);
    const open = isOpen(child) && !this.dragged.includes(child.id);
    if (open && x >= card.left && x <= card.right && y > card.top + TOP_EDGE && y < card.bottom - bottomEdge(child)) {
      return this.within(child, x, y);
    }
    return this.between(block, y < (card.top + card.bottom) / 2 ? at : at + 1);
  }

  private inRow(block: ViewBlock, x: number, y: number): Slot {
    const { children } = block;
    const at = firstWhere(children.length, (index) => this.outer(children[index]!).right > x);
    if (at === children.length) return this.beside(block, at);
    const child = children[at]!;
    const card = this.inner(child);
    const open = isOpen(child) && !this.dragged.includes(child.id);
    if (open && x > card.left + SIDE_EDGE && x < card.right - SIDE_EDGE && y >= card.top) return this.within(child, x, y);
    return this.beside(block, x < (card.left + card.right) / 2 ? at : at + 1);
  }

  private inEmpty(block: ViewBlock): Slot {
    const item = this.items.get(block.id);
    const zone = item ? item.empty : (this.sheet.querySelector<HTMLElement>(".hint") ?? this.column);
    const box = this.box(zone);
    const middle = (box.top + box.bottom) / 2;
    return { parent: block.id, index: 0, vertical: false, zone, line: { ...box, top: middle, bottom: middle } };
  }

  private between(block: ViewBlock, index: number): Slot {
    const before = index > 0 ? this.inner(block.children[index - 1]!) : null;
    const after = index < block.children.length ? this.inner(block.children[index]!) : null;
    const y = before && after ? (before.bottom + after.top) / 2 : before ? before.bottom + HALF_WIRE / 2 : after!.top - HALF_WIRE / 2;
    const { left, right } = (after && before && after.right - after.left < before.right - before.left ? before : after ?? before)!;
    return { parent: block.id, index, vertical: false, zone: null, line: { left, right, top: y, bottom: y } };
  }

  private beside(block: ViewBlock, index: number): Slot {
    const before = index > 0 ? this.inner(block.children[index - 1]!) : null;
    const after = index < block.children.length ? this.inner(block.children[index]!) : null;
    const x = before && after ? (before.right + after.left) / 2 : before ? before.right + HALF_WIRE / 2 : after!.left - HALF_WIRE / 2;
    const { top, bottom } = this.box(this.items.get(block.id)!.inside);
    return { parent: block.id, index, vertical: true, zone: null, line: { left: x, right: x, top, bottom } };
  }

  /** False for lanes that wrapped below each other on a narrow canvas: they then drop like a column. */
  private isBeside(block: ViewBlock): boolean {
    if (!isRow(block)) return false;
    if (block.children.length < 2) return true;
    return this.outer(block.children[1]!).top < this.outer(block.children[0]!).bottom;
  }

  private outer(block: ViewBlock): Box {
    return this.box(this.items.get(block.id)!.element);
  }

  private inner(block: ViewBlock): Box {
    return this.box(this.items.get(block.id)!.card);
  }

  private box(element: Element): Box {
    let box = this.boxes.get(element);
    if (!box) {
      const origin = this.sheet.getBoundingClientRect();
      const { left, top, right, bottom } = element.getBoundingClientRect();
      box = { left: left - origin.left, top: top - origin.top, right: right - origin.left, bottom: bottom - origin.top };
      this.boxes.set(element, box);
    }
    return box;
  }
}

function inBox(box: Box, x: number, y: number): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

/** The first index for which the test holds; it must hold for all after it. */
function firstWhere(length: number, test: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function instancesIn(block: ViewBlock | undefined): string[] {
  if (!block) return [];
  return [...(block.instance ? [block.kind] : []), ...block.children.flatMap(instancesIn)];
}

function bottomEdge(block: ViewBlock): number {
  const last = block.children.at(-1);
  return last && isOpen(last) ? LAST_EDGE : BOTTOM_EDGE;
}
