// Keeps the model in the browser, so that a refresh loses nothing. Storage may be missing, full or
// damaged: then there is simply nothing to restore.

import type { Data } from "./types";

const KEY = "blockyard/drafts";
const VERSION = 1;
const MOST = 5;
const QUIET_MS = 300;

export interface Saved {
  v: number;
  page: string;
  time: number;
  title: string;
  document: string;
}

/** Each load of the page has a draft of its own: neither a refresh nor another tab writes over it. */
const thisPage = crypto.getRandomValues(new Uint32Array(2)).join("-");

function isSaved(value: unknown): value is Saved {
  if (typeof value !== "object" || value === null) return false;
  const { v, page, time, title, document } = value as Record<string, unknown>;
  const words = [page, title, document].every((text) => typeof text === "string");
  return v === VERSION && typeof time === "number" && words;
}

function read(): Saved[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(value) ? value.filter(isSaved) : [];
  } catch {
    return [];
  }
}

function write(data: Data): void {
  const own: Saved = { v: VERSION, page: thisPage, time: Date.now(), title: data.title, document: data.document };
  const others = read().filter((draft) => draft.page !== thisPage && draft.document !== data.document);
  try {
    localStorage.setItem(KEY, JSON.stringify([own, ...others].slice(0, MOST)));
  } catch {
    // No storage or no room: the person can still download the model.
  }
}

export class Autosave {
  private timer = 0;
  private last = "";

  /** What earlier loads of the page left, the newest first, where it differs from the model that is open. */
  offer(data: Data): Saved[] {
    return data.fresh ? read().filter((draft) => draft.document !== data.document) : [];
  }

  /** Saves soon. An untouched model is never saved. */
  keep(data: Data): void {
    if (data.fresh || data.document === this.last) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.last = data.document;
      write(data);
    }, QUIET_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

/** "10:42" today, "3 Nov, 10:42" on another day. */
export function clock(time: number): string {
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  const day: Intl.DateTimeFormatOptions = today ? {} : { day: "numeric", month: "short" };
  return date.toLocaleString(undefined, { ...day, hour: "2-digit", minute: "2-digit" });
}
