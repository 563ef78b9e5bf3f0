// Pointers on the picture: one drags, two pinch, a press without a move is a click.

const STILL = 4; // pixels that a hand may tremble
const LINE = 16; // pixels that a wheel means where it counts lines

export interface Gestures {
  drag: (dx: number, dy: number) => void;
  /** False where it leads nowhere, so that the page scrolls. */
  scroll: (dx: number, dy: number) => boolean;
  zoom: (factor: number, x: number, y: number) => void;
  click: (target: Element) => void;
}

interface Point {
  x: number;
  y: number;
}

/** Watches `area` and reports in its own pixels. */
export function watch(area: HTMLElement, gestures: Gestures): void {
  const down = new Map<number, Point>();
  let pressed: Element | null = null;
  let start: Point = { x: 0, y: 0 };

  const place = (event: MouseEvent): Point => {
    const box = area.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  area.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    down.set(event.pointerId, place(event));
    start = place(event);
    pressed = down.size === 1 && event.target instanceof Element ? event.target : null;
  });

  area.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    if (!event.buttons) return void down.delete(event.pointerId); // let go where it was not seen
    const now = place(event);
    if (pressed && distance(start, now) <= STILL) return;
    if (pressed) area.setPointerCapture(event.pointerId);
    pressed = null;
    const [other] = [...down].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    if (other) {
      const factor = distance(other, now) / Math.max(distance(other, before), 1);
      gestures.zoom(factor, (other.x + now.x) / 2, (other.y + now.y) / 2);
    } else gestures.drag(now.x - before.x, now.y - before.y);
    down.set(event.pointerId, now);
  });

  const lift = (event: PointerEvent): void => {
    if (down.delete(event.pointerId) && pressed && event.type === "pointerup") gestures.click(pressed);
    pressed = null;
  };
  area.addEventListener("pointerup", lift);
  area.addEventListener("pointercancel", lift);
  area.addEventListener("lostpointercapture", (event) => {
    if (event.target === area) lift(event); // a finger's first target loses it as soon as the area takes it
  });

  // Zooming wants a modifier: a plain wheel scrolls, as anywhere. A trackpad's pinch comes as ctrl + wheel.
  area.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) {
        const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
        if (gestures.scroll(event.deltaX * unit, event.deltaY * unit)) event.preventDefault();
        return;
      }
      event.preventDefault();
      const { x, y } = place(event);
      gestures.zoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) * 0.006), x, y);
    },
    { passive: false },
  );
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
