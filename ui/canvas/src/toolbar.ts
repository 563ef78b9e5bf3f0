// The line above the canvas: title, whether the shapes agree, totals, history and folding.

import { iconButton, make, name, setAttribute, setText } from "./dom";
import { icon } from "./icons";
import type { Data, Total } from "./types";
import { typeInPlace } from "./typing";

export interface ToolbarEvents {
  rename(title: string): void;
  reveal(): void;
  undo(): void;
  redo(): void;
  foldAll(): void;
  unfoldAll(): void;
  define(): void;
  help(anchor: DOMRect): void;
  file(anchor: DOMRect): void;
  share(anchor: DOMRect): void;
}

export class Toolbar {
  readonly element = make("div", "toolbar");
  private title = make("button", "title");
  private titleText = make("span", "title-text");
  private status = make("button", "badge status");
  private totals = make("div", "totals");
  private undo = iconButton("undo", "undo", "Undo");
  private redo = iconButton("redo", "redo", "Redo");
  private define = iconButton("define", "define", "Make a block (m)");
  private help = iconButton("help", "help", "Keyboard shortcuts (?)");
  private file = iconButton("file", "file", "New, open, save, share");
  private share = make("button", "share", "", icon("share"), make("span", "share-text", "Share"));
  private look = "";
  private typing = false;

  constructor(private events: ToolbarEvents) {
    const fold = iconButton("fold-all", "fold", "Fold all");
    const unfold = iconButton("unfold-all", "unfold", "Unfold all");
    const tools = make("div", "tools", "", this.undo, this.redo, make("span", "divider"), this.define, fold, unfold, this.help);
    this.file.setAttribute("aria-haspopup", "menu");
    this.file.addEventListener("click", () => events.file(this.file.getBoundingClientRect()));
    this.share.type = "button";
    this.share.dataset.action = "share";
    name(this.share, "Share a link that holds the model");
    this.share.addEventListener("click", () => events.share(this.share.getBoundingClientRect()));
    tools.append(this.share);
    this.title.type = this.status.type = "button";
    this.title.dataset.action = "title";
    this.status.dataset.action = "status";
    this.title.append(this.titleText);
    this.title.addEventListener("click", () => this.startTyping());
    this.status.addEventListener("click", () => events.reveal());
    this.undo.addEventListener("click", () => events.undo());
    this.redo.addEventListener("click", () => events.redo());
    this.define.addEventListener("click", () => events.define());
    fold.addEventListener("click", () => events.foldAll());
    unfold.addEventListener("click", () => events.unfoldAll());
    this.help.addEventListener("click", () => events.help(this.helpBox()));
    this.element.setAttribute("role", "toolbar");
    this.element.setAttribute("aria-label", "Model");
    this.element.append(this.file, this.title, this.status, this.totals, make("div", "spacer"), tools);
  }

  helpBox(): DOMRect {
    return this.help.getBoundingClientRect();
  }

  /** `marked`: how many blocks a definition would be made of. */
  draw(data: Data, marked: number): void {
    this.define.disabled = !marked;
    if (!this.typing) {
      setText(this.titleText, data.title || "Untitled");
      setAttribute(this.title, "title", `${data.title || "Untitled"}: click to rename`);
    }
    this.drawStatus(data);
    this.drawTotals(data.totals);
    this.drawHistory(this.undo, "Undo", data.undo);
    this.drawHistory(this.redo, "Redo", data.redo);
  }

  private drawStatus({ status }: Data): void {
    const look = `${status.level}${status.text}`;
    if (look !== this.look) {
      this.status.replaceChildren(icon(status.level === "good" ? "check" : "alert"), make("span", "badge-text", status.text));
    }
    this.look = look;
    this.status.classList.toggle("bad", status.level === "bad");
    this.status.classList.toggle("doubtful", status.level === "caution");
    setAttribute(this.status, "aria-label", status.block === null ? status.text : `${status.text}: show it`);
    setAttribute(this.status, "title", status.block === null ? status.text : "Show the block");
    this.status.disabled = status.block === null;
  }

  private drawTotals(totals: Total[]): void {
    while (this.totals.children.length > totals.length) this.totals.lastElementChild!.remove();
    totals.forEach((total, index) => {
      const badge = (this.totals.children[index] as HTMLElement | undefined)
        ?? this.totals.appendChild(make("span", "badge", "", make("b"), make("span", "badge-label")));
      setText(badge.firstElementChild!, total.text);
      setText(badge.lastElementChild!, total.label);
      setAttribute(badge, "title", total.exact);
    });
  }

  private drawHistory(button: HTMLButtonElement, verb: string, what: string): void {
    button.disabled = !what;
    name(button, what ? `${verb} ${what}` : `Nothing to ${verb.toLowerCase()}`);
  }

  private startTyping(): void {
    if (this.typing) return;
    this.typing = true;
    const field = make("span", "title-text");
    this.title.replaceWith(field);
    typeInPlace(field, {
      label: "Title of the model",
      value: this.titleText.textContent ?? "",
      placeholder: "Title",
      done: (title) => {
        setText(this.titleText, title || "Untitled");
        if (title) this.events.rename(title);
      },
      closed: (byKey) => {
        this.typing = false;
        field.replaceWith(this.title);
        if (byKey) this.title.focus({ preventScroll: true });
      },
    });
  }
}
