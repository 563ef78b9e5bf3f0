// The small + and − on what unfolds and folds, at the right edge of its outline.

import { draw } from "./elements";
import { bounds } from "./shapes";

const RADIUS = 6.5; // points
const REACH = 13; // of a finger or an unsteady mouse
const TITLE = 15; // from a frame's upper edge to the middle of its title

export function sign(group: SVGGElement, unfolded: boolean): void {
  const box = bounds(group);
  if (!box) return;
  const y = unfolded ? box.top + TITLE : (box.top + box.bottom) / 2;
  const mark = draw("g", { class: "sign", transform: `translate(${box.right} ${y})` });
  mark.append(
    draw("circle", { r: REACH, class: "reach" }),
    draw("circle", { r: RADIUS, class: "disc" }),
    draw("path", { d: unfolded ? "M-3 0H3" : "M-3 0H3M0 -3V3" }),
  );
  group.append(mark);
}
