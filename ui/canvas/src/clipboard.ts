// Cut, copy and paste by the browser's own events: they need no permission, and work between tabs and programs.
// What somebody types or has selected as text stays the browser's.

import type { Choosing } from "./choosing";
import type { Commands } from "./commands";
import { closest, isTyping } from "./dom";
import { spoken } from "./keys";
import { type Fragment, fragment } from "./fragment";
import type { Data } from "./types";

export type Clip = "copy" | "cut" | "paste";

const LARGEST = 1_000_000; // bytes of a document

export interface ClipboardHost {
  readonly commands: Commands;
  readonly root: HTMLElement;
  readonly model: Data;
  readonly choosing: Choosing;
  say(text: string): void;
  refuse(text: string): void;
}

export class Clipboard {
  /** What was copied here last: in its own definition it can keep its rules. */
  private last: Fragment | null = null;
  /** A menu or button asks: the event then comes from nowhere in the canvas, and is meant all the same. */
  private asked = false;
  private listening = new AbortController();

  constructor(private host: ClipboardHost) {
    const { signal } = this.listening;
    document.addEventListener("copy", (event) => this.copy(event), { signal });
    document.addEventListener("cut", (event) => this.cut(event), { signal });
    document.addEventListener("paste", (event) => this.paste(event), { signal });
  }

  stop(): void {
    this.listening.abort();
  }

  /** What a key does, asked for by a menu or a button. */
  run(deed: Clip): void {
    if (deed === "paste") return void this.read();
    this.asked = true;
    document.execCommand(deed);
    this.asked = false;
  }

  /** The browser asks the person first, or does not hand its clipboard out at all. */
  private async read(): Promise<void> {
    try {
      this.take(await navigator.clipboard.readText());
    } catch {
      this.no(`The browser does not hand its clipboard to menus. Press ${spoken("Ctrl+v")} instead.`);
    }
  }

  private copy(event: ClipboardEvent): boolean {
    if (!this.isMeant(event)) return false;
    const ids = this.host.choosing.chosen;
    const title = ids.length ? this.host.commands.spoken(ids) : "the whole model";
    const part = ids.length ? fragment(this.host.model, ids, title) : { text: this.host.model.document, own: null };
    event.preventDefault();
    if (part === null) return this.no("The block is still being made. Copy it again in a moment.");
    if (new Blob([part.text]).size > LARGEST) return this.no("These blocks are too large for the clipboard. Save the model as a file instead.");
    event.clipboardData?.setData("text/plain", part.text);
    this.last = part;
    this.host.say(`${event.type === "cut" ? "Cut" : "Copied"} ${title}`);
    return true;
  }

  private cut(event: ClipboardEvent): void {
    if (this.isMeant(event) && !this.host.choosing.chosen.length) this.no("Select the block to cut first.");
    else if (this.copy(event)) this.host.commands.removeAll(this.host.choosing.chosen, true);
  }

  private paste(event: ClipboardEvent): void {
    if (!this.isMeant(event)) return;
    event.preventDefault();
    this.take(event.clipboardData?.getData("text/plain") ?? "");
  }

  private take(found: string): void {
    const text = found.trim();
    if (new Blob([text]).size > LARGEST) this.no("The text on the clipboard is too large. Open it as a file instead.");
    else if (text.startsWith("{")) this.host.commands.paste(text, text === this.last?.text.trim() ? this.last.own : null);
    else this.no(`The clipboard holds ${text ? "a text that is no model" : "no text"}. Copy blocks here first (Ctrl+C), or the JSON of a model.`);
  }

  private no(sentence: string): false {
    this.host.refuse(sentence);
    return false;
  }

  /** On the canvas, or where nothing else has the keyboard. */
  private isMeant(event: ClipboardEvent): boolean {
    if (this.asked) return true;
    if (event.type !== "paste" && this.hasText()) return false;
    if (event.defaultPrevented || isTyping(event) || closest(event, "[role=dialog], .menu, .palette")) return false;
    return event.composedPath().includes(this.host.root) || document.activeElement === document.body || document.activeElement === null;
  }

  /** Whether a piece of text is selected, which is then what is copied. */
  private hasText(): boolean {
    const tree = this.host.root.getRootNode() as Document & { getSelection?(): Selection | null };
    return [document.getSelection(), tree.getSelection?.()].some((selection) => Boolean(selection && !selection.isCollapsed && selection.toString()));
  }
}
