// How a session begins: with what this tab had before a refresh or a restart of the server, with the model in a
// link, or with an offer of what other tabs left. Whatever opens can be undone, and nothing kept is written over.

import { type Autosave, clock, type Draft } from "./autosave";
import type { Hint } from "./hint";
import type { Messages } from "./messages";
import { forgetLink, linkHere } from "./share";
import type { Data, Edit, Notice } from "./types";

/** What this needs of the editor. */
export interface SessionDesk {
  readonly model: Data;
  send(edit: Edit): void;
  afterAnswer(run: () => void): void;
  step(op: "undo"): void;
}

export class Session {
  constructor(private desk: SessionDesk, private autosave: Autosave, private messages: Messages, private hint: Hint) {}

  /** To be called with the first data of each of Python's sessions. */
  begin(): void {
    const { model } = this.desk;
    const own = this.autosave.own();
    const earlier = own && own.session !== model.session ? own : null;
    if (linkHere()) return this.openLink(earlier);
    if (earlier && model.fresh) return this.resume(earlier);
    if (earlier) this.autosave.setAside(); // another model was opened meanwhile, in the Gallery
    if (earlier || model.fresh) this.offer();
    if (model.fresh && !this.autosave.others(model).length) this.hint.greet();
  }

  /** Opens the model in the address; what the tab had is set aside for it. */
  openLink(earlier: Draft | null = null): void {
    const link = linkHere();
    if (!link) return;
    this.open([{ op: "open link", link }], (undo) => {
      forgetLink();
      if (!undo) return earlier ? this.resume(earlier, this.desk.model.notice) : undefined;
      this.autosave.setAside();
      this.messages.toast(`Opened “${this.desk.model.title}” from the link.`, "info", undo);
      if (earlier) this.offer();
    });
  }

  /** Opens a draft because the person said so. */
  restore(draft: Draft): void {
    this.open(this.edits(draft), (undo) => undo && this.autosave.setAside());
  }

  /** Goes on where the tab was. `said`: what the person has to read first. */
  private resume(draft: Draft, said: Notice | null = null): void {
    const edits = this.edits(draft);
    if (!edits.length) return;
    this.open(edits, (undo) => {
      if (!undo) {
        this.autosave.setAside();
        return this.offer();
      }
      const text = `Restored “${draft.title || "Untitled"}”, as you left it at ${clock(draft.time)}.`;
      if (said) this.messages.toast(said.text, said.level);
      else this.messages.toast(text, "info", undo);
      this.messages.announce(text);
    });
  }

  private edits({ document, changed, edits, selected, folded }: Draft): Edit[] {
    const same = document === this.desk.model.document;
    return same ? edits : [{ op: "restore", text: document, changed, selected, folded }, ...edits];
  }

  /** `opened` hears how to take it back, or null where Python refused. */
  private open(edits: Edit[], opened: (undo: { text: string; run: () => void } | null) => void): void {
    const { notice } = this.desk.model;
    this.autosave.hold();
    for (const edit of edits) this.desk.send(edit);
    this.desk.afterAnswer(() => {
      const now = this.desk.model.notice;
      const refused = now?.level === "error" && now.id !== notice?.id;
      const back = () => edits.forEach(() => this.desk.step("undo"));
      this.autosave.release();
      opened(refused ? null : { text: "Undo", run: back });
    });
  }

  private offer(): void {
    this.messages.offer(this.autosave.others(this.desk.model), (draft) => this.restore(draft));
  }
}
