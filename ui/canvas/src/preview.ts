// A card beside the palette that says what a kind does, while the pointer or the focus rests on it: its sentence,
// its formula, and what it makes of an example. The numbers are PyTorch's, fetched once when the first card opens.

import type { Entry } from "./brick";
import { make } from "./dom";
import { icon } from "./icons";
import { curve, flow, structure } from "./pictures";
import type { Kind } from "./types";

const REST_MS = 350;
const LEAVE_MS = 150;
const GAP = 8;
const NARROWEST = 220;

/** What is known of a fresh block: the shapes of an example, its parameters, and the graph of an activation. */
export interface Known {
  takes?: string[];
  gives?: string[];
  params?: number;
  formula?: string;
  curve?: number[];
}

type Table = Readonly<Record<string, Known>>;

export class Preview {
  /** Where the numbers are to be had. */
  address = "";
  private table: Promise<Table> | null = null;
  private card: HTMLElement | null = null;
  private entry: Entry | null = null;
  private timer = 0;
  private listening = new AbortController();

  constructor(private root: HTMLElement, private palette: HTMLElement, lists: HTMLElement[], entryOf: (event: Event) => Entry | undefined) {
    for (const list of lists) this.listen(list, entryOf);
  }

  private listen(list: HTMLElement, entryOf: (event: Event) => Entry | undefined): void {
    list.addEventListener("pointerover", (event) => event.pointerType === "mouse" && this.rest(entryOf(event)));
    list.addEventListener("pointerleave", () => this.leave());
    list.addEventListener("focusin", (event) => (event.target as Element).matches(":focus-visible") && this.rest(entryOf(event)));
    list.addEventListener("focusout", () => this.leave());
    list.addEventListener("pointerdown", () => this.hide());
    list.addEventListener("scroll", () => this.card && this.place());
  }

  hide(): void {
    clearTimeout(this.timer);
    this.listening.abort();
    const { card, entry } = this;
    entry?.button.removeAttribute("aria-describedby");
    card?.remove();
    this.card = this.entry = null;
  }

  /** At once where a card is open already, else after a while. */
  private rest(entry: Entry | undefined): void {
    if (!entry) return this.leave();
    clearTimeout(this.timer);
    if (entry === this.entry) return;
    this.timer = window.setTimeout(() => void this.open(entry), this.card ? 0 : REST_MS);
  }

  private leave(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.hide(), LEAVE_MS);
  }

  private async open(entry: Entry): Promise<void> {
    this.hide();
    this.entry = entry;
    const known = (await this.known())[entry.kind.kind] ?? {};
    if (this.entry !== entry || !entry.button.isConnected || this.root.classList.contains("dragging")) return;
    this.card = makeCard(entry, known);
    this.card.addEventListener("pointerenter", () => clearTimeout(this.timer));
    this.card.addEventListener("pointerleave", () => this.leave());
    entry.button.setAttribute("aria-describedby", this.card.id);
    this.root.append(this.card);
    this.place();
    this.listening = new AbortController();
    window.addEventListener("keydown", (event) => this.key(event), { capture: true, signal: this.listening.signal });
  }

  /** Wherever the focus is: a card that opened by itself also goes when one asks it to, and nothing else does. */
  private key(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    this.hide();
    event.stopImmediatePropagation();
  }

  /** Without a server that answers there is still the sentence. */
  private known(): Promise<Table> {
    this.table ??= fetch(new URL(this.address, location.origin)).then((answer) => (answer.ok ? answer.json() : {})).catch(() => ({}));
    return this.table;
  }

  /** Right of the palette, level with its entry; where there is no room, not at all. */
  private place(): void {
    const { card, entry } = this;
    if (!card || !entry) return;
    const frame = this.root.getBoundingClientRect();
    const left = this.palette.getBoundingClientRect().right - frame.left + GAP;
    card.hidden = frame.width - left - GAP < NARROWEST;
    const top = entry.row.getBoundingClientRect().top - frame.top;
    card.style.left = `${left}px`;
    card.style.top = `${Math.max(GAP, Math.min(top, frame.height - card.offsetHeight - GAP))}px`;
  }
}

function makeCard({ kind, family, button }: Entry, known: Known): HTMLElement {
  const title = make("div", "preview-title", "", make("span", "sign", "", icon(kind.kind, family.family)), make("span", "kind", kind.kind), make("span", "preview-family", family.family));
  const card = make("div", "preview", "", title, make("p", "preview-doc", kind.doc || kind.hint));
  card.id = "palette-preview";
  card.setAttribute("role", "tooltip");
  card.style.setProperty("--h", button.style.getPropertyValue("--h"));
  card.append(...rest(kind, known));
  return card;
}

function rest({ kind }: Kind, { takes = [], gives = [], params, formula, curve: values }: Known): Node[] {
  const found: Node[] = [];
  const picture = values ? curve(values) : structure(kind);
  if (picture) found.push(picture);
  if (formula) found.push(make("div", "preview-formula", formula));
  if (formula?.startsWith("n →")) found.push(make("div", "preview-letters", letters(formula)));
  if (gives.length) found.push(flow(takes, gives));
  if (params !== undefined) found.push(make("div", "preview-params", `${params.toLocaleString("en")} parameters in this example`));
  return found;
}

/** What the letters of a formula about a side stand for. */
function letters(formula: string): string {
  const words = { n: "each side", k: "kernel_size", s: "stride", p: "padding", d: "dilation" };
  const used = Object.entries(words).filter(([letter]) => new RegExp(`\\b${letter}\\b`).test(formula));
  return used.map(([letter, word]) => `${letter} ${word}`).join(", ");
}
