// All that the finder can find: actions, kinds to add, blocks to go to, models to open and pages to turn to.

import { ACTIONS, type ActionHost } from "./actions";
import { titleOf } from "./card";
import { partsOf } from "./keys";
import type { Data } from "./types";

/** Something that can be found. */
export interface Find {
  /** What one does, before what one does it with: "Add", "Go to". Nobody has to type it. */
  verb: string;
  text: string;
  hint: string;
  icon: string[];
  hue: number | null;
  keys: string[];
  run(): void;
}

/** Where a layer is to be added, and how that place is called. */
export interface Landing {
  parent: number;
  index: number;
  text: string;
}

/** What finding needs of the editor. */
export interface FindHost extends ActionHost {
  /** The block that actions are about: the one with the focus. */
  readonly at: number;
  goTo(id: number): void;
  openOurs(name: string): void;
}

/** Without a word typed, the kinds used last come first. */
export function everything(data: Data, host: FindHost, recent: readonly string[]): Find[] {
  const kinds = kindsOf(data, (kind) => host.commands.add(kind));
  return [...only(kinds, recent), ...actions(host), ...without(kinds, recent), ...blocks(host), ...models(data, host), ...pages()];
}

/** The kinds alone, for a place that one has pointed at. */
export function layers(data: Data, host: FindHost, { parent, index }: Landing, recent: readonly string[]): Find[] {
  const kinds = kindsOf(data, (kind) => host.commands.insert(kind, parent, index));
  return [...only(kinds, recent), ...without(kinds, recent)];
}

function kindsOf(data: Data, add: (kind: string) => void): Find[] {
  return data.palette.flatMap(({ family, hue, kinds }) => kinds.map(({ kind, hint, hue: own }): Find => ({
    verb: "Add", text: kind, hint: hint || family, icon: [kind, family], hue: own ?? hue, keys: [], run: () => add(kind),
  })));
}

function only(kinds: readonly Find[], names: readonly string[]): Find[] {
  return names.flatMap((name) => kinds.find(({ text }) => text === name) ?? []);
}

function without(kinds: readonly Find[], names: readonly string[]): Find[] {
  return kinds.filter(({ text }) => !names.includes(text));
}

function actions(host: FindHost): Find[] {
  const { view, at } = host;
  const block = view.places.get(at)?.block;
  const about = block ? titleOf(block) : "the input";
  return ACTIONS.filter(({ quiet }) => !quiet).map((action): Find => ({
    verb: "", text: action.title, hint: action.block ? about : "", icon: ["chevron"], hue: null, keys: action.keys.length ? partsOf(action.keys[0]!) : [], run: () => action.run(host, at),
  }));
}

function blocks(host: FindHost): Find[] {
  return host.view.order.flatMap((id): Find[] => {
    const block = host.view.places.get(id)?.block;
    if (!block || block.slot) return [];
    return [{ verb: "Go to", text: titleOf(block), hint: block.detail, icon: [block.kind, block.family], hue: block.hue, keys: [], run: () => host.goTo(id) }];
  });
}

function models(data: Data, host: FindHost): Find[] {
  return data.models.map(([name, title]): Find => ({
    verb: "Open", text: title, hint: "Gallery", icon: ["My blocks"], hue: null, keys: [], run: () => host.openOurs(name),
  }));
}

/** The other pages of the app, as its own navigation names them. */
function pages(): Find[] {
  const links = document.querySelectorAll<HTMLAnchorElement>("[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]");
  return [...links].filter(({ pathname }) => pathname !== location.pathname).map((link): Find => ({
    verb: "Turn to", text: link.textContent?.trim() ?? "", hint: "page", icon: ["chevron"], hue: null, keys: [], run: () => link.click(),
  }));
}
