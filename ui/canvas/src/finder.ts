// The command palette: one field that finds an action, a layer to add, or a block to go to.

import { ACTIONS, type ActionHost } from "./actions";
import { titleOf } from "./card";
import { arrange, make, setAttribute } from "./dom";
import { icon } from "./icons";
import { partsOf } from "./keys";
import type { Data } from "./types";

const MOST = 60;

/** Something that can be found. */
interface Find {
  text: string;
  hint: string;
  icon: string[];
  hue: number | null;
  keys: string[];
  run(): void;
}

/** What the finder needs of the editor. */
export interface FinderHost extends ActionHost {
  /** The block that actions are about: the one with the focus. */
  readonly at: number;
  goTo(id: number): void;
}

export class Finder {
  private panel: HTMLElement | null = null;
  private field = make("input", "finder-field");
  private list = make("div", "finder-list");
  private finds: Find[] = [];
  private shown: Find[] = [];
  private at = 0;
  private back: HTMLElement | null = null;

  constructor(private root: HTMLElement, private host: FinderHost) {
    Object.assign(this.field, { type: "text", placeholder: "Find an action, a layer, a block …", spellcheck: false, autocomplete: "off", maxLength: 64 });
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "true", "aria-controls": "finder-list", "aria-autocomplete": "list", "aria-label": "Find anything" })) this.field.setAttribute(name, value);
    this.list.id = "finder-list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Found");
    this.field.addEventListener("input", () => this.filter());
    root.addEventListener("pointerdown", (event) => this.panel && !event.composedPath().includes(this.panel) && this.close(), { capture: true });
  }

  open(data: Data): void {
    if (this.panel) return this.close();
    this.finds = this.everything(data);
    this.back = (this.root.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
    this.panel = make("div", "finder", "", make("label", "finder-line", "", icon("search"), this.field, make("kbd", "", "Esc")), this.list);
    setAttribute(this.panel, "role", "dialog");
    setAttribute(this.panel, "aria-label", "Find anything");
    this.panel.addEventListener("keydown", (event) => this.key(event));
    this.panel.addEventListener("focusout", (event) => !this.panel?.contains(event.relatedTarget as Node | null) && this.close(false));
    this.root.append(this.panel);
    this.field.value = "";
    this.filter();
    this.field.focus({ preventScroll: true });
  }

  private close(focusBack = true): void {
    const { panel, back } = this;
    if (!panel) return;
    this.panel = this.back = null;
    panel.remove();
    if (focusBack) back?.isConnected ? back.focus({ preventScroll: true }) : this.host.focus(this.host.at);
  }

  private everything(data: Data): Find[] {
    const { host } = this;
    const { view, at } = host;
    const actions = ACTIONS.filter(({ quiet }) => !quiet).map((action): Find => ({
      text: action.title, hint: action.block ? titleAt(host) : "", icon: ["chevron"], hue: null, keys: action.keys.length ? partsOf(action.keys[0]!) : [], run: () => action.run(host, at),
    }));
    const kinds = data.palette.flatMap(({ family, hue, kinds }) => kinds.map((kind): Find => ({
      text: `Add ${kind.kind}`, hint: kind.hint || family, icon: [kind.kind, family], hue: kind.hue ?? hue, keys: [], run: () => host.commands.add(kind.kind),
    })));
    const blocks = view.order.flatMap((id): Find[] => {
      const block = view.places.get(id)?.block;
      return block && !block.slot ? [{ text: `Go to ${titleOf(block)}`, hint: block.detail, icon: [block.kind, block.family], hue: block.hue, keys: [], run: () => host.goTo(id) }] : [];
    });
    return [...actions, ...kinds, ...blocks];
  }

  private filter(): void {
    const words = this.field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const ranked = this.finds.map((find) => ({ find, rank: rank(find, words) })).filter(({ rank }) => rank < Infinity);
    this.shown = ranked.sort((one, other) => one.rank - other.rank).slice(0, MOST).map(({ find }) => find);
    this.at = 0;
    this.list.scrollTop = 0;
    const rows = this.shown.map((find, index) => this.row(find, index));
    arrange(this.list, rows.length ? rows : [make("p", "none", "Nothing is called so")]);
    this.light();
  }

  private row({ text, hint, icon: names, hue, keys }: Find, index: number): HTMLElement {
    const sign = make("span", "sign", "", icon(...names));
    const row = make("div", "find", "", sign, make("span", "find-text", text), make("span", "find-hint", hint), make("span", "keys", "", ...keys.map((key) => make("kbd", "", key))));
    row.id = `find-${index}`;
    row.setAttribute("role", "option");
    row.classList.toggle("coloured", hue !== null);
    if (hue !== null) row.style.setProperty("--h", String(hue));
    row.addEventListener("pointermove", () => this.walk(index - this.at));
    row.addEventListener("click", () => this.run(index));
    return row;
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    event.stopPropagation();
    if (step) this.walk(step);
    else if (event.key === "Enter" && !event.isComposing) this.run(this.at);
    else if (event.key === "Escape" || event.key === "Tab" || ((event.ctrlKey || event.metaKey) && event.key === "k")) this.close();
    else return;
    event.preventDefault();
  }

  private walk(step: number): void {
    if (!step) return;
    this.at = Math.max(0, Math.min(this.shown.length - 1, this.at + step));
    this.light();
  }

  private light(): void {
    const rows = [...this.list.querySelectorAll(".find")];
    rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === this.at)));
    setAttribute(this.field, "aria-activedescendant", rows[this.at]?.id ?? null);
    rows[this.at]?.scrollIntoView({ block: "nearest" });
  }

  private run(index: number): void {
    const find = this.shown[index];
    if (!find) return;
    this.close();
    find.run();
  }
}

function titleAt({ view, at }: FinderHost): string {
  const block = view.places.get(at)?.block;
  return block ? titleOf(block) : "the input";
}

/** Every word must be there; what begins with them comes first, then what has them in its name. */
function rank({ text, hint }: Find, words: string[]): number {
  const name = text.toLowerCase();
  const bare = name.replace(/^(add|go to) /, "");
  const all = `${name} ${hint.toLowerCase()}`;
  if (!words.every((word) => all.includes(word))) return Infinity;
  const [first = ""] = words;
  if (bare === words.join(" ")) return 0;
  if (name.startsWith(first) || bare.startsWith(first)) return 1;
  return words.every((word) => name.includes(word)) ? 2 : 3;
}
