// A line for the first visit, below the canvas. It goes for good once it was followed or put away.

import { make, textButton, whereLayersAre } from "./dom";

const KEY = "blockyard/hint";

export class Hint {
  readonly element = make("div", "coach");

  constructor(done: () => void) {
    const text = make("span", "coach-text");
    text.append("Drag a layer ", ...whereLayersAre(), " to where it belongs, or press its +. Shapes show at once; a filled one changed there.");
    this.element.append(text, textButton("plain", "Got it", () => {
      this.put();
      done();
    }));
    this.element.hidden = true;
    this.element.setAttribute("role", "note");
  }

  /** Shows it, unless the person was here before. */
  greet(): void {
    try {
      this.element.hidden = localStorage.getItem(KEY) !== null;
    } catch {
      // Without storage it would come again at every visit: then rather never.
    }
  }

  /** Puts it away, for good. */
  put(): void {
    if (this.element.hidden) return;
    this.element.hidden = true;
    localStorage.setItem(KEY, "seen");
  }
}
