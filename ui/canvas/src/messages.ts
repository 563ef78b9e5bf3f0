// What the canvas says: a toast at the bottom, the banner that offers a saved model, and a live region
// for screen readers.

import { clock, type Draft } from "./autosave";
import { iconButton, make, textButton } from "./dom";
import { icon } from "./icons";
import type { Notice } from "./types";

const INFO_MS = 4000;
const ACTION_MS = 12_000; // time to read and to decide

export class Messages {
  readonly live = make("div", "live");
  readonly toasts = make("div", "toasts");
  readonly banner = make("div", "banner");
  readonly lost = make("div", "lost", "Not connected: your edits wait here");
  private shown = 0;
  private timer = 0;
  private level: Notice["level"] | null = null;
  private acts = false;
  /** The toast is Python's. */
  private told = false;

  constructor() {
    this.live.setAttribute("aria-live", "polite");
    this.live.setAttribute("role", "status");
    this.banner.hidden = this.lost.hidden = true;
    this.lost.prepend(icon("lost"));
  }

  announce(text: string): void {
    // The same sentence twice is only read again when the region changed in between.
    this.live.textContent = this.live.textContent === text ? `${text}\u00a0` : text;
  }

  /** Shows what Python says, once: the same id again is no news. What it no longer says is settled. `changed`: the
   * model is another than before, from wherever that came. */
  notice(notice: Notice | null, changed: boolean): void {
    if (notice?.id === this.shown) return;
    if (this.told || (changed && this.acts)) this.edited();
    if (!notice) return;
    this.shown = notice.id;
    this.toast(notice.text, notice.level);
    this.told = true;
    this.announce(notice.text);
  }

  /** An error has been read once the person goes on editing, and what a click would take back is no longer the last step. */
  edited(): void {
    if (this.level === "error" || this.acts) this.hide();
  }

  /** `action`: what one click does about it. */
  toast(text: string, level: Notice["level"], action?: { text: string; run: () => void }): void {
    const sign = make("span", "sign", "", icon(level === "error" ? "alert" : "check"));
    const close = iconButton("dismiss", "close", "Dismiss");
    close.addEventListener("click", () => this.hide());
    clearTimeout(this.timer);
    this.level = level;
    this.acts = action !== undefined;
    this.told = false;
    const does = () => {
      this.hide();
      action!.run();
    };
    const buttons = action ? [textButton("plain", action.text, does), close] : [close];
    this.toasts.replaceChildren(make("div", `toast ${level}`, "", sign, make("span", "toast-text", text), ...buttons));
    if (level === "info") this.timer = window.setTimeout(() => this.hide(), action ? ACTION_MS : INFO_MS);
  }

  /** Says that the connection is lost, as long as it is. */
  connection(lost: boolean): void {
    this.lost.hidden = !lost;
    this.announce(lost ? this.lost.textContent! : "Connected again");
  }

  /** Offers drafts one at a time, the newest first. */
  offer(drafts: Draft[], restore: (draft: Draft) => void): void {
    const [draft, ...older] = drafts;
    this.banner.hidden = !draft;
    if (!draft) return;
    const text = make("span", "banner-text", `Restore “${draft.title || "Untitled"}” from ${clock(draft.time)}?`);
    const take = () => {
      this.banner.hidden = true;
      restore(draft);
    };
    const buttons = [textButton("solid", "Restore", take)];
    if (older.length) buttons.push(textButton("plain", "Show an older one", () => this.offer(older, restore)));
    buttons.push(textButton("plain", "Dismiss", () => this.offer([], restore)));
    this.banner.replaceChildren(text, ...buttons);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private hide(): void {
    clearTimeout(this.timer);
    this.level = null;
    this.acts = false;
    this.toasts.replaceChildren();
  }
}
