// Lines of wires: right angles with round corners, and the small arrow at their end.

export type Point = readonly [x: number, y: number];

const BEND = 7;
const TIP = 4;

/** A line through the points; each corner is rounded as far as its two legs allow. */
export function rounded(points: readonly Point[]): string {
  const parts = [`M${at(points[0]!)}`];
  for (let index = 1; index < points.length - 1; index += 1) {
    const [before, corner, after] = [points[index - 1]!, points[index]!, points[index + 1]!];
    const bend = Math.min(BEND, distance(before, corner) / 2, distance(corner, after) / 2);
    parts.push(`L${at(towards(corner, before, bend))}Q${at(corner)} ${at(towards(corner, after, bend))}`);
  }
  return `${parts.join("")}L${at(points.at(-1)!)}`;
}

/** A filled arrow that ends at a point, to the right or downwards. */
export function tip([x, y]: Point, down: boolean): string {
  const back: [Point, Point] = down ? [[x - TIP, y - TIP - 2], [x + TIP, y - TIP - 2]] : [[x - TIP - 2, y - TIP], [x - TIP - 2, y + TIP]];
  return `M${at(back[0])}L${at([x, y])}L${at(back[1])}Z`;
}

function towards([x, y]: Point, [toX, toY]: Point, length: number): Point {
  const whole = distance([x, y], [toX, toY]) || 1;
  return [x + ((toX - x) * length) / whole, y + ((toY - y) * length) / whole];
}

function distance([x, y]: Point, [otherX, otherY]: Point): number {
  return Math.hypot(otherX - x, otherY - y);
}

function at([x, y]: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
