// The form of a block stands beside the canvas, in the page: the way there and back by key. Where the page draws
// a field anew its focus would be lost: it is given back, or to the canvas when the field is gone for good. A tab that
// is drawn anew while one walks along the tabs gets it back too.

import { isInput } from "./types";

const PANEL = '[class*="st-key-panel-"]';
const TAB = "[role=tab]";
const FIELD = 'input:not([type="file"]), textarea, [contenteditable="true"]';
/** How long a form that was called for may take to come while nothing else is pressed, and a field to come back. */
const ARRIVES_MS = 15_000;
const RETURNS_MS = 700;
/** So long a tab may be without the focus before it is given back: what takes it on purpose has it by then. */
const BLURS_MS = 50;
/** How long a field may stay empty after it was drawn. */
const FILLS_MS = 500;

export class Form {
  /** The fields that are called for, the best first, as the page names them, and until when. */
  private wanted: string[] = [];
  private until = 0;
  /** What had the focus last in a panel, and how the page names it. */
  private last: { element: Element; key: string } | null = null;
  /** The person is on the tabs. */
  private onTabs = false;
  private timer = 0;
  private watching = new MutationObserver(() => this.drawn());
  private listening = new AbortController();

  /** `leave` gives the focus to the canvas. */
  constructor(private leave: () => void) {
    const options = { signal: this.listening.signal, capture: true };
    document.addEventListener("focusin", (event) => this.moved(event), options);
    document.addEventListener("keydown", (event) => this.key(event), options);
    document.addEventListener("focusout", () => this.onTabs && setTimeout(() => this.backToTabs(), BLURS_MS), options);
    document.addEventListener("pointerdown", () => this.pressed(), options);
    this.watching.observe(document.body, { childList: true, subtree: true });
  }

  /** Goes to the form of a block or input: at once, which it tells, or as soon as the page has drawn it. What is inferred
   * has another key, `read-…`: it is no place to type in by the way. */
  open(id: number): boolean {
    this.wanted = isInput(id) ? [`input-shape-${-id}`] : [`arg-${id}`, `code-${id}`, `takes-${id}`, `name-${id}`];
    this.until = performance.now() + ARRIVES_MS;
    return this.arrive();
  }

  stop(): void {
    this.listening.abort();
    this.watching.disconnect();
    clearTimeout(this.timer);
  }

  /** The best field may come after others: until the person goes on, the focus follows. What is typed replaces it. */
  private arrive(): boolean {
    if (performance.now() > this.until) this.wanted = [];
    const field = firstOf(this.wanted);
    if (field && field !== focused()) {
      field.focus();
      if (field instanceof HTMLInputElement) this.mark(field, performance.now() + FILLS_MS);
    }
    return field !== null;
  }

  /** Selects what stands in a field, which the page may write into it, or anew, a moment after it has drawn the field. */
  private mark(field: HTMLInputElement, until: number, marked = ""): void {
    if (!this.wanted.length || field !== focused() || performance.now() > until) return;
    const { value } = field;
    if (value !== marked) field.select();
    requestAnimationFrame(() => this.mark(field, until, value));
  }

  private drawn(): void {
    this.backToTabs();
    if (this.arrive() || !this.last || this.last.element.isConnected || !isNowhere()) return;
    const again = firstOf([this.last.key]);
    if (again) again.focus();
    else this.timer ||= window.setTimeout(() => this.giveUp(), RETURNS_MS);
  }

  private giveUp(): void {
    this.timer = 0;
    if (this.last && !this.last.element.isConnected && isNowhere()) this.leave();
  }

  private backToTabs(): void {
    if (this.onTabs && isNowhere()) document.querySelector<HTMLElement>(`${TAB}[aria-selected=true]`)?.focus({ preventScroll: true });
  }

  private pressed(): void {
    this.wanted = [];
    this.onTabs = false;
  }

  private moved(event: Event): void {
    const holder = event.target as Element;
    this.onTabs = holder.matches(TAB);
    const element = event.composedPath()[0] as Element;
    clearTimeout(this.timer);
    this.timer = 0;
    this.last = holder.closest(PANEL) ? { element, key: keyOf(holder) } : null;
    // Not every way of going on is a key or a pointer.
    if (this.last && element !== firstOf(this.wanted)) this.wanted = [];
  }

  private key(event: KeyboardEvent): void {
    if (!event.repeat) this.wanted = []; // the person goes on
    if (!(event.target instanceof Element) || !event.target.closest(`${PANEL}, ${TAB}`)) return;
    if (event.key !== "Escape" || hasUse(event)) return;
    event.stopPropagation();
    this.leave();
  }
}

/** Streamlit gives what has a key a class of that name; that of a field may end with its version (ui/fields.py). */
function keyOf(element: Element): string {
  const classes = element.closest('[class*="st-key-"]')!.classList;
  const name = [...classes].find((one) => one.startsWith("st-key-"))!;
  return name.slice("st-key-".length).replace(/--\d+$/, "");
}

/** The first field under the first of these keys that has one; after a key may come the name of a part. */
function firstOf(keys: string[]): HTMLElement | null {
  for (const key of keys.map((one) => `st-key-${CSS.escape(one)}`)) {
    for (const holder of document.querySelectorAll(`${PANEL} :is(.${key}, [class*="${key}-"])`)) {
      const field = fieldIn(holder);
      if (field) return field;
    }
  }
  return null;
}

/** What can be typed in, else a button; that of a component lies behind a root of its own. */
function fieldIn(holder: Element | ShadowRoot): HTMLElement | null {
  const find = (selector: string) =>
    [...holder.querySelectorAll<HTMLElement>(selector)].find((one) => !one.matches(":disabled") && one.getClientRects().length);
  const found = find(FIELD) ?? find("button");
  if (found) return found;
  for (const host of holder.querySelectorAll("*")) if (host.shadowRoot) return fieldIn(host.shadowRoot);
  return null;
}

/** The innermost element that has the focus. */
function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** Escape closes an open list first, and in code it only frees Tab. */
function hasUse(event: KeyboardEvent): boolean {
  const at = event.composedPath()[0] as Element;
  return at.getAttribute("aria-expanded") === "true" || at.closest("[contenteditable=true]") !== null;
}
