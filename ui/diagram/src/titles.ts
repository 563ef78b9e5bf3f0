// Titles of frames, moved out of the way of arrows: Graphviz lets these run through them.

import { bounds, crossing, line } from "./shapes";

const ABOVE = 10; // points from a line of text to the top of its letters
const BELOW = 4;
const GAP = 5;
const EDGE = 8; // points that stay free at a frame's right, where its sign is
const LETTER = 0.58; // of the size, that the last text is wide a letter; of the others Graphviz tells where the next starts

interface Item {
  text: Element;
  x: number;
  width: number;
}

/** Moves each part of a title to where no arrow crosses it, as far left as it can be. */
export function clearTitles(svg: SVGSVGElement): void {
  const lines = [...svg.querySelectorAll(".edge > path")].map(line);
  for (const frame of svg.querySelectorAll(".cluster")) {
    const box = bounds(frame);
    if (!box) continue;
    for (const [y, items] of rows(frame)) {
      const taken = lines
        .map((points) => crossing(points, y - ABOVE, y + BELOW))
        .filter((found): found is [number, number] => found !== null && found[1] > box.left && found[0] < box.right);
      place(items, taken, box.right - EDGE);
    }
  }
}

function rows(frame: Element): Map<number, Item[]> {
  const found = new Map<number, Item[]>();
  const texts = [...frame.querySelectorAll(":scope > text")];
  texts.forEach((text, at) => {
    if (!text.textContent?.trim()) return;
    const [x, y] = [Number(text.getAttribute("x")), Number(text.getAttribute("y"))];
    const next = texts[at + 1];
    const told = next?.getAttribute("y") === text.getAttribute("y") ? Number(next.getAttribute("x")) - x : 0;
    const width = told || text.textContent.length * LETTER * Number(text.getAttribute("font-size"));
    found.set(y, [...(found.get(y) ?? []), { text, x, width }]);
  });
  return found;
}

function place(items: Item[], taken: [number, number][], end: number): void {
  let from = items[0]?.x ?? 0;
  for (const { text, width } of items) {
    const x = free(from, width, taken);
    const fits = x + width <= end;
    if (fits) text.setAttribute("x", String(x));
    from = (fits ? x : from) + width + GAP;
  }
}

function free(from: number, width: number, taken: [number, number][]): number {
  const hit = taken.find(([left, right]) => left - GAP < from + width && right + GAP > from);
  return hit ? free(hit[1] + GAP, width, taken) : from;
}
