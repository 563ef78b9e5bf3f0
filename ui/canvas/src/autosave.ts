// Keeps the model in the browser, so that a refresh loses nothing. Storage may be missing, full or
// damaged: then there is simply nothing to restore.

import type { Data } from "./types";

const KEY = "blockyard/autosave";
const VERSION = 1;
const QUIET_MS = 300;

export interface Saved {
  v: number;
  time: number;
  title: string;
  document: string;
}

function isSaved(value: unknown): value is Saved {
  if (typeof value !== "object" || value === null) return false;
  const { v, time, title, document } = value as Record<string, unknown>;
  return v === VERSION && typeof time === "number" && typeof title === "string" && typeof document === "string";
}

function read(): Saved | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return isSaved(value) && value.document ? value : null;
  } catch {
    return null;
  }
}

function write(data: Data): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ v: VERSION, time: Date.now(), title: data.title, document: data.document }));
  } catch {
    // No storage or no room: the person can still download the model.
  }
}

export class Autosave {
  private timer = 0;
  private last = "";

  /** What an earlier session left, when it differs from the model that is open. */
  offer(data: Data): Saved | null {
    const saved = data.fresh ? read() : null;
    return saved && saved.document !== data.document ? saved : null;
  }

  /** Saves soon. An untouched model is never saved, so it cannot overwrite what may be restored. */
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
