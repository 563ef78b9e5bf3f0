// What a block written as Python is made of: its modules as small cards that can only be read.

import { make, setText } from "./dom";
import { icon } from "./icons";
import type { Part } from "./types";

export class Parts {
  readonly element = make("div", "parts");
  private drawn = "";

  constructor() {
    this.element.hidden = true;
  }

  draw(parts: readonly Part[]): void {
    const drawn = JSON.stringify(parts);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.element.hidden = !parts.length;
    this.element.replaceChildren(...parts.map(makePart));
  }
}

function makePart({ path, kind, detail, params, depth }: Part): HTMLElement {
  const part = make("div", "part", "", make("span", "sign", "", icon(kind)), make("span", "kind", kind), make("span", "part-path", path), make("span", "detail", detail));
  const count = make("span", "params");
  setText(count, params);
  part.append(count);
  part.style.setProperty("--depth", String(depth));
  return part;
}
