// The line where a block will land. It lights the shape of the wire that it lies on, and leaves it to be read.

import { make } from "./dom";
import type { Slot } from "./slots";

const AIR = 5;

export class LandingLine {
  private element = make("div", "landing");
  private lit: HTMLElement | null = null;

  /** Draws the line in the sheet, with a gap where a pill lies; the zone of an empty container lights up instead. */
  show({ line, vertical, zone }: Slot, pill: HTMLElement | null, sheet: HTMLElement): void {
    this.hide();
    zone?.classList.add("over");
    pill?.classList.add("aimed");
    this.lit = zone ?? pill;
    if (zone) return;
    const { left, top, right, bottom } = line;
    const { style } = this.element;
    this.element.classList.toggle("vertical", vertical);
    Object.assign(style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
    const [from, to] = pill ? gap(pill, sheet.getBoundingClientRect().left + left) : [0, 0];
    style.setProperty("--from", `${from}px`);
    style.setProperty("--to", `${to}px`);
    if (!this.element.isConnected) sheet.append(this.element);
    this.element.hidden = false;
  }

  hide(): void {
    this.lit?.classList.remove("over", "aimed");
    this.lit = null;
    this.element.hidden = true;
  }

  remove(): void {
    this.hide();
    this.element.remove();
  }
}

/** From where to where along a line, which begins at `start`, a pill lies. */
function gap(pill: HTMLElement, start: number): [number, number] {
  const { left, right } = pill.getBoundingClientRect();
  return [left - start - AIR, right - start + AIR];
}
