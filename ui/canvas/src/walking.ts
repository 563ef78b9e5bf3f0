// Walking through the tree by keys, as trees do it everywhere: up and down in reading order, right goes in,
// left goes out.

import type { Commands } from "./commands";
import { around, firstInside, type View } from "./view";

export interface Walker {
  readonly view: View;
  readonly commands: Commands;
  focus(id: number): void;
  /** Goes to the form beside the canvas. */
  openForm(id: number): void;
}

/** Some blocks on in reading order: 1 the next, -1 the one before. */
export function walk(host: Walker, id: number, step: -1 | 1): void {
  const { order } = host.view;
  go(host, order[order.indexOf(id) + step]);
}

/** To the first or the last of all. */
export function jump(host: Walker, to: 0 | -1): void {
  go(host, host.view.order.at(to));
}

/** Unfolds a folded block, else goes to the first one inside. */
export function enter(host: Walker, id: number): void {
  const block = host.view.places.get(id)?.block;
  if (block?.folded) host.commands.fold(id, false);
  else go(host, block && firstInside(block)?.id);
}

/** Folds an open container, else goes to the one around. */
export function leave(host: Walker, id: number): void {
  const block = host.view.places.get(id)?.block;
  if (block?.holds && !block.folded && !block.slot) host.commands.fold(id, true);
  else go(host, outer(host.view, id));
}

/** The first time it selects; on what is selected already it goes in: where nothing is inside, to its form. */
export function choose(host: Walker, id: number): void {
  const wasSelected = host.view.selected === id;
  host.commands.select(id);
  if (!wasSelected) return;
  if (host.view.places.get(id)?.block.holds) enter(host, id);
  else host.openForm(id);
}

/** To the container around; from the outermost level, to nothing selected. */
export function escape(host: Walker, id: number): void {
  const around = outer(host.view, id);
  if (around !== undefined && around !== host.view.root.id) host.focus(around);
  else host.commands.select(null);
}

function outer(view: View, id: number): number | undefined {
  const place = view.places.get(id);
  return place && around(view, place)?.id;
}

function go(host: Walker, id: number | undefined): void {
  if (id !== undefined && id !== host.view.root.id) host.focus(id);
}
