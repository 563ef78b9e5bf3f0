// Where the things of Graphviz's SVG stand, read off its numbers: it writes absolute coordinates only.

export interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

type Point = [x: number, y: number];

const SAMPLES = 24; // points of a curve: closer to each other than letters are high

/** The bounds of a node or frame, by the outermost of its own outlines. */
export function bounds(group: Element): Bounds | null {
  const found: Bounds[] = [];
  for (const outline of group.querySelectorAll(":scope > :is(path, polygon, ellipse)")) {
    if (outline.localName === "ellipse") {
      const [x = 0, y = 0, width = 0, height = 0] = ["cx", "cy", "rx", "ry"].map((name) => Number(outline.getAttribute(name)));
      found.push({ left: x - width, top: y - height, right: x + width, bottom: y + height });
    } else {
      const points = pointsOf(outline.getAttribute("d") ?? outline.getAttribute("points") ?? "");
      const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
      found.push({ left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) });
    }
  }
  return found.sort((one, other) => other.right - one.right)[0] ?? null;
}

/** A curve as points that are close to each other. */
export function line(curve: Element): Point[] {
  const points = pointsOf(curve.getAttribute("d") ?? "");
  const found: Point[] = [];
  for (let at = 0; at + 3 < points.length; at += 3) {
    const [a, b, c, d] = points.slice(at, at + 4) as [Point, Point, Point, Point];
    for (let step = 0; step <= SAMPLES; step += 1) found.push(bezier(a, b, c, d, step / SAMPLES));
  }
  return found;
}

/** From where to where a line goes sideways while it is between two heights, or null where it is not there. */
export function crossing(points: Point[], top: number, bottom: number): [number, number] | null {
  const inside = points.filter(([, y], at) => {
    const next = points[at + 1]?.[1] ?? y;
    return Math.max(y, next) >= top && Math.min(y, next) <= bottom;
  });
  const xs = inside.map(([x]) => x);
  return xs.length ? [Math.min(...xs), Math.max(...xs)] : null;
}

function pointsOf(text: string): Point[] {
  const numbers = (text.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  return Array.from({ length: numbers.length >> 1 }, (_, at) => [numbers[2 * at] ?? 0, numbers[2 * at + 1] ?? 0]);
}

function bezier(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const s = 1 - t;
  const [p, q, r, u] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return [p * a[0] + q * b[0] + r * c[0] + u * d[0], p * a[1] + q * b[1] + r * c[1] + u * d[1]];
}
