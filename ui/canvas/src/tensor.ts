// A shape as a picture: a bar for features, a sheet for a sequence, a box for an image with channels. Sizes grow
// with the square root, so that 3 and 2,048 both can be seen; the batch is left out.

import { picture } from "./svg";

const LONGEST = 260;
const LEAST = 6;

/** The picture of a shape such as `B×64×28×28`; null where it is not known. `largest` is drawn `longest`, in pixels. */
export function tensorPicture(shape: string, largest: number, longest = LONGEST): SVGSVGElement | null {
  const sizes = sizesOf(shape);
  if (!sizes) return null;
  const [width, height, depth] = extents(sizes.slice(1)).map((size) => Math.max(LEAST, longest * Math.sqrt(size / largest)));
  return box(width!, height!, depth! * 0.5);
}

/** The largest size in some shapes, apart from the batch; 1 for none. */
export function largestOf(shapes: string[]): number {
  return Math.max(1, ...shapes.flatMap((shape) => sizesOf(shape)?.slice(1) ?? []));
}

function sizesOf(shape: string): number[] | null {
  const first = shape.split(" ")[0]!;
  const sizes = first.split("×").map((part) => (/^\d+$/.test(part) ? Number(part) : /^\d*B$/.test(part) ? 1 : NaN));
  return first && sizes.every(Number.isFinite) ? sizes : null;
}

/** Width, height and depth, with 0 for what a shape does not have. */
function extents(sizes: number[]): [number, number, number] {
  if (sizes.length === 0) return [0, 0, 0];
  if (sizes.length === 1) return [sizes[0]!, 0, 0];
  if (sizes.length === 2) return [sizes[1]!, sizes[0]!, 0];
  return [sizes.at(-1)!, sizes.at(-2)!, sizes.slice(0, -2).reduce((product, size) => product * size, 1)];
}

function box(width: number, height: number, depth: number): SVGSVGElement {
  const slant = depth * 0.7;
  const size = [width + slant + 4, height + slant + 4] as const;
  const drawn = picture("tensor", `-2 -2 ${size.join(" ")}`, [
    ["front", `M0 ${slant}h${width}v${height}h${-width}z`],
    ["top", `M0 ${slant}l${slant} ${-slant}h${width}l${-slant} ${slant}z`],
    ["side", `M${width} ${slant}l${slant} ${-slant}v${height}l${-slant} ${slant}z`],
  ]);
  drawn.setAttribute("width", String(size[0]));
  drawn.setAttribute("height", String(size[1]));
  return drawn;
}
