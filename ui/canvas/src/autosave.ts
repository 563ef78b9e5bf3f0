// Keeps the model in the browser, with the edits that still wait for Python, so that neither a refresh nor
// a lost connection loses anything. Storage may be missing, full or damaged: then less is kept, and nothing breaks.

import { randomName, tab } from "./tab";
import type { Data, Edit } from "./types";
import { addressOf, type View } from "./view";

const KEY = "blockyard/drafts";
const VERSION = 2;
const MOST = 8;
const EVERY_MS = 300;
/** No work in the model that was open. */
const OPENING = new Set<Edit["op"]>(["new", "open", "open link", "open ours"]);

export interface Draft {
  v: number;
  /** The tab that wrote it: after a refresh it is restored there, and offered everywhere else. */
  tab: string;
  /** Python's session, in which the model is known without the draft. */
  session: string;
  time: number;
  title: string;
  document: string;
  /** Whether there is work in it: it is more than what was opened. */
  changed: boolean;
  /** What Python had not acknowledged, with addresses in the place of ids. */
  edits: Edit[];
  selected: number[] | null;
  folded: number[][];
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const { v, tab, session, time, title, document, edits, folded } = value as Record<string, unknown>;
  const words = [tab, session, title, document].every((text) => typeof text === "string");
  return v === VERSION && typeof time === "number" && words && Array.isArray(edits) && edits.every(isEdit) && Array.isArray(folded);
}

/** Python looks closer, and refuses what is none. */
function isEdit(value: unknown): boolean {
  return typeof value === "object" && value !== null && "op" in value;
}

function read(): Draft[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(value) ? value.filter(isDraft) : [];
  } catch {
    return [];
  }
}

/** The newest first; where there is no room for all, the oldest go. */
function write(drafts: Draft[]): void {
  for (let count = Math.min(drafts.length, MOST); count > 0; count -= 1) {
    try {
      return localStorage.setItem(KEY, JSON.stringify(drafts.slice(0, count)));
    } catch {
      // Try with one less. Without any storage the person can still save a file.
    }
  }
}

function draftOf(data: Data, view: View, edits: Edit[]): Draft {
  const folded = [...view.places.values()].filter(({ block }) => block.folded).map(({ block }) => addressOf(view, block.id)!);
  const selected = view.selected === null ? null : addressOf(view, view.selected);
  const { session, title, document } = data;
  const changed = data.changed || edits.some(({ op }) => !OPENING.has(op));
  return { v: VERSION, tab: tab(), session, time: Date.now(), title, document, changed, edits, selected, folded };
}

export class Autosave {
  private timer = 0;
  private make: (() => Draft) | null = null;
  private written: Draft | null = null;
  private leaving = new AbortController();
  private held = false;

  constructor() {
    tab(); // it is named before it can be left, or a refresh would find another one
    addEventListener("pagehide", () => this.flush(), { signal: this.leaving.signal });
  }

  /** The draft of this tab. */
  own(): Draft | null {
    return read().find((draft) => draft.tab === tab()) ?? this.written;
  }

  /** What other tabs left, the newest first, where it differs from the model that is open. */
  others(data: Data): Draft[] {
    return read().filter((draft) => draft.tab !== tab() && draft.document !== data.document);
  }

  /** Saves soon. An untouched model is never saved. */
  keep(data: Data, view: View, edits: Edit[]): void {
    if (this.held || (data.fresh && !edits.length)) return;
    this.make = () => draftOf(data, view, edits);
    this.timer ||= window.setTimeout(() => this.flush(), EVERY_MS);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    const draft = this.make?.();
    this.make = null;
    if (!draft || (this.written && looks(draft) === looks(this.written))) return;
    this.written = draft;
    write([draft, ...read().filter((other) => other.tab !== draft.tab && other.document !== draft.document)]);
  }

  /** While another model is being opened the draft stays as it is. */
  hold(): void {
    this.flush();
    this.held = true;
  }

  release(): void {
    this.held = false;
  }

  /** The work that this tab had is kept beside what it has from now on. */
  setAside(): void {
    if (this.held) return;
    this.flush();
    this.written = null;
    write(read().flatMap((draft) => (draft.tab !== tab() ? draft : draft.changed ? aside(draft) : [])));
  }

  stop(): void {
    this.flush();
    this.leaving.abort();
  }
}

/** A draft of no tab, without the edit that put another model in its place. */
function aside(draft: Draft): Draft {
  const end = draft.edits.findIndex(({ op }) => OPENING.has(op));
  return { ...draft, tab: randomName(), edits: end < 0 ? draft.edits : draft.edits.slice(0, end) };
}

/** All of a draft but when it was written. */
function looks(draft: Draft): string {
  return JSON.stringify({ ...draft, time: 0 });
}

/** "10:42" today, "3 Nov, 10:42" on another day. */
export function clock(time: number): string {
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  const day: Intl.DateTimeFormatOptions = today ? {} : { day: "numeric", month: "short" };
  return date.toLocaleString(undefined, { ...day, hour: "2-digit", minute: "2-digit" });
}
