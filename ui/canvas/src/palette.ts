// The layers to choose from, by family, with a search. Every item can be dragged, and added by Enter,
// by a double click or by its plus.

import { closest, make, setAttribute } from "./dom";
import type { Load } from "./drag";
import { icon } from "./icons";
import type { Family, Kind } from "./types";

interface Entry {
  kind: Kind;
  family: Family;
  row: HTMLElement;
  button: HTMLButtonElement;
  section: HTMLElement;
}

export class Palette {
  readonly element = make("div", "palette");
  private field = make("input", "search-field");
  private list = make("div", "families");
  private none = make("p", "none", "No layer matches");
  private entries: Entry[] = [];
  private shown: Entry[] = [];
  private drawn = "";

  constructor(private add: (kind: string) => void, private leave: () => void) {
    this.field.type = "text";
    this.field.placeholder = "Search layers";
    this.field.spellcheck = false;
    this.field.autocomplete = "off";
    this.field.setAttribute("aria-label", "Search layers");
    this.field.dataset.action = "search";
    this.field.addEventListener("input", () => this.filter());
    this.none.hidden = true;
    this.list.setAttribute("role", "group");
    this.list.setAttribute("aria-label", "Layers");
    const search = make("label", "search", "", icon("search"), this.field, make("kbd", "", "/"));
    this.element.append(search, this.list, this.none);
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("dblclick", (event) => this.addFrom(event, "[data-palette]"));
    this.list.addEventListener("click", (event) => this.addFrom(event, ".plus"));
  }

  focusSearch(): void {
    this.field.focus({ preventScroll: true });
    this.field.select();
  }

  draw(families: Family[]): void {
    const drawn = JSON.stringify(families);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.entries = [];
    this.list.replaceChildren(...families.map((family) => this.section(family)));
    this.filter();
  }

  /** What is dragged when the pointer goes down on an item. */
  pick(event: Event): Load | null {
    const button = closest(event, "[data-palette]");
    const entry = this.entries.find((one) => one.button === button);
    return entry ? { block: null, blocks: [], kind: entry.kind.kind, text: "", family: entry.family.family, hue: entry.kind.hue ?? entry.family.hue } : null;
  }

  private section(family: Family): HTMLElement {
    const section = make("section", "family", "", make("h3", "family-name", family.family));
    section.classList.toggle("mine", family.mine === true);
    section.style.setProperty("--h", String(family.hue));
    for (const kind of family.kinds) {
      const sign = make("span", "sign", "", icon(kind.kind, family.family));
      const button = make("button", "brick", "", sign, make("span", "kind", kind.kind), make("span", "brick-hint", kind.hint));
      button.type = "button";
      button.dataset.palette = kind.kind;
      button.title = kind.doc || kind.kind;
      const plus = make("button", "plus", "", icon("plus"));
      plus.type = "button";
      plus.tabIndex = -1;
      setAttribute(plus, "aria-label", `Add ${kind.kind}`);
      if (kind.hue !== undefined) button.style.setProperty("--h", String(kind.hue));
      const row = make("div", "brick-row", "", button, plus);
      section.append(row);
      this.entries.push({ kind, family, row, button, section });
    }
    return section;
  }

  /** Shows what matches: kinds that begin with the words first, then any other mention. */
  private filter(): void {
    const words = this.field.value.trim().toLowerCase();
    const ranked = this.entries.map((entry) => ({ entry, rank: words ? rank(entry.kind, words) : 0 })).filter(({ rank }) => rank < 4);
    ranked.sort((one, other) => one.rank - other.rank);
    // A family stands where its best match does; in it the best matches come first.
    const bySection = new Map<HTMLElement, Entry[]>();
    for (const { entry } of ranked) bySection.set(entry.section, [...(bySection.get(entry.section) ?? []), entry]);
    this.shown = [...bySection.values()].flat();
    for (const entry of this.entries) {
      entry.row.hidden = entry.section.hidden = true;
      entry.button.tabIndex = -1;
      entry.button.classList.remove("first");
    }
    for (const entry of this.shown) {
      entry.row.hidden = entry.section.hidden = false;
      entry.section.append(entry.row);
    }
    this.list.append(...bySection.keys());
    this.markFirst(words);
  }

  private markFirst(words: string): void {
    const [first] = this.shown;
    this.none.hidden = first !== undefined;
    this.list.scrollTop = 0;
    if (!first) return;
    first.button.tabIndex = 0;
    first.button.classList.toggle("first", words !== "");
  }

  private bring(entry: Entry): void {
    const box = entry.row.getBoundingClientRect();
    const frame = this.list.getBoundingClientRect();
    const header = 28;
    if (box.top < frame.top + header) this.list.scrollTop -= frame.top + header - box.top;
    else if (box.bottom > frame.bottom) this.list.scrollTop += box.bottom - frame.bottom + 4;
  }

  private addFrom(event: Event, selector: string): void {
    const row = closest(event, selector)?.closest(".brick-row");
    const entry = this.entries.find((one) => one.row === row);
    if (entry) this.add(entry.kind.kind);
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const inSearch = event.composedPath()[0] === this.field;
    const rows = this.shown;
    const at = rows.findIndex((entry) => entry.button === event.composedPath()[0]);
    if (event.key === "ArrowDown") this.step(inSearch ? this.shown[0] : rows[at + 1]);
    else if (event.key === "ArrowUp" && !inSearch) at > 0 ? this.step(rows[at - 1]) : this.focusSearch();
    else if (event.key === "Enter" && inSearch && this.field.value.trim() && this.shown[0]) this.addFound(this.shown[0]);
    else if ((event.key === "Enter" || event.key === "+") && at >= 0) this.add(rows[at]!.kind.kind);
    else if (event.key === "Escape") this.field.value ? this.clear() : this.leave();
    else if (event.key === "/" && inSearch) this.field.select();
    else return;
    event.preventDefault();
  }

  /** The word has done its work. Buttons leave it, for more of the same. */
  private addFound(entry: Entry): void {
    this.add(entry.kind.kind);
    this.clear();
  }

  private clear(): void {
    this.field.value = "";
    this.filter();
    this.field.focus({ preventScroll: true });
  }

  private step(entry: Entry | undefined): void {
    if (!entry) return;
    for (const one of this.entries) one.button.tabIndex = -1;
    entry.button.tabIndex = 0;
    entry.button.focus({ preventScroll: true });
    this.bring(entry);
  }
}

function rank(kind: Kind, words: string): number {
  const kindName = kind.kind.toLowerCase();
  if (kindName.startsWith(words)) return kindName === words ? 0 : 1;
  if (kindName.includes(words)) return 2;
  return `${kind.hint} ${kind.doc}`.toLowerCase().includes(words) ? 3 : 4;
}
