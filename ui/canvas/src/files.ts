// New, open, save and share: what one does with a whole model.

import { action } from "./actions";
import { clock, type Draft } from "./autosave";
import { make, textButton } from "./dom";
import { spoken } from "./keys";
import type { Choice, Popover } from "./menu";
import { copy, LONGEST, linkTo } from "./share";
import type { Data, Edit } from "./types";

/** Bytes of a document; Python says why a larger one is refused. */
const LARGEST = 1_000_000;

/** What this needs of the editor. */
export interface FilesDesk {
  readonly popover: Popover;
  readonly model: Data;
  /** Does the action with this id. */
  run(action: string): void;
  boxOf(button: "file" | "share"): DOMRect;
  send(edit: Edit): void;
  afterAnswer(run: () => void): void;
  refuse(text: string): void;
  announce(text: string): void;
  drafts(): Draft[];
  restore(draft: Draft): void;
  /** Gives the keyboard back to where it was. */
  back(): () => void;
}

export class Files {
  constructor(private desk: FilesDesk) {}

  menu(): void {
    const choice = (id: string, sign: string, hint = ""): Choice => {
      const { title, keys } = action(id);
      return { text: title, hint: hint || keys.map(spoken).join(""), icon: sign, run: () => this.desk.run(id) };
    };
    const drafts = this.desk.drafts().length;
    const choices = [choice("new", "plus"), choice("open", "open"), choice("save", "save"), choice("share", "share")];
    this.desk.popover.menu(this.desk.boxOf("file"), "Model", drafts ? [...choices, choice("drafts", "undo", String(drafts))] : choices, this.desk.back());
  }

  begin(): void {
    this.desk.send({ op: "new" });
    this.desk.announce("A new model. Undo brings back the one before.");
  }

  open(): void {
    const field = make("input");
    field.type = "file";
    field.accept = ".json,application/json";
    field.addEventListener("change", () => field.files?.[0] && void this.read(field.files[0]));
    field.click();
  }

  save(): void {
    const { document: text, file } = this.desk.model;
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `${file}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    this.desk.announce(`Saved as ${link.download}`);
  }

  /** Copies a link that holds the model and says so; a longer one than a link may be gives way to a file. */
  share(): void {
    this.desk.afterAnswer(() => void this.offerLink());
  }

  private async offerLink(): Promise<void> {
    const field = make("input", "link-field");
    field.value = await linkTo(this.desk.model.document);
    field.readOnly = true;
    field.setAttribute("aria-label", "Link");
    const said = make("p", "panel-text");
    const length = field.value.length.toLocaleString("en");
    const panel = (...parts: HTMLElement[]) => this.desk.popover.panel(this.desk.boxOf("share"), "Share", parts, this.desk.back());
    if (field.value.length > LONGEST) {
      said.textContent = `This model needs a link of ${length} characters. Beyond ${LONGEST.toLocaleString("en")} mail and chat may cut it: send it as a file.`;
      panel(said, textButton("solid", "Save as a file", () => this.save()));
      return this.desk.announce(said.textContent);
    }
    const tell = async () => {
      const done = await copy(field);
      said.textContent = done ? `Link copied: its ${length} characters hold the whole model.` : `The link holds the whole model, in ${length} characters.`;
      this.desk.announce(said.textContent);
    };
    const note = make("p", "panel-note", "Who opens it gets a copy. The model stands in the address itself and is stored nowhere else.");
    panel(said, field, note, textButton("plain", "Copy again", () => void tell()));
    await tell();
  }

  earlier(): void {
    const drafts = this.desk.drafts();
    if (!drafts.length) return this.desk.announce("No earlier drafts");
    const choices = drafts.map((draft): Choice => ({
      text: draft.title || "Untitled", hint: clock(draft.time), icon: "undo", run: () => this.desk.restore(draft),
    }));
    this.desk.popover.menu(this.desk.boxOf("file"), "Restore", choices, this.desk.back());
  }

  private async read(file: File): Promise<void> {
    // A larger one is no model, and not worth the way to the server.
    if (file.size > LARGEST) return this.desk.refuse(`${file.name} has ${file.size.toLocaleString("en")} bytes. Expected: a model of at most ${LARGEST.toLocaleString("en")}. Fix: choose a .json file saved here.`);
    this.desk.send({ op: "open", text: await file.text(), name: file.name });
  }
}
