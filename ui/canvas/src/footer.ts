// The line below the blocks: where the selected one is, how deep the model is unfolded, how large it is drawn.

import { action } from "./actions";
import { iconButton, make, name, setAttribute, setText } from "./dom";
import { spoken } from "./keys";
import { Trail } from "./trail";
import type { View } from "./view";

const DEPTHS = [["fold-all", "1", 1], ["depth-2", "2", 2], ["depth-3", "3", 3], ["unfold-all", "All", Infinity]] as const;

export interface FooterEvents {
  /** To a block, or with null to the model itself. */
  go(block: number | null): void;
  /** Does the action with this id. */
  run(action: string): void;
}

export class Footer {
  readonly element = make("div", "footer");
  private trail: Trail;
  private depths: HTMLButtonElement[];
  private level = make("button", "zoom-level", "100 %");

  constructor(private events: FooterEvents) {
    this.trail = new Trail(events.go);
    this.depths = DEPTHS.map(([id, text]) => this.button(make("button", "depth", text), id));
    const depth = make("div", "depths", "", make("span", "footer-label", "Depth"), ...this.depths);
    depth.setAttribute("role", "group");
    depth.setAttribute("aria-label", "Unfold to depth");
    const [out, into, fit] = [["zoom-out", "minus"], ["zoom-in", "plus"], ["zoom-fit", "fit"]].map(([id, sign]) => this.button(iconButton(id!, sign!, ""), id!));
    this.button(this.level, "zoom-reset");
    const zoom = make("div", "zooms", "", out!, this.level, into!, fit!);
    zoom.setAttribute("role", "group");
    zoom.setAttribute("aria-label", "Zoom");
    this.element.append(this.trail.element, depth, zoom);
  }

  draw(view: View, title: string, marked: readonly number[]): void {
    this.trail.draw(view, title || "Untitled", marked);
    const depth = depthOf(view);
    this.depths.forEach((button, index) => setAttribute(button, "aria-pressed", String(depth === DEPTHS[index]![2])));
  }

  zoomed(level: number): void {
    const text = `${Math.round(level * 100)} %`;
    setText(this.level, text);
    setAttribute(this.level, "aria-label", `Zoom ${text}, back to 100 %`);
  }

  private button(button: HTMLButtonElement, id: string): HTMLButtonElement {
    const { title, keys } = action(id);
    button.type = "button";
    button.dataset.action = id;
    // Its name holds what stands on it, so that it can be called by that.
    const shown = button.textContent ?? "";
    const label = title.toLowerCase().includes(shown.toLowerCase()) ? title : `${shown}: ${title}`;
    name(button, keys.length ? `${label} (${spoken(keys[0]!)})` : label);
    button.addEventListener("click", () => this.events.run(id));
    return button;
  }
}

/** The depth to which the model is unfolded, Infinity where nothing is folded, null where it is neither. */
function depthOf(view: View): number | null {
  let [deepest, folded] = [0, Infinity];
  const levels = new Map([[view.root.id, 0]]);
  for (const { block, parent } of view.places.values()) {
    if (!parent) continue;
    const level = levels.get(parent.id)! + (block.slot ? 0 : 1);
    levels.set(block.id, level);
    if (!block.holds || block.slot) continue;
    if (block.folded) folded = Math.min(folded, level);
    else if (block.children.length) deepest = Math.max(deepest, level);
  }
  return folded === Infinity || deepest < folded ? folded : null;
}
