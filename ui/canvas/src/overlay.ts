// Edits of several blocks laid over Python's tree until it answers: they move, copy and remove as Python will.

import type { NumberedEdit } from "./types";
import { provisional } from "./types";
import { countInside, find, type View, type ViewBlock } from "./view";

const MOST_COPIES = 200; // that are drawn before Python has made them

type Several = NumberedEdit & { block: number; others: number[] };

interface Spot {
  block: ViewBlock;
  parent: ViewBlock;
}

/** `block` and `others` where they stand, in the order of the tree; what is in another of them is left out. */
function spots(root: ViewBlock, { block, others }: Several): Spot[] {
  const wanted = new Set([block, ...others]);
  const found: Spot[] = [];
  const visit = (parent: ViewBlock): void => {
    for (const child of parent.children) {
      if (wanted.has(child.id)) found.push({ block: child, parent });
      else visit(child);
    }
  };
  visit(root);
  return found;
}

function takeOut({ block, parent }: Spot): void {
  parent.children.splice(parent.children.indexOf(block), 1);
}

export function layRemove(view: View, edit: Several): void {
  for (const spot of spots(view.root, edit)) {
    takeOut(spot);
    if (view.selected !== null && find(spot.block, view.selected)) view.selected = null;
  }
}

export function layMove(view: View, edit: NumberedEdit & { op: "move" }): void {
  const found = spots(view.root, edit);
  const target = find(view.root, edit.parent);
  if (!target || found.some(({ block }) => find(block, target.id))) return;
  const moved = new Set(found.map(({ block }) => block));
  // The index counts the children before anything is taken out.
  const anchor = target.children.slice(edit.index).find((child) => !moved.has(child));
  found.forEach(takeOut);
  target.children.splice(anchor ? target.children.indexOf(anchor) : target.children.length, 0, ...moved);
  for (const { block, parent } of found) Object.assign(block, { pending: true }, target === parent ? {} : { takes: [], linked: true });
}

/** Each row of copies after itself, or all of them where they were dropped. The first of them is selected. */
export function layDuplicate(view: View, edit: NumberedEdit & { op: "duplicate" }): void {
  const found = spots(view.root, edit).slice(0, MOST_COPIES);
  const twins = found.map(({ block }, nth) => twin(block, provisional(edit.id, nth)));
  const target = edit.parent === undefined ? null : find(view.root, edit.parent);
  if (target) target.children.splice(edit.index ?? 0, 0, ...twins);
  // From the last to the first: the copies of a row then stand behind it in its order.
  else if (edit.parent === undefined) [...found.keys()].reverse().forEach((nth) => found[nth]!.parent.children.splice(endOfRow(found, nth), 0, twins[nth]!));
  view.selected = twins[0]?.id ?? view.selected;
}

/** The place behind the last of the row in which a block stands. */
function endOfRow(found: Spot[], nth: number): number {
  const { block, parent } = found[nth]!;
  const row = new Set(found.map((spot) => spot.block));
  let at = parent.children.indexOf(block);
  while (row.has(parent.children[at + 1]!)) at += 1;
  return at + 1;
}

function twin(block: ViewBlock, id: number): ViewBlock {
  return { ...block, id, pending: true, folded: block.holds, hidden: countInside(block), children: [], takes: [], linked: true, outs: [] };
}
