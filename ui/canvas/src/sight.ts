// Scrolling the canvas until a block is in sight; and the page, where a person went there and the window is small.

const COMFORT = 24;

/** Shows the head of a block. */
export function bring(element: HTMLElement, scroller: HTMLElement): void {
  // What was out of sight has its real height only now that it is drawn.
  if (step(element, scroller)) requestAnimationFrame(() => step(element, scroller));
}

/** Scrolls the page around the canvas as far as the head of a block is out of the window. */
export function bringPage(element: HTMLElement): void {
  const head = headOf(element);
  const box = head.getBoundingClientRect();
  if (box.top < 0 || box.bottom > innerHeight) head.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function headOf(element: HTMLElement): Element {
  return element.querySelector(":scope > .card > .head") ?? element;
}

/** Draws what may become wider or narrower, around the wire in its middle, and leaves that where it is. */
export function steady(scroller: HTMLElement, width: () => number, draw: () => void): void {
  const before = width();
  draw();
  const after = width();
  if (before === after) return;
  const room = scroller.clientWidth;
  scroller.scrollLeft += (Math.max(after, room) - Math.max(before, room)) / 2;
}

/** Scrolls once; true when that changed anything. */
function step(element: HTMLElement, scroller: HTMLElement): boolean {
  const [top, left] = [scroller.scrollTop, scroller.scrollLeft];
  const frame = scroller.getBoundingClientRect();
  const box = headOf(element).getBoundingClientRect();
  if (box.top < frame.top + COMFORT) scroller.scrollTop -= frame.top + COMFORT * 2 - box.top;
  else if (box.bottom > frame.bottom - COMFORT) scroller.scrollTop += box.bottom - frame.bottom + COMFORT * 3;
  if (box.left < frame.left) scroller.scrollLeft -= frame.left + COMFORT - box.left;
  else if (box.right > frame.right) scroller.scrollLeft += Math.min(box.right - frame.right, box.left - frame.left) + COMFORT;
  return scroller.scrollTop !== top || scroller.scrollLeft !== left;
}
