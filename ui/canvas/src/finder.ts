// The command palette: one field that finds an action, a layer to add, a block to go to, a model or a page.

import { arrange, make, setAttribute } from "./dom";
import { everything, type Find, type FindHost, type Landing, layers } from "./finds";
import { icon } from "./icons";
import { ranked } from "./ranking";
import type { Shelf } from "./shelf";
import type { Data } from "./types";

const MOST = 60;

export class Finder {
  private panel: HTMLElement | null = null;
  private field = make("input", "finder-field");
  private list = make("div", "finder-list");
  private finds: Find[] = [];
  private shown: Find[] = [];
  private at = 0;
  private back: HTMLElement | null = null;
  private closed: (() => void) | null = null;

  constructor(private root: HTMLElement, private host: FindHost, private shelf: Shelf) {
    Object.assign(this.field, { type: "text", spellcheck: false, autocomplete: "off", maxLength: 64 });
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "true", "aria-controls": "finder-list", "aria-autocomplete": "list" })) this.field.setAttribute(name, value);
    this.list.id = "finder-list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Found");
    this.field.addEventListener("input", () => this.filter());
    root.addEventListener("pointerdown", (event) => this.panel && !event.composedPath().includes(this.panel) && this.close(), { capture: true });
  }

  /** Finds anything. */
  open(data: Data): void {
    if (this.panel) return this.close();
    this.finds = everything(data, this.host, this.shelf.recent);
    this.show("Find anything", "Find an action, a layer, a block, a model …");
  }

  /** Finds a layer for a place, and shows there: `box` is what it opens below. `closed` is called when it goes. */
  openAt(data: Data, place: Landing, box: DOMRect, closed: () => void): void {
    this.close(false);
    this.closed = closed;
    this.finds = layers(data, this.host, place, this.shelf.recent);
    this.show(`Add ${place.text}`, `Add a layer ${place.text}`);
    this.stand(box);
  }

  private show(label: string, placeholder: string): void {
    this.back = (this.root.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
    this.panel = make("div", "finder", "", make("label", "finder-line", "", icon("search"), this.field, make("kbd", "", "Esc")), this.list);
    setAttribute(this.panel, "role", "dialog");
    setAttribute(this.panel, "aria-label", label);
    setAttribute(this.field, "aria-label", label);
    this.panel.addEventListener("keydown", (event) => this.key(event));
    this.panel.addEventListener("focusout", (event) => !this.panel?.contains(event.relatedTarget as Node | null) && this.close(false));
    this.root.append(this.panel);
    this.field.placeholder = placeholder;
    this.field.value = "";
    this.filter();
    this.field.focus({ preventScroll: true });
  }

  /** Below what it is about, or above it, and inside the canvas. */
  private stand(box: DOMRect): void {
    const { panel, root } = this;
    if (!panel) return;
    panel.classList.add("placed");
    const frame = root.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = panel;
    const below = box.bottom - frame.top + 6;
    const top = below + height + 8 <= frame.height ? below : Math.max(8, box.top - frame.top - height - 6);
    panel.style.top = `${top}px`;
    panel.style.left = `${Math.max(8, Math.min((box.left + box.right) / 2 - frame.left - width / 2, frame.width - width - 8))}px`;
  }

  private close(focusBack = true): void {
    const { panel, back } = this;
    if (!panel) return;
    this.panel = this.back = null;
    panel.remove();
    this.closed?.();
    this.closed = null;
    if (focusBack) back?.isConnected ? back.focus({ preventScroll: true }) : this.host.focus(this.host.at);
  }

  private filter(): void {
    this.shown = ranked(this.finds, this.field.value, ({ verb, text, hint }) => [text, `${verb} ${hint}`]).slice(0, MOST);
    this.at = 0;
    this.list.scrollTop = 0;
    const rows = this.shown.map((find, index) => this.row(find, index));
    arrange(this.list, rows.length ? rows : [make("p", "none", "Nothing is called so")]);
    this.light();
  }

  private row({ verb, text, hint, icon: names, hue, keys }: Find, index: number): HTMLElement {
    const sign = make("span", "sign", "", icon(...names));
    const row = make("div", "find", "", sign, make("span", "find-text", `${verb} ${text}`.trim()), make("span", "find-hint", hint), make("span", "keys", "", ...keys.map((key) => make("kbd", "", key))));
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
