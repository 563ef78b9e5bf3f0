// The line above the canvas: title, whether the shapes agree, totals, history and folding.

import { action } from "./actions";
import { iconButton, make, name, setAttribute, setText } from "./dom";
import { icon } from "./icons";
import { spoken } from "./keys";
import type { Data, Total } from "./types";
import { typeInPlace } from "./typing";

export interface ToolbarEvents {
  rename(title: string): void;
  /** Does the action with this id. */
  run(action: string): void;
}

export class Toolbar {
  readonly element = make("div", "toolbar");
  private title = make("button", "title");
  private titleText = make("span", "title-text");
  private status = make("button", "badge status");
  private totals = make("div", "totals");
  private undo = this.tool("undo", "undo");
  private redo = this.tool("redo", "redo");
  private define = this.tool("define", "define");
  private help = this.tool("help", "help");
  private file = this.tool("file", "file");
  private share = this.tool("share", "share");
  private look = "";
  private typing = false;

  constructor(private events: ToolbarEvents) {
    const [project, find] = [this.tool("project", "project"), this.tool("finder", "search")];
    const tools = make("div", "tools", "", this.undo, this.redo, make("span", "divider"), this.define, make("span", "divider"), project, find, this.help, this.share);
    this.file.setAttribute("aria-haspopup", "menu");
    this.share.classList.replace("tool", "share");
    this.share.append(make("span", "share-text", "Share"));
    this.undo.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      if (!this.undo.disabled) events.run("history");
    });
    this.title.type = this.status.type = "button";
    this.title.dataset.action = "title";
    this.status.dataset.action = "status";
    this.title.append(this.titleText);
    this.title.addEventListener("click", () => this.startTyping());
    this.status.addEventListener("click", () => events.run("problem"));
    this.element.setAttribute("role", "toolbar");
    this.element.setAttribute("aria-label", "Model");
    this.element.append(this.file, this.title, this.status, this.totals, make("div", "spacer"), tools);
  }

  /** Where the files menu and the sharing open. */
  boxOf(button: "file" | "share" | "undo" | "help"): DOMRect {
    return this[button].getBoundingClientRect();
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
    if (data.past.length > 1) setAttribute(this.undo, "title", `Undo ${data.undo}\nRight click: several steps\n\n${data.past.map((step) => `· ${step}`).join("\n")}`);
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

  private tool(id: string, iconName: string): HTMLButtonElement {
    const { title, keys } = action(id);
    const button = iconButton(id, iconName, keys.length ? `${title} (${spoken(keys[0]!)})` : title);
    button.addEventListener("click", () => this.events.run(id));
    return button;
  }

  private drawHistory(button: HTMLButtonElement, verb: string, what: string): void {
    button.disabled = !what;
    name(button, what ? `${verb} ${what}` : `Nothing to ${verb.toLowerCase()}`);
  }

  startTyping(): void {
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
