// Where wires begin: a handle on each card of a Graph, a named tag for each of several outputs, and the
// Graph's own inputs. A wire is drawn by dragging from one of them.

import { arrange, make, setAttribute, setText } from "./dom";
import type { Out } from "./types";

export const PORT = "[data-port]";

/** A row of named ports: the outputs of a block, or the inputs of a Graph. */
export class Ports {
  readonly element: HTMLElement;
  private tags: HTMLElement[] = [];

  constructor(className: string) {
    this.element = make("div", `ports ${className}`);
    this.element.hidden = true;
    this.element.setAttribute("aria-hidden", "true");
  }

  draw(outs: readonly Out[]): void {
    this.element.hidden = !outs.length;
    while (this.tags.length < outs.length) this.tags.push(make("span", "port tag"));
    this.tags.length = outs.length;
    outs.forEach(({ text, name, hint }, index) => {
      const tag = this.tags[index]!;
      setText(tag, text);
      setAttribute(tag, "title", hint);
      tag.dataset.port = name;
    });
    arrange(this.element, this.tags);
  }

  at(place: number): HTMLElement | null {
    return this.element.hidden ? null : (this.tags[place] ?? null);
  }
}

/** The round handle of a block with one output. */
export function makeHandle(): HTMLElement {
  const handle = make("span", "port handle");
  handle.setAttribute("aria-hidden", "true");
  return handle;
}
