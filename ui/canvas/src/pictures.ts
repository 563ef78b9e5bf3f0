// Small pictures for the palette's previews: tensors as what they look like, the graph of a function, and how a
// structure leads what flows through it.

import { make } from "./dom";
import { picture } from "./svg";
import { largestOf, tensorPicture } from "./tensor";

/** How long the longest side of an example is drawn. */
const LONGEST = 44;

/** What is taken and what is given, each tensor drawn above its shape. */
export function flow(takes: readonly string[], gives: readonly string[]): HTMLElement {
  const arrow = make("span", "sample-arrow", "→");
  const largest = largestOf([...takes, ...gives]);
  const draw = (text: string) => tensor(text, largest);
  return make("div", "sample", "", ...takes.map(draw), ...(takes.length ? [arrow] : []), ...gives.map(draw));
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

function tensor(text: string, largest: number): HTMLElement {
  const [shape = "", dtype = ""] = text.split(" ");
  const drawn = tensorPicture(shape, largest, LONGEST);
  const type = dtype ? [make("span", "sample-type", dtype)] : [];
  return make("span", "sample-tensor", "", make("span", "sample-picture", "", ...(drawn ? [drawn] : [])), make("span", "sample-shape", shape), ...type);
}

function box(x: number, y: number, w: number, h: number): string {
  return `M${x} ${y}h${w}v${h}h${-w}z`;
}

function drawing(className: string, width: number, height: number, paths: Parameters<typeof picture>[2]): SVGElement {
  return picture(`picture ${className}`, `0 0 ${width} ${height}`, paths);
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
