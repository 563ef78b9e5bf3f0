// What the pointer carries over the sheet: blocks, a band that marks, or a wire.

import { Band } from "./band";
import { Drag, type Load } from "./drag";
import type { Choosing } from "./choosing";
import type { Commands } from "./commands";
import type { Sheet } from "./render";
import { Geometry } from "./slots";
import { startOf, type Takes, takersOf } from "./takes";
import { around, contains, type View } from "./view";
import { Wiring } from "./wiring";

/** What carrying needs of the editor. */
export interface HandsHost {
  readonly view: View;
  readonly root: HTMLElement;
  readonly scroller: HTMLElement;
  readonly sheet: Sheet;
  readonly commands: Commands;
  readonly choosing: Choosing;
  readonly takes: Takes;
  /** Where a block that is dropped is thrown away. */
  readonly bin: HTMLElement;
  /** What a press would carry away. */
  pick(event: Event): Load | null;
  /** A drag begins: nothing is hovered any more. */
  lifted(): void;
}

export class Hands {
  private drag: Drag;
  private band: Band;
  private wiring: Wiring;
  /** The container that would take what is dragged. */
  private lit: HTMLElement | null = null;

  constructor(private host: HandsHost) {
    this.drag = this.makeDrag();
    this.band = this.makeBand();
    this.wiring = this.makeWiring();
  }

  get dragging(): boolean {
    return this.drag.dragging;
  }

  /** Whether something is being dragged, or a wire drawn. */
  get busy(): boolean {
    return this.drag.dragging || this.wiring.drawing;
  }

  /** To be called when the sheet was drawn. */
  refresh(): void {
    this.drag.refresh((block) => this.host.view.places.has(block));
    this.wiring.refresh();
  }

  stop(): void {
    this.drag.stop();
    this.band.stop();
    this.wiring.stop();
  }

  private makeDrag(): Drag {
    const { host } = this;
    const { root, scroller, sheet, commands } = host;
    return new Drag({
      root,
      scroller,
      sheet: sheet.element,
      pick: (event) => host.pick(event),
      geometry: ({ blocks, kind }) => new Geometry(host.view, sheet.items, sheet.element, sheet.column, blocks, kind),
      lift: (blocks, lifted) => {
        host.lifted();
        for (const block of blocks) sheet.find(block)?.classList.toggle("lifted", lifted);
      },
      target: (block) => this.light(block),
      unfold: (block) => commands.fold(block, false),
      refold: (blocks, landed) => {
        for (const block of blocks) if (landed === null || !contains(host.view, block, landed)) commands.fold(block, true);
      },
      drop: (load, slot, way) => commands.drop(load, slot, way),
      bin: host.bin,
      discard: (blocks) => commands.removeAll(blocks, false),
    });
  }

  private light(block: number | null): void {
    const { view, sheet } = this.host;
    const place = block === null ? undefined : view.places.get(block);
    const shown = place?.block.body ? around(view, place)!.id : block;
    const element = place?.parent ? sheet.find(shown) : null;
    if (element === this.lit) return;
    this.lit?.classList.remove("target");
    element?.classList.add("target");
    this.lit = element;
  }

  private makeBand(): Band {
    const { host } = this;
    return new Band({
      get view() {
        return host.view;
      },
      scroller: host.scroller,
      sheet: host.sheet.element,
      card: (id) => host.sheet.items.get(id)?.card,
      mark: (ids, done) => host.choosing.put(ids, done),
    });
  }

  private makeWiring(): Wiring {
    const { host } = this;
    return new Wiring({
      root: host.root,
      scroller: host.scroller,
      sheet: host.sheet.element,
      start: (port) => startOf(port, host.view),
      takers: (start) => takersOf(start, host.view, (id) => host.sheet.find(id)!),
      drop: (start, id, fits) => {
        if (fits) host.takes.connect(start.name, id!, start.graph);
        else if (id !== null) host.takes.refuse(start.name, id);
      },
    });
  }
}
