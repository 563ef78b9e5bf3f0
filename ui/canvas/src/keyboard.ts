// The keys of the canvas. Every drag has a way through here.

import type { Commands } from "./commands";
import { isInput } from "./types";
import { around, firstInside, type View } from "./view";

export const SHORTCUTS = [
  ["↑ ↓", "Walk through the blocks"],
  ["→ ←", "Unfold or enter, fold or leave"],
  ["Enter Esc", "Select and go in, go out"],
  ["e Esc", "To the form of the block, and back"],
  ["Alt_↑ Alt_↓", "Move the block"],
  ["Alt_→ Alt_←", "Move into the container before, move out"],
  ["w u", "Wrap, unwrap"],
  ["Shift_↑ Shift_↓", "Mark several in a row: keys act on all of them"],
  ["m", "Make a block of your own of what is marked"],
  ["r Alt_drag", "Call the same block again, here or there"],
  ["t", "In a Graph: choose what the block takes"],
  ["d Del", "Duplicate, remove"],
  ["F2 f", "Rename, fold"],
  ["Ctrl_Z Ctrl_Y", "Undo, redo"],
  ["/", "Search layers, Enter adds"],
] as const;

export interface KeyboardHost {
  readonly view: View;
  readonly commands: Commands;
  focus(id: number): void;
  step(op: "undo" | "redo"): void;
  openWrap(id: number): void;
  /** Goes to the form beside the canvas. */
  openForm(id: number): void;
  openTakes(id: number): void;
  mark(from: number, direction: -1 | 1): void;
  define(id: number): void;
  startRename(id: number): void;
  focusSearch(): void;
  help(): void;
}

/** Keys that work anywhere in the component while nobody types. */
export function globalKey(host: KeyboardHost, event: KeyboardEvent): boolean {
  const control = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (control && key === "z") host.step(event.shiftKey ? "redo" : "undo");
  else if (control && key === "y") host.step("redo");
  else if (!control && !event.altKey && key === "/") host.focusSearch();
  else if (!control && !event.altKey && key === "?") host.help();
  else return false;
  return true;
}

/** Keys on the block that has the focus. */
export function blockKey(host: KeyboardHost, id: number, event: KeyboardEvent): boolean {
  if (event.altKey) return moveKey(host.commands, id, event.key);
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== "d") return false;
    host.commands.duplicate(id);
    return true;
  }
  if (event.shiftKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    host.mark(id, event.key === "ArrowUp" ? -1 : 1);
    return true;
  }
  return walkKey(host, id, event.key) || editKey(host, id, event.key);
}

function moveKey(commands: Commands, id: number, key: string): boolean {
  if (key === "ArrowUp") commands.shift(id, -1);
  else if (key === "ArrowDown") commands.shift(id, 1);
  else if (key === "ArrowRight") commands.moveIn(id);
  else if (key === "ArrowLeft") commands.moveOut(id);
  else return false;
  return true;
}

function walkKey(host: KeyboardHost, id: number, key: string): boolean {
  const { view, commands } = host;
  const at = view.order.indexOf(id);
  const block = view.places.get(id)?.block;
  const place = view.places.get(id);
  const parent = place && around(view, place);
  const go = (to: number | undefined) => to !== undefined && to !== view.root.id && host.focus(to);
  if (key === "ArrowDown") go(view.order[at + 1]);
  else if (key === "ArrowUp") go(view.order[at - 1]);
  else if (key === "Home") go(view.order[0]);
  else if (key === "End") go(view.order.at(-1));
  else if (key === "ArrowRight") block?.folded ? commands.fold(id, false) : go(block && firstInside(block)?.id);
  else if (key === "ArrowLeft") block?.holds && !block.folded && !block.slot ? commands.fold(id, true) : go(parent?.id);
  else if (key === "Enter" || key === " ") {
    const wasSelected = view.selected === id;
    commands.select(id);
    // The first Enter selects; on what is selected already it goes in.
    if (!wasSelected) return true;
    if (!block?.holds) host.openForm(id);
    else block.folded ? commands.fold(id, false) : go(firstInside(block)?.id);
  } else if (key === "Escape") {
    if (parent && parent.id !== view.root.id) go(parent.id);
    else commands.select(null);
  } else return false;
  return true;
}

function editKey(host: KeyboardHost, id: number, key: string): boolean {
  const { commands } = host;
  const block = host.view.places.get(id)?.block;
  if (key === "e") host.openForm(id);
  else if (isInput(id) && (key === "Delete" || key === "Backspace")) commands.removeInput(id);
  else if (!block) return false;
  else if (key === "w") host.openWrap(id);
  else if (key === "m") host.define(id);
  else if (key === "r") commands.reuse(id);
  else if (key === "t") host.openTakes(id);
  else if (key === "u") commands.unwrap(id);
  else if (key === "d") commands.duplicate(id);
  else if (key === "Delete" || key === "Backspace") commands.remove(id);
  else if (key === "F2") host.startRename(id);
  else if (key === "f") commands.fold(id, !block.folded);
  else return false;
  return true;
}
