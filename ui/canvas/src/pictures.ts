// Small pictures for the palette's previews: tensors as what they look like, the graph of a function, and how a
// structure leads what flows through it.

import { make } from "./dom";

const SPACE = "http://www.w3.org/2000/svg";

/** A number along the way, as a length: each doubling adds as much, up to what fits. */
const length = (extent: number) => Math.min(46, 8 + 7 * Math.log2(Math.max(1, extent)));

/** What is taken and what is given, each tensor drawn above its shape. */
export function flow(takes: readonly string[], gives: readonly string[]): HTMLElement {
  const arrow = make("span", "flow-arrow", "→");
  return make("div", "flow", "", ...takes.map(tensor), ...(takes.length ? [arrow] : []), ...gives.map(tensor));
}

/** `values` at x from -4 to 4, in equal steps. */
export function curve(values: readonly number[]): SVGElement {
  const [low, high] = [Math.min(-1, ...values), Math.max(1, ...values)];
  const x = (index: number) => 4 + (152 * index) / (values.length - 1);
  const y = (value: number) => 4 + (72 * (high - value)) / (high - low);
  const points = values.map((value, index) => `${x(index).toFixed(1)} ${y(value).toFixed(1)}`).join("L");
  return drawing("curve", 160, 80, [["axis", `M4 ${y(0)}H156M80 4V76`], ["graph", `M${points}`]]);
}

/** How a structure works; nothing for any other kind. */
export function structure(kind: string): SVGElement | null {
  const path = STRUCTURES[kind];
  return path ? drawing("structure", 160, 96, [["wires", path[0]], ["boxes", path[1]]]) : null;
}

function tensor(text: string): HTMLElement {
  const [shape = "", dtype] = text.split(" ");
  // The batch is the same in all and would only hide what differs.
  const extents = shape.split("×").filter((extent) => !extent.endsWith("B")).map(Number).filter(Number.isFinite);
  const words = make("span", "flow-shape", shape);
  return make("span", "flow-tensor", "", drawing("tensor", 56, 56, [["boxes", outline(extents)]]), words, ...(dtype ? [make("span", "flow-type", dtype)] : []));
}

/** One extent is a bar, two a sheet, three a stack of sheets (channels), four a stack of cubes. */
function outline(extents: readonly number[]): string {
  const [width = 1, height = 1, count = 1, depth = 1] = extents.length < 3 ? [...extents].reverse() : [extents.at(-1), extents.at(-2), extents[0], extents.length > 3 ? extents.at(-3) : 1];
  const sheets = Math.min(7, 1 + Math.round(Math.log2(Math.max(1, count))));
  const scale = sheets > 1 || depth > 1 ? 0.8 : 1;
  const [w, h, d] = [length(width) * scale, (extents.length < 2 ? 8 : length(height)) * scale, depth > 1 ? length(depth) * 0.25 : 0];
  const step = 2.6;
  const [left, top] = [(56 - w - d - step * (sheets - 1)) / 2, (56 - h - d - step * (sheets - 1)) / 2];
  // The nearest sheet is the last, so that it covers the others.
  return Array.from({ length: sheets }, (_, index) => box(left + step * (sheets - 1 - index), top + d + step * index, w, h) + edges(left + step * (sheets - 1 - index), top + d + step * index, w, h, d)).join("");
}

/** The sides of a cube behind its front. */
function edges(x: number, y: number, w: number, h: number, d: number): string {
  if (!d) return "";
  return `M${x} ${y}l${d} ${-d}h${w}l${-d} ${d}zM${x + w} ${y}l${d} ${-d}v${h}l${-d} ${d}z`;
}

function box(x: number, y: number, w: number, h: number): string {
  return `M${x} ${y}h${w}v${h}h${-w}z`;
}

function drawing(className: string, width: number, height: number, paths: readonly (readonly [className: string, path: string])[]): SVGElement {
  const picture = document.createElementNS(SPACE, "svg");
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.setAttribute("class", `picture ${className}`);
  picture.setAttribute("aria-hidden", "true");
  for (const [name, path] of paths) {
    const line = document.createElementNS(SPACE, "path");
    line.setAttribute("class", name);
    line.setAttribute("d", path);
    picture.append(line);
  }
  return picture;
}

const block = (x: number, y: number, width = 48) => box(x - width / 2, y - 8, width, 16);

/** Of each structure: its wires, and its boxes on top of them. What flows comes in at the top. */
const STRUCTURES: Record<string, readonly [wires: string, boxes: string]> = {
  Sequential: ["M80 2V94", block(80, 20) + block(80, 48) + block(80, 76)],
  Residual: ["M80 2V94M80 10h34a10 10 0 0 1 10 10v46a10 10 0 0 1 -10 10h-34", `${block(80, 30) + block(80, 54)}M80 68a8 8 0 1 1 0 16a8 8 0 1 1 0-16M76 76h8M80 72v8`],
  Parallel: ["M80 2V94M28 40V22q0-10 10-10h84q10 0 10 10V74q0 10-10 10H38q-10 0-10-10z", block(28, 48, 40) + block(80, 48, 40) + block(132, 48, 40)],
  Repeat: ["M80 2V94", `${block(90, 38) + block(85, 43) + block(80, 48)}M124 44l8 8M132 44l-8 8M138 42h7l-4 5q5 0 5 4t-8 2`],
  Graph: ["M80 2V94M80 8H46q-10 0-10 10V40q0 10 10 10H56M104 26h10q10 0 10 10V66q0 10-10 10h-10", block(80, 26) + block(80, 50) + block(80, 76)],
  Reuse: ["M40 2V94M120 2V94M64 48h4m4 0h4m4 0h4m4 0h4m4 0h4", block(40, 48) + block(120, 48)],
};
