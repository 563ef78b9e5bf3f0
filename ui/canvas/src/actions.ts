// Everything a person can do that has a name: one list for the keys, the toolbar, the command palette and the
// list of shortcuts. What is not offered here cannot be done by keyboard.

import type { Choosing } from "./choosing";
import type { Clip } from "./clipboard";
import { type Commands, WRAPPERS } from "./commands";
import type { Files } from "./files";
import type { Menus } from "./menus";
import type { Naming } from "./naming";
import { isInput } from "./types";
import { choose, enter, escape, jump, leave, walk, type Walker } from "./walking";

/** What the actions need of the editor. */
export interface ActionHost extends Walker {
  readonly commands: Commands;
  readonly files: Files;
  readonly choosing: Choosing;
  readonly menus: Menus;
  readonly naming: Naming;
  step(op: "undo" | "redo"): void;
  openTakes(id: number): void;
  openMenu(id: number): void;
  startTitle(): void;
  foldTo(depth: number): void;
  focusSearch(): void;
  showProblem(): void;
  project(): void;
  zoom(to: 1 | -1 | "fit" | "life"): void;
  explain(id: number): void;
  openFinder(): void;
  clip(deed: Clip): void;
}

export const GROUPS = ["Walk", "Change", "Put around", "Look", "Model"] as const;

export interface Action {
  id: string;
  title: string;
  /** What a menu calls it, where the list of shortcuts explains more. */
  short?: string;
  group: (typeof GROUPS)[number];
  keys: readonly string[];
  /** Needs a block, or an input of the model: the one that has the focus. Others work everywhere on the page. */
  block?: true;
  /** Works also where somebody types. */
  always?: true;
  /** The browser's own key, and the event it makes: the list only names it. */
  native?: true;
  /** Only walks, or opens the list one looks at: not worth a line in the command palette. */
  quiet?: true;
  run(host: ActionHost, id: number): void;
}

/** Capital letters put a structure around what is marked; `w` asks which. */
const WRAP_KEYS: Record<(typeof WRAPPERS)[number], string> = {
  Sequential: "Shift+s", Graph: "Shift+g", Residual: "Shift+r", Parallel: "Shift+p", Repeat: "Shift+x",
};

/** Deeper than any model: nothing is folded. */
const ALL = 99;

export const ACTIONS: readonly Action[] = [
  { id: "next", title: "Next block", group: "Walk", keys: ["ArrowDown"], block: true, quiet: true, run: (host, id) => walk(host, id, 1) },
  { id: "previous", title: "Block before", group: "Walk", keys: ["ArrowUp"], block: true, quiet: true, run: (host, id) => walk(host, id, -1) },
  { id: "enter", title: "Unfold or go in", group: "Walk", keys: ["ArrowRight"], block: true, quiet: true, run: enter },
  { id: "leave", title: "Fold or go out", group: "Walk", keys: ["ArrowLeft"], block: true, quiet: true, run: leave },
  { id: "first", title: "First block", group: "Walk", keys: ["Home"], block: true, quiet: true, run: (host) => jump(host, 0) },
  { id: "last", title: "Last block", group: "Walk", keys: ["End"], block: true, quiet: true, run: (host) => jump(host, -1) },
  { id: "choose", title: "Select, go in", group: "Walk", keys: ["Enter", " "], block: true, quiet: true, run: choose },
  { id: "escape", title: "Go out, select nothing", group: "Walk", keys: ["Escape"], block: true, quiet: true, run: (host, id) => void (host.choosing.clear() || escape(host, id)) },
  { id: "mark-next", title: "Mark the next one too", group: "Walk", keys: ["Shift+ArrowDown"], block: true, quiet: true, run: ({ choosing }, id) => choosing.step(id, 1) },
  { id: "mark-previous", title: "Mark the one before too", group: "Walk", keys: ["Shift+ArrowUp"], block: true, quiet: true, run: ({ choosing }, id) => choosing.step(id, -1) },
  { id: "mark-all", title: "Mark all beside it (Ctrl+click: any block)", short: "Mark all beside it", group: "Walk", keys: ["Ctrl+a"], block: true, run: ({ choosing }, id) => choosing.all(id) },
  { id: "menu", title: "All that can be done with it", group: "Walk", keys: ["Shift+F10", "ContextMenu"], block: true, quiet: true, run: (host, id) => host.openMenu(id) },

  { id: "search", title: "Search layers, Enter adds", group: "Change", keys: ["/"], run: (host) => host.focusSearch() },
  { id: "up", title: "Move up", group: "Change", keys: ["Alt+ArrowUp"], block: true, run: ({ commands }, id) => commands.shift(id, -1) },
  { id: "down", title: "Move down", group: "Change", keys: ["Alt+ArrowDown"], block: true, run: ({ commands }, id) => commands.shift(id, 1) },
  { id: "in", title: "Move into the container before", group: "Change", keys: ["Alt+ArrowRight"], block: true, run: ({ commands }, id) => commands.moveIn(id) },
  { id: "out", title: "Move out of its container", group: "Change", keys: ["Alt+ArrowLeft"], block: true, run: ({ commands }, id) => commands.moveOut(id) },
  { id: "duplicate", title: "Duplicate", group: "Change", keys: ["d", "Ctrl+d"], block: true, run: ({ commands }, id) => commands.duplicate(id) },
  { id: "copy", title: "Copy (nothing selected: the model)", short: "Copy", group: "Change", keys: ["Ctrl+c"], block: true, native: true, run: (host) => host.clip("copy") },
  { id: "cut", title: "Cut", group: "Change", keys: ["Ctrl+x"], block: true, native: true, run: (host) => host.clip("cut") },
  { id: "paste", title: "Paste after the selected block", short: "Paste after it", group: "Change", keys: ["Ctrl+v"], block: true, native: true, run: (host) => host.clip("paste") },
  { id: "remove", title: "Remove", group: "Change", keys: ["Delete", "Backspace"], block: true, run: ({ commands }, id) => (isInput(id) ? commands.removeInput(id) : commands.remove(id)) },
  { id: "form", title: "Go to its form (Esc: back)", short: "Go to its form", group: "Change", keys: ["e"], block: true, run: (host, id) => host.openForm(id) },
  { id: "rename", title: "Rename", group: "Change", keys: ["F2"], block: true, run: ({ naming }, id) => naming.name(id) },
  { id: "reuse", title: "Call the same block again (Alt+drag: there)", short: "Call it again", group: "Change", keys: ["r"], block: true, run: ({ commands }, id) => commands.reuse(id) },
  { id: "takes", title: "In a Graph: choose what the block takes", short: "Choose what it takes", group: "Change", keys: ["t"], block: true, run: (host, id) => host.openTakes(id) },

  { id: "wrap", title: "Wrap in …", group: "Put around", keys: ["w"], block: true, run: ({ menus }, id) => menus.wrap(id) },
  ...WRAPPERS.map((kind): Action => ({
    id: `wrap-${kind}`, title: `Wrap in ${kind}`, group: "Put around", keys: [WRAP_KEYS[kind]], block: true, run: ({ commands }, id) => commands.wrap(id, kind),
  })),
  { id: "unwrap", title: "Unwrap", group: "Put around", keys: ["u"], block: true, run: ({ commands }, id) => commands.unwrap(id) },
  { id: "define", title: "Make a block of my own", group: "Put around", keys: ["m"], block: true, run: ({ commands, choosing }, id) => commands.define(choosing.meant(id)) },

  { id: "fold", title: "Fold or unfold", group: "Look", keys: ["f"], block: true, run: ({ commands, view }, id) => commands.fold(id, !view.places.get(id)?.block.folded) },
  { id: "fold-all", title: "Fold all", group: "Look", keys: ["Shift+f", "1"], run: (host) => host.foldTo(1) },
  { id: "depth-2", title: "Unfold two levels", group: "Look", keys: ["2"], run: (host) => host.foldTo(2) },
  { id: "depth-3", title: "Unfold three levels", group: "Look", keys: ["3"], run: (host) => host.foldTo(3) },
  { id: "unfold-all", title: "Unfold all", group: "Look", keys: ["Shift+u", "4"], run: (host) => host.foldTo(ALL) },
  { id: "zoom-in", title: "Zoom in", group: "Look", keys: ["+", "="], run: (host) => host.zoom(1) },
  { id: "zoom-out", title: "Zoom out", group: "Look", keys: ["-"], run: (host) => host.zoom(-1) },
  { id: "zoom-reset", title: "Zoom to 100 %", group: "Look", keys: ["0"], run: (host) => host.zoom("life") },
  { id: "zoom-fit", title: "Fit the model to the canvas", group: "Look", keys: ["Shift+0", ")"], run: (host) => host.zoom("fit") },
  { id: "explain", title: "Explain the shape it gives", group: "Look", keys: ["i"], block: true, run: (host, id) => host.explain(id) },
  { id: "project", title: "Step through the forward pass, in large", group: "Look", keys: ["p"], run: (host) => host.project() },
  { id: "problem", title: "Show the first problem", group: "Look", keys: ["!"], run: (host) => host.showProblem() },

  { id: "undo", title: "Undo", group: "Model", keys: ["Ctrl+z"], run: (host) => host.step("undo") },
  { id: "redo", title: "Redo", group: "Model", keys: ["Ctrl+y", "Ctrl+Shift+z"], run: (host) => host.step("redo") },
  { id: "history", title: "Go back several steps …", group: "Model", keys: [], run: ({ menus }) => menus.history() },
  { id: "title", title: "Rename the model", group: "Model", keys: [], run: (host) => host.startTitle() },
  { id: "file", title: "New, open, save, share", group: "Model", keys: [], quiet: true, run: ({ files }) => files.menu() },
  { id: "new", title: "New model", group: "Model", keys: [], run: ({ files }) => files.begin() },
  { id: "open", title: "Open a file …", group: "Model", keys: ["Ctrl+o"], always: true, run: ({ files }) => files.open() },
  { id: "save", title: "Save as a file", group: "Model", keys: ["Ctrl+s"], always: true, run: ({ files }) => files.save() },
  { id: "share", title: "Share a link", group: "Model", keys: [], run: ({ files }) => files.share() },
  { id: "drafts", title: "Earlier drafts …", group: "Model", keys: [], run: ({ files }) => files.earlier() },
  { id: "finder", title: "Find anything", group: "Model", keys: ["Ctrl+k"], always: true, quiet: true, run: (host) => host.openFinder() },
  { id: "help", title: "List of shortcuts", group: "Model", keys: ["?"], run: ({ menus }) => menus.help() },
];

/** Keys that mean something else, or only something, while the forward pass is projected. */
export const PROJECTOR_KEYS = [
  { id: "next", title: "Next step, or the answer", keys: ["ArrowRight", "ArrowDown", " ", "PageDown"] },
  { id: "back", title: "Step before", keys: ["ArrowLeft", "ArrowUp", "PageUp"] },
  { id: "first", title: "First step", keys: ["Home"] },
  { id: "last", title: "Last step", keys: ["End"] },
  { id: "ask", title: "Ask what comes out, then show it", keys: ["a"] },
  { id: "inside", title: "Look inside a folded block", keys: ["f"] },
  { id: "close", title: "Back to the canvas, at this block", keys: ["Escape"] },
] as const;

const BY_KEY = new Map(ACTIONS.flatMap((action) => action.keys.map((chord) => [chord, action] as const)));

/** What a chord means, or undefined. */
export function actionOf(chord: string): Action | undefined {
  return BY_KEY.get(chord);
}

/** An action by its id. */
export function action(id: string): Action {
  const found = ACTIONS.find((one) => one.id === id);
  if (!found) throw new Error(`There is no action "${id}".`);
  return found;
}
