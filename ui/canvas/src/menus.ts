// The menus of the canvas: what they offer, and where they open.

import { ACTIONS } from "./actions";
import type { Choosing } from "./choosing";
import { type Commands, WRAPPERS } from "./commands";
import type { Choice, Popover } from "./menu";
import type { Sheet } from "./render";
import type { Data } from "./types";
import type { View } from "./view";

/** What the menus need of the editor. */
export interface MenusHost {
  readonly view: View;
  readonly model: Data;
  readonly commands: Commands;
  readonly choosing: Choosing;
  readonly sheet: Sheet;
  readonly popover: Popover;
  focus(id: number): void;
  announce(text: string): void;
  step(op: "undo", steps: number): void;
  boxOf(button: "undo" | "help"): DOMRect;
  /** Gives the keyboard back to where it was. */
  back(): () => void;
}

export class Menus {
  constructor(private host: MenusHost) {}

  /** What a block, or all that is marked with it, can be wrapped in: below its button, or where `box` is. */
  wrap(id: number, box: DOMRect | null = null): void {
    const { view, sheet, commands, choosing, popover } = this.host;
    const place = view.places.get(id);
    const head = sheet.items.get(id)?.head;
    if (!place || !head || place.block.slot) return;
    const choices = WRAPPERS.map((kind) => ({ text: kind, hint: "", icon: kind, run: () => commands.wrap(id, kind) }) as const);
    const unwrap = { text: "Unwrap", hint: "u", icon: "unwrap", run: () => commands.unwrap(id) };
    const anchor = box ?? (head.querySelector("[data-action=wrap]") ?? head).getBoundingClientRect();
    const alone = choosing.with(id).length === 1;
    popover.menu(anchor, "Wrap in", place.block.holds && alone ? [...choices, unwrap] : choices, () => this.host.focus(id));
  }

  /** A menu at a block's card, or at the end of the model. */
  offer(block: number, label: string, choices: Choice[]): void {
    const { sheet, popover } = this.host;
    const element = sheet.items.get(block)?.head ?? sheet.find(block)?.querySelector(".terminal");
    if (element) popover.menu(element.getBoundingClientRect(), label, choices, () => this.host.focus(block));
  }

  /** The last steps by name: choosing one takes back all that came after it, and itself. */
  history(): void {
    const { model, popover } = this.host;
    const choices = model.past.map((text, nth) => ({ text, hint: nth ? `${nth + 1} steps` : "", icon: "undo", run: () => this.host.step("undo", nth + 1) }));
    if (!choices.length) return this.host.announce("There is nothing to undo");
    popover.menu(this.host.boxOf("undo"), "Go back to before", choices, this.host.back());
  }

  /** The list of shortcuts. */
  help(): void {
    this.host.popover.shortcuts(this.host.boxOf("help"), ACTIONS, this.host.back());
  }
}
