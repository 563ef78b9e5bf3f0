// The menu of one block: what the list of actions has for it, with the keys.

import { type Action, type ActionHost, ACTIONS } from "./actions";
import { titleOf } from "./card";
import { closest } from "./dom";
import { spoken } from "./keys";
import type { Choice, Popover } from "./menu";
import type { Sheet } from "./render";
import { isProvisional } from "./types";
import type { Place } from "./view";

/** What is wanted most comes first. */
const ORDER = ["Change", "Put around", "Look", "Walk", "Model"] as const;

export interface ContextHost extends ActionHost {
  readonly sheet: Sheet;
}

/** Where an action needs more than a block. Each "Wrap in" has a menu of its own. */
const FITS: Record<string, (place: Place) => boolean> = {
  up: ({ index }) => index > 0,
  down: ({ index, parent }) => index < parent!.children.length - 1,
  in: ({ index, parent }) => parent!.children[index - 1]?.holds === true,
  out: ({ level }) => level > 1,
  takes: ({ parent }) => parent!.kind === "Graph",
  unwrap: ({ block }) => block.holds,
  fold: ({ block }) => block.holds,
};

export class ContextMenu {
  constructor(private host: ContextHost, private popover: Popover, root: HTMLElement) {
    root.addEventListener("contextmenu", (event) => this.asked(event));
  }

  /** Below a block's line, or where the pointer is. */
  open(id: number, at: DOMRect | null = null): void {
    const { host } = this;
    const place = host.view.places.get(id);
    const item = host.sheet.items.get(id);
    if (!place?.parent || !item || place.block.slot || isProvisional(id)) return;
    if (!host.choosing.with(id).includes(host.view.selected ?? NaN)) host.choosing.choose(id);
    const several = host.choosing.with(id).length;
    const head = item.head.getBoundingClientRect();
    this.popover.menu(at ?? new DOMRect(head.left + 8, head.bottom, 0, 0), several > 1 ? `${several} blocks` : titleOf(place.block), this.choices(place), () => host.focus(id));
  }

  /** A finger that rests lifts the block instead. Over a menu of ours the browser's own has nothing to say. */
  private asked(event: MouseEvent): void {
    if (closest(event, ".menu")) return event.preventDefault();
    const item = closest(event, ".item:not(.slot)");
    if (!item || closest(event, "input") || (event as PointerEvent).pointerType === "touch") return;
    event.preventDefault();
    this.open(Number(item.dataset.block), new DOMRect(event.clientX, event.clientY, 0, 0));
  }

  private choices(place: Place): Choice[] {
    const fitting = ACTIONS.filter((action) => action.block && !action.quiet && !action.id.startsWith("wrap-") && (FITS[action.id]?.(place) ?? true));
    return ORDER.flatMap((group) => fitting.filter((action) => action.group === group).map((action) => this.choice(action, place.block.id)));
  }

  private choice({ title, short, group, keys, run }: Action, id: number): Choice {
    return { text: short ?? title, hint: keys[0] ? spoken(keys[0]) : "", group, run: () => run(this.host, id) };
  }
}
