// The layers to choose from: favourites on top, then all by family, with a search; at the foot, where they push
// nothing away, the recent ones. Every item can be dragged, and added by Enter, by a double click or by its plus; a
// rest on it shows what it does.

import { action } from "./actions";
import { drawStar, type Entry, makeBrick, makeChip } from "./brick";
import { closest, make, setAttribute, textButton } from "./dom";
import type { Load } from "./drag";
import { icon } from "./icons";
import { spoken } from "./keys";
import { Preview } from "./preview";
import { ranked } from "./ranking";
import type { Shelf } from "./shelf";
import type { Data, Family } from "./types";

/** Where the sticky name of a family stands. */
const HEADER = 28;

/** The key that finds more than layers. */
const ANYTHING = action("finder").keys[0]!;

/** What the palette needs of the editor. */
export interface PaletteHost {
  add(kind: string): void;
  leave(): void;
  announce(text: string): void;
}

export class Palette {
  readonly element = make("div", "palette");
  private field = make("input", "search-field");
  private list = make("div", "families");
  private favourites = make("div", "shelves");
  private recent = make("div", "shelves recent");
  /** On a narrow canvas the layers are folded away until they are looked for. */
  private browse = make("button", "browse", "", icon("chevron"));
  private none = make("div", "none");
  private preview: Preview;
  private entries: Entry[] = [];
  private chips: Record<"favourites" | "recent", Entry[]> = { favourites: [], recent: [] };
  private shown: Entry[] = [];
  private drawn = "";
  private stale = false;

  constructor(root: HTMLElement, private shelf: Shelf, private host: PaletteHost) {
    // Who has only a finger has no such key.
    const placeholder = matchMedia("(hover: none)").matches ? "Search layers" : `Layers, or ${spoken(ANYTHING)}`;
    Object.assign(this.field, { type: "text", placeholder, title: `${spoken(ANYTHING)} finds actions, layers, blocks and models`, spellcheck: false, autocomplete: "off" });
    this.field.setAttribute("aria-label", "Search layers");
    this.field.dataset.action = "search";
    this.field.addEventListener("input", () => this.filter());
    this.none.hidden = true;
    this.none.setAttribute("role", "status");
    this.list.setAttribute("role", "group");
    this.list.setAttribute("aria-label", "Layers");
    const search = make("label", "search", "", icon("search"), this.field, make("kbd", "", "/"), this.browse);
    this.browse.type = "button";
    this.browse.addEventListener("click", () => this.open(!this.isOpen));
    this.field.addEventListener("focus", () => this.open(true));
    this.open(false);
    this.recent.setAttribute("role", "group");
    this.recent.setAttribute("aria-label", "Recent layers");
    this.element.append(search, this.list, this.none, this.recent);
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("pointerleave", () => this.settle());
    this.element.addEventListener("focusout", () => setTimeout(() => this.settle()));
    this.element.addEventListener("dblclick", (event) => this.addFrom(event, "[data-palette], [data-shelf]"));
    this.list.addEventListener("click", (event) => closest(event, ".star") ? this.star(this.entryOf(event)) : this.addFrom(event, ".plus"));
    this.preview = new Preview(root, this.element, [this.list, this.recent], (event) => this.entryOf(event));
  }

  focusSearch(): void {
    this.field.focus({ preventScroll: true });
    this.field.select();
  }

  draw({ palette, previews }: Data): void {
    this.preview.address = previews;
    const drawn = JSON.stringify(palette);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.entries = [];
    this.list.replaceChildren(...palette.map((family) => this.section(family)));
    this.drawShelves();
    this.filter();
  }

  /** A kind was added, by whatever means. */
  used(kind: string): void {
    this.shelf.use(kind);
    this.stale = true;
    this.settle();
  }

  /** What is dragged when the pointer goes down on an item. */
  pick(event: Event): Load | null {
    const entry = closest(event, "[data-palette], [data-shelf]") ? this.entryOf(event) : undefined;
    if (!entry) return null;
    this.preview.hide();
    return { block: null, blocks: [], kind: entry.kind.kind, text: "", family: entry.family.family, hue: entry.kind.hue ?? entry.family.hue };
  }

  private get isOpen(): boolean {
    return this.element.classList.contains("open");
  }

  private open(open: boolean): void {
    this.element.classList.toggle("open", open);
    setAttribute(this.browse, "aria-expanded", String(open));
    setAttribute(this.browse, "aria-label", "Layers");
  }

  private section(family: Family): HTMLElement {
    const section = make("section", "family", "", make("h3", "family-name", family.family));
    section.classList.toggle("mine", family.mine === true);
    section.style.setProperty("--h", String(family.hue));
    section.style.setProperty("--rows", String(family.kinds.length));
    for (const kind of family.kinds) this.entries.push(makeBrick(kind, family, section));
    return section;
  }

  // --- favourites and recent ones

  /** Nothing moves under the pointer or the focus: what changed shows when they have gone. */
  private settle(): void {
    const busy = [this.list, this.recent].some((part) => part.matches(":hover") || part.querySelector(":focus-visible"));
    if (this.stale && !busy) this.drawShelves();
  }

  private drawShelves(): void {
    this.stale = false;
    const held = this.allChips.find(({ button }) => button.matches(":focus"))?.kind.kind;
    const { favourites, recent } = this.shelf;
    this.chips = {
      favourites: this.fill(this.favourites, "Favourites", favourites),
      recent: this.fill(this.recent, "Recent", recent.filter((kind) => !favourites.includes(kind))),
    };
    for (const entry of this.entries) drawStar(entry, favourites.includes(entry.kind.kind));
    this.place();
    if (held) this.allChips.find(({ kind }) => kind.kind === held)?.button.focus({ preventScroll: true });
  }

  private fill(shelf: HTMLElement, title: string, kinds: readonly string[]): Entry[] {
    const there = kinds.flatMap((kind) => this.entries.find((entry) => entry.kind.kind === kind) ?? []);
    const row = make("div", "chips-row");
    const chips = there.map(({ kind, family }) => makeChip(kind, family, row));
    shelf.replaceChildren(...(chips.length ? [make("section", "shelf", "", make("h3", "family-name", title), row)] : []));
    return chips;
  }

  private get allChips(): Entry[] {
    return [...this.chips.favourites, ...this.chips.recent];
  }

  /** The favourites after the model's own blocks; both shelves out of the way of a search. */
  private place(): void {
    const mine = this.list.querySelector(":scope > .mine:not([hidden])");
    mine ? mine.after(this.favourites) : this.list.prepend(this.favourites);
    const searching = this.field.value.trim() !== "";
    this.favourites.hidden = searching || !this.chips.favourites.length;
    this.recent.hidden = searching || !this.chips.recent.length;
  }

  private star(entry: Entry | undefined): void {
    if (!entry) return;
    const { kind } = entry.kind;
    const favourite = this.shelf.toggle(kind);
    for (const one of this.entries) if (one.kind.kind === kind) drawStar(one, favourite);
    this.stale = true;
    this.settle();
    this.host.announce(favourite ? `${kind} is a favourite` : `${kind} is no favourite any more`);
  }

  // --- searching

  /** Shows what matches. A family stands where its best match does; in it the best matches come first. */
  private filter(): void {
    const words = this.field.value.trim();
    const found = ranked(this.entries, words, ({ kind }) => [kind.kind, `${kind.hint} ${kind.doc}`]);
    const bySection = new Map<HTMLElement, Entry[]>();
    for (const entry of found) bySection.set(entry.section, [...(bySection.get(entry.section) ?? []), entry]);
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
    this.place();
    this.preview.hide();
    this.markFirst(words);
  }

  private markFirst(words: string): void {
    const [first] = this.shown;
    this.none.hidden = first !== undefined;
    this.list.hidden = !first;
    this.list.scrollTop = 0;
    if (!first) return this.sayNone(words);
    this.rows()[0]!.button.tabIndex = 0;
    first.button.classList.toggle("first", words !== "");
  }

  private sayNone(words: string): void {
    const why = make("span", "", "No layer matches ", make("b", "", words), document.createTextNode("."));
    const instead = make("span", "", "Try what it does: conv, norm, attention, add.");
    this.none.replaceChildren(why, instead, textButton("plain", "Show all layers", () => this.clear()));
  }

  /** All that the arrow keys walk through. */
  private rows(): Entry[] {
    const { favourites, recent } = this.chips;
    return this.field.value.trim() ? this.shown : [...favourites, ...this.shown, ...recent];
  }

  private bring(entry: Entry): void {
    if (!this.list.contains(entry.row)) {
      entry.section.scrollTop = entry.row.offsetTop - entry.section.offsetTop;
      return;
    }
    const box = entry.row.getBoundingClientRect();
    const frame = this.list.getBoundingClientRect();
    if (box.top < frame.top + HEADER) this.list.scrollTop -= frame.top + HEADER - box.top;
    else if (box.bottom > frame.bottom) this.list.scrollTop += box.bottom - frame.bottom + 4;
  }

  private entryOf(event: Event): Entry | undefined {
    const element = closest(event, ".brick-row, .kind-chip");
    return element ? [...this.allChips, ...this.entries].find((one) => one.row === element) : undefined;
  }

  private addFrom(event: Event, selector: string): void {
    const entry = closest(event, selector) ? this.entryOf(event) : undefined;
    if (entry) this.host.add(entry.kind.kind);
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const inSearch = event.composedPath()[0] === this.field;
    const rows = this.rows();
    const at = rows.findIndex((entry) => entry.button === event.composedPath()[0]);
    if (event.key === "ArrowDown") this.step(inSearch ? rows[0] : rows[at + 1]);
    else if (event.key === "ArrowUp" && !inSearch) at > 0 ? this.step(rows[at - 1]) : this.focusSearch();
    else if (event.key === "Enter" && inSearch && this.field.value.trim() && this.shown[0]) this.addFound(this.shown[0]);
    else if ((event.key === "Enter" || event.key === "+") && at >= 0) this.host.add(rows[at]!.kind.kind);
    else if (event.key === "*" && at >= 0) this.star(rows[at]);
    else if (event.key === "Escape") this.field.value ? this.clear() : this.close();
    else if (event.key === "/" && inSearch) this.field.select();
    else return;
    event.preventDefault();
  }

  /** The word has done its work. Buttons leave it, for more of the same. */
  private addFound(entry: Entry): void {
    this.host.add(entry.kind.kind);
    this.clear();
  }

  private close(): void {
    this.open(false);
    this.host.leave();
  }

  private clear(): void {
    this.field.value = "";
    this.filter();
    this.field.focus({ preventScroll: true });
  }

  private step(entry: Entry | undefined): void {
    if (!entry) return;
    for (const one of [...this.allChips, ...this.entries]) one.button.tabIndex = -1;
    entry.button.tabIndex = 0;
    entry.button.focus({ preventScroll: true });
    this.bring(entry);
  }
}
