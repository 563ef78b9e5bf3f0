// What the pointer does on the sheet, apart from dragging: it chooses, lights up and presses buttons.

import type { Links } from "./chips";
import type { Choosing } from "./choosing";
import type { Commands } from "./commands";
import { closest, isTyping } from "./dom";
import type { Load } from "./drag";
import type { Menus } from "./menus";
import type { Naming } from "./naming";
import type { Sheet } from "./render";
import { isProvisional } from "./types";
import { countInside, type View } from "./view";

export interface PointerHost {
  readonly view: View;
  readonly commands: Commands;
  readonly sheet: Sheet;
  readonly links: Links;
  /** Whether something is being dragged, or a wire drawn. */
  readonly busy: boolean;
  readonly choosing: Choosing;
  readonly menus: Menus;
  readonly naming: Naming;
  goToSource(id: number): void;
  focusMoved(id: number): void;
  addInput(): void;
}

export class Pointer {
  private hovered: HTMLElement | null = null;

  constructor(private host: PointerHost, scroller: HTMLElement) {
    scroller.addEventListener("click", (event) => this.click(event));
    scroller.addEventListener("dblclick", (event) => {
      if (closest(event, ".head") && !closest(event, "button, input")) host.naming.name(blockOf(event)!);
    });
    scroller.addEventListener("focusin", (event) => {
      this.light(event);
      const id = blockOf(event);
      if (id !== null) host.focusMoved(id);
    });
    scroller.addEventListener("focusout", () => host.links.clear());
    scroller.addEventListener("pointerover", (event) => {
      this.hover(closest(event, ".item:not(.slot)"));
      if (!host.busy) this.light(event);
    });
    scroller.addEventListener("pointerleave", () => {
      this.hover(null);
      host.links.clear();
    });
  }

  /** What a press on a block would carry away. */
  pick(event: Event): Load | null {
    const { view } = this.host;
    const element = closest(event, ".item:not(.slot)");
    const block = element && view.places.get(Number(element.dataset.block))?.block;
    if (!block || isProvisional(block.id)) return null;
    const blocks = this.host.choosing.with(block.id);
    const inside = countInside(block);
    const text = blocks.length > 1 ? `and ${blocks.length - 1} more` : inside ? `${inside} inside` : block.detail;
    return { block: block.id, blocks, kind: block.kind, text, family: block.family, hue: block.hue };
  }

  /** Only the innermost block under the pointer shows its buttons. */
  hover(element: HTMLElement | null): void {
    if (element === this.hovered) return;
    this.hovered?.classList.remove("hover");
    this.hovered = element;
    if (!element) return;
    element.classList.add("hover");
    this.host.sheet.items.get(Number(element.dataset.block))?.needActions();
  }

  /** Shows what belongs to the chip or block under the pointer, or to the one that has the focus. */
  private light(event: Event): void {
    const { links } = this.host;
    const chip = closest(event, "[data-source]");
    const block = closest(event, ".item:not(.slot), .input")?.dataset.block;
    if (chip) links.source(chip);
    else if (block !== undefined) links.takers(Number(block));
    else links.clear();
  }

  private click(event: MouseEvent): void {
    const { host } = this;
    if (isTyping(event) || closest(event, ".problem button")) return;
    const id = blockOf(event);
    const source = closest(event, "[data-source]")?.dataset.source;
    const action = closest(event, "[data-action]")?.dataset.action;
    if (source !== undefined) host.goToSource(Number(source));
    else if (action === "output") host.commands.select(host.view.root.id);
    else if (id !== null) this.clickBlock(id, action, event);
    else if (closest(event, ".sheet, .scroller")) host.choosing.chooseNothing();
  }

  private clickBlock(id: number, action: string | undefined, event: MouseEvent): void {
    const { host } = this;
    const folded = host.view.places.get(id)?.block.folded;
    if (action === "fold" || (folded && closest(event, ".empty"))) host.commands.fold(id, !folded);
    else if (action === "add-input") host.addInput();
    else if (action === "wrap") host.menus.wrap(id);
    else if (action === "duplicate") host.commands.duplicate(id);
    else if (action === "remove") host.commands.remove(id);
    else if (event.ctrlKey || event.metaKey) host.choosing.toggle(id);
    else if (!event.shiftKey || !host.choosing.reach(id)) host.choosing.choose(id);
  }
}

function blockOf(event: Event): number | null {
  const element = closest(event, "[data-block]:not(.within)");
  return element ? Number(element.dataset.block) : null;
}
