// How a kind looks in the palette: its row in its family, and the chip for it among the favourites and recent ones.

import { make, name, setAttribute } from "./dom";
import { icon } from "./icons";
import type { Family, Kind } from "./types";

/** A kind as it stands in the palette, once in its family and perhaps again as a chip. */
export interface Entry {
  kind: Kind;
  family: Family;
  /** What is dragged, focused and previewed. */
  button: HTMLButtonElement;
  row: HTMLElement;
  section: HTMLElement;
}

export function makeBrick(kind: Kind, family: Family, section: HTMLElement): Entry {
  const button = face("brick", kind, family);
  button.dataset.palette = kind.kind;
  button.append(make("span", "brick-hint", kind.hint));
  const star = aside("star", "star", "");
  const plus = aside("plus", "plus", `Add ${kind.kind}`);
  const row = make("div", "brick-row", "", button, star, plus);
  section.append(row);
  return { kind, family, row, button, section };
}

/** A copy of a kind on a shelf: it is dragged and pressed like the kind itself. */
export function makeChip(kind: Kind, family: Family, section: HTMLElement): Entry {
  const button = face("kind-chip", kind, family);
  button.dataset.shelf = kind.kind;
  section.append(button);
  return { kind, family, button, row: button, section };
}

/** Whether a kind is a favourite shows on its star, and in words. */
export function drawStar({ row, kind, button }: Entry, favourite: boolean): void {
  const star = row.querySelector<HTMLElement>(".star");
  if (!star) return;
  setAttribute(star, "aria-pressed", String(favourite));
  name(star, favourite ? `Take ${kind.kind} off the favourites (*)` : `Make ${kind.kind} a favourite (*)`);
  setAttribute(button, "aria-description", favourite ? "a favourite" : null);
}

function face(className: string, kind: Kind, family: Family): HTMLButtonElement {
  const button = make("button", className, "", make("span", "sign", "", icon(kind.kind, family.family)), make("span", "kind", kind.kind));
  button.type = "button";
  button.tabIndex = -1;
  button.style.setProperty("--h", String(kind.hue ?? family.hue));
  setAttribute(button, "aria-keyshortcuts", "*");
  return button;
}

/** A small button beside a kind. The keyboard has a key for what it does. */
function aside(className: string, iconName: string, label: string): HTMLButtonElement {
  const button = make("button", className, "", icon(iconName));
  button.type = "button";
  button.tabIndex = -1;
  if (label) setAttribute(button, "aria-label", label);
  return button;
}
