// The row of controls above the picture.

import { button, draw, make } from "./elements";

export interface Actions {
  depth: (chosen: string) => void;
  zoomOut: () => void;
  zoomIn: () => void;
  fit: () => void;
  svg: () => void;
  png: () => void;
  dot: () => void;
  full: () => void;
}

export class Toolbar {
  readonly element = make("div", "toolbar");
  private readonly depths = make("select");
  private readonly full: HTMLButtonElement;

  constructor(actions: Actions) {
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", "Diagram view");
    this.depths.setAttribute("aria-label", "Depth of the diagram");
    this.depths.title = "How many levels are unfolded";
    this.depths.addEventListener("change", () => actions.depth(this.depths.value));
    this.full = button(arrows(), "Full window (F)", actions.full);
    const look = make("div", "some");
    look.append(
      this.depths,
      button("−", "Zoom out (−)", actions.zoomOut),
      button("+", "Zoom in (+)", actions.zoomIn),
      button("Fit", "Fit: show the whole diagram (0)", actions.fit),
    );
    const keep = make("div", "some");
    keep.append(
      button("SVG", "Save as SVG", actions.svg),
      button("PNG", "Save as PNG", actions.png),
      button("DOT", "Save as DOT, Graphviz's own text", actions.dot),
      this.full,
    );
    this.element.append(look, keep);
  }

  show(depths: string[], depth: string): void {
    if (this.depths.options.length !== depths.length) this.depths.replaceChildren(...depths.map((each) => new Option(each)));
    this.depths.value = depth;
  }

  showFull(is: boolean): void {
    const label = is ? "Back to the page (Esc)" : "Full window (F)";
    this.full.title = label;
    this.full.setAttribute("aria-label", label);
    this.full.setAttribute("aria-pressed", String(is));
    this.full.focus();
  }
}

/** Two arrows that point to opposite corners. */
function arrows(): Element {
  const icon = draw("svg", { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" });
  icon.append(draw("path", { d: "M9.5 2.5h4v4M13.5 2.5 9 7M6.5 13.5h-4v-4M2.5 13.5 7 9" }));
  return icon;
}
