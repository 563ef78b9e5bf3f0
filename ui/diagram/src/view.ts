// Which part of a picture is seen: plain numbers, no document.

export interface Size {
  width: number;
  height: number;
}

/** The picture's point at the window's upper left corner, and pixels a unit. */
export interface View {
  x: number;
  y: number;
  scale: number;
}

export interface Box extends Size {
  x: number;
  y: number;
}

const NATURAL = 4 / 3; // pixels a point
const LEGIBLE = 0.92; // pixels a point at which the small text is still read
const LEAST_WIDE = 0.75; // pixels a point of a picture that is wide: its branches are seen side by side
const COMFORTABLE = 1.1; // pixels a point of a picture that is too tall: more of it is seen than at its natural size
const LEAST = 0.05;
const MOST = 8;

/** At first: everything if it can be read so, else its width from the top, no smaller than can be read. */
export function first(picture: Size, window: Size): View {
  const all = Math.min(scaleOf(picture, window), NATURAL);
  if (all >= LEGIBLE) return centred(picture, window, all);
  const scale = Math.min(Math.max(window.width / picture.width, LEAST_WIDE), COMFORTABLE);
  return { ...centred(picture, window, scale), y: 0 };
}

export function whole(picture: Size, window: Size): View {
  return centred(picture, window, Math.min(scaleOf(picture, window), NATURAL));
}

/** Zoomed by a factor around a point of the window. */
export function zoomed(view: View, factor: number, at: { x: number; y: number }): View {
  const scale = Math.min(Math.max(view.scale * factor, LEAST), MOST);
  const change = 1 / view.scale - 1 / scale;
  return { x: view.x + at.x * change, y: view.y + at.y * change, scale };
}

/** Moved by pixels, no further than the picture goes; null where that is nowhere. */
export function scrolled(view: View, by: { x: number; y: number }, picture: Size, window: Size): View | null {
  const x = along(view.x, by.x / view.scale, picture.width - window.width / view.scale);
  const y = along(view.y, by.y / view.scale, picture.height - window.height / view.scale);
  return x === view.x && y === view.y ? null : { x, y, scale: view.scale };
}

/** Moved so that some of the picture stays in the window. */
export function kept(view: View, picture: Size, window: Size): View {
  const width = window.width / view.scale;
  const height = window.height / view.scale;
  return {
    x: between(view.x, -0.8 * width, picture.width - 0.2 * width),
    y: between(view.y, -0.8 * height, picture.height - 0.2 * height),
    scale: view.scale,
  };
}

/** Moved as little as shows a part; its upper left corner when it is larger than the window. */
export function revealing(view: View, part: Box, window: Size): View {
  const edge = 12 / view.scale;
  const x = shift(view.x, window.width / view.scale, part.x - edge, part.width + 2 * edge);
  const y = shift(view.y, window.height / view.scale, part.y - edge, part.height + 2 * edge);
  return { x, y, scale: view.scale };
}

export function isClose(before: Size, after: Size): boolean {
  return near(before.width, after.width) && near(before.height, after.height);
}

function along(start: number, by: number, most: number): number {
  return between(start + by, Math.min(start, 0), Math.max(start, most));
}

function near(before: number, after: number): boolean {
  return Math.abs(after - before) <= 0.25 * before;
}

function shift(start: number, extent: number, from: number, length: number): number {
  if (length > extent || from < start) return from;
  return Math.max(start, from + length - extent);
}

function scaleOf(picture: Size, window: Size): number {
  return Math.max(Math.min(window.width / picture.width, window.height / picture.height), LEAST);
}

function centred(picture: Size, window: Size, scale: number): View {
  return {
    x: (picture.width - window.width / scale) / 2,
    y: (picture.height - window.height / scale) / 2,
    scale,
  };
}

function between(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, Math.min(low, high)), Math.max(low, high));
}
