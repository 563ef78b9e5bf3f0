// Draws the wires of every Graph beside its blocks: one picture a Graph, under its cards, measured anew
// whenever the Graph is drawn or its size changes. They run in lanes at the left, so that none crosses a text.

import { type Net, stepOf, type Wire } from "./lanes";
import { type Point, rounded, tip } from "./paths";
import type { Route } from "./route";
import type { View, ViewBlock } from "./view";

const SPACE = "http://www.w3.org/2000/svg";
const NEAREST = 10; // from the cards to the first lane
const FIRST_PORT = 12;
const PORT_STEP = 7;
const PORT_ROOM = 18;
const OUT_PORT = 10; // above a card's bottom
const RUN_STEP = 4;
const RUN_START = 5;

/** What the wires need of the sheet: where things are. */
export interface Ground {
  column(graph: number): HTMLElement;
  item(block: number): { element: HTMLElement; card: HTMLElement } | undefined;
  /** The tag of one of several outputs of a block, or null for a block with one. */
  tag(block: number, place: number): HTMLElement | null;
  /** An input of a Graph. */
  entry(graph: number, place: number): HTMLElement | null;
  /** How large it is drawn: 1 is life size. */
  scale(): number;
  /** A chip of what a Graph gives. */
  exit(graph: number, chip: number): HTMLElement | null;
}

export class Wires {
  private layers = new Map<number, Layer>();
  private frame = 0;
  private focus: Focus = { block: null, route: null };
  private watcher = new ResizeObserver(() => this.paint());

  constructor(private ground: Ground) {}

  /** Takes over the nets of a view; the lines follow in the same frame. */
  draw(view: View): void {
    const wired = new Set<number>();
    for (const { block, nets } of view.places.values()) {
      if (!nets.length) continue;
      wired.add(block.id);
      this.layer(block.id).take(block, nets);
    }
    for (const [id, layer] of this.layers) {
      if (wired.has(id)) continue;
      this.watcher.unobserve(layer.column);
      layer.element.remove();
      this.layers.delete(id);
    }
    this.refresh();
  }

  /** The lines follow in the same frame. */
  refresh(): void {
    cancelAnimationFrame(this.frame);
    if (this.layers.size) this.frame = requestAnimationFrame(() => this.paint());
  }

  /** What stands out as long as nothing else is pointed at. */
  rest(route: Route | null): void {
    this.focus = { ...this.focus, route };
    this.light();
  }

  /** The picture of a Graph, if it has wires: it stands before the first block. */
  picture(graph: number): Element | null {
    return this.layers.get(graph)?.element ?? null;
  }

  /** Shows the wires to and from a block, or only those from one source, and dims all others; null shows the route. */
  highlight(block: number | null, source?: number): void {
    if (this.focus.block === block && this.focus.source === source) return;
    this.focus = { ...this.focus, block, source };
    this.light();
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.watcher.disconnect();
  }

  private light(): void {
    for (const layer of this.layers.values()) layer.highlight(this.focus);
  }

  private layer(graph: number): Layer {
    let layer = this.layers.get(graph);
    const column = this.ground.column(graph);
    if (!layer || layer.column !== column) {
      this.layers.set(graph, (layer = new Layer(this.ground, column)));
      this.watcher.observe(column);
    }
    return layer;
  }

  /** All places are read before anything is written, or each Graph would cost a layout of its own. */
  private paint(): void {
    const layers = [...this.layers.values()];
    const lines = layers.map((layer) => layer.measure());
    layers.forEach((layer, index) => layer.paint(lines[index]!, this.focus));
  }
}

interface Focus {
  block: number | null;
  source?: number | undefined;
  route: Route | null;
}

interface Line {
  source: number;
  taker: number | null;
  hue: number | null;
  start: Point;
  path: string;
  tip: string;
}

class Layer {
  readonly element = document.createElementNS(SPACE, "svg");
  private graph!: ViewBlock;
  private nets: Net[] = [];
  private drawn = "";

  constructor(private ground: Ground, readonly column: HTMLElement) {
    this.element.classList.add("wires");
    this.element.setAttribute("aria-hidden", "true");
  }

  take(graph: ViewBlock, nets: Net[]): void {
    this.graph = graph;
    this.nets = nets;
  }

  measure(): Line[] {
    const frame = this.column.getBoundingClientRect();
    const scale = this.ground.scale();
    const place = (element: Element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const [x, y] = [(at: number) => (at - frame.left) / scale, (at: number) => (at - frame.top) / scale];
      return { left: x(left), right: x(right), top: y(top), bottom: y(bottom) };
    };
    const boxes = this.graph.children.map((child) => this.ground.item(child.id)).map((item) => (item ? place(item.element) : null));
    const edge = Math.min(...boxes.map((box) => box?.left ?? Infinity)) - NEAREST;
    const ports = portsOf(this.nets);
    const step = stepOf(this.nets);
    return this.nets.flatMap((net) => {
      const lane = edge - step * net.lane;
      const head = this.headOf(net, lane, boxes, place);
      if (!head) return [];
      return net.wires.flatMap((wire) => {
        const tail = this.tailOf(wire, lane, boxes, ports.get(wire)!, place);
        if (!tail) return [];
        const down = wire.taker === null;
        const line = { source: net.source, taker: wire.taker ?? this.graph.id, hue: net.hue, start: head[0]!, tip: tip(tail.at(-1)!, down) };
        return [{ ...line, path: rounded([...head, ...tail]) }];
      });
    });
  }

  paint(lines: Line[], focus: Focus): void {
    const drawn = JSON.stringify(lines);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.element.replaceChildren(...lines.map(drawLine));
    this.highlight(focus);
  }

  highlight({ block, source, route }: Focus): void {
    const near = ({ dataset: { from, to } }: SVGElement) => {
      if (block === null) return route?.carries(this.graph.id, Number(from), Number(to)) ?? false;
      return source === undefined ? [from, to].includes(String(block)) : from === String(source) && to === String(block);
    };
    const groups = [...this.element.children] as SVGElement[];
    const lit = groups.filter(near);
    for (const group of groups) group.classList.toggle("lit", lit.includes(group));
    this.element.classList.toggle("dimmed", lit.length > 0 || (block === null && route !== null));
    if (lit.length && lit.length < groups.length) this.element.append(...lit); // above the others
  }

  /** From the source to the lane. */
  private headOf(net: Net, lane: number, boxes: (Box | null)[], place: (element: Element) => Box): Point[] | null {
    const tag = net.from < 0 ? this.ground.entry(this.graph.id, net.place) : this.ground.tag(net.source, net.place);
    if (tag) {
      const box = place(tag);
      const x = (box.left + box.right) / 2;
      // Outer lanes leave higher up: no run then crosses the start of another one.
      const run = box.bottom + RUN_START + RUN_STEP * this.outside(net, (other) => other.from === net.from);
      return [[x, box.bottom], [x, run], [lane, run]];
    }
    const item = this.ground.item(net.source);
    if (net.from < 0 || !item) return null;
    const y = place(item.card).bottom - OUT_PORT;
    return [[boxes[net.from]!.left, y], [lane, y]];
  }

  /** From the lane to the taker. */
  private tailOf(wire: Wire, lane: number, boxes: (Box | null)[], port: Port, place: (element: Element) => Box): Point[] | null {
    const box = boxes[wire.to];
    if (wire.taker !== null) {
      if (!box) return null;
      const y = box.top + FIRST_PORT + port.index * Math.min(PORT_STEP, PORT_ROOM / port.count);
      return [[lane, y], [box.left, y]];
    }
    const exit = this.ground.exit(this.graph.id, wire.chip);
    if (!exit) return null;
    const { left, right } = place(exit);
    const { top } = place(exit.closest(".terminal") ?? exit);
    const x = (left + right) / 2;
    const run = top - RUN_START - RUN_STEP * (port.count - port.index);
    return [[lane, run], [x, run], [x, top]];
  }

  /** How many nets of the same kind run further outside. */
  private outside(net: Net, alike: (other: Net) => boolean): number {
    return this.nets.filter((other) => alike(other) && other.lane > net.lane).length;
  }
}

type Box = { left: number; right: number; top: number; bottom: number };
interface Port {
  index: number;
  count: number;
}

/** Where the wires of each taker come in, from the inner lane above to the outer one below: so they do not cross. */
function portsOf(nets: Net[]): Map<Wire, Port> {
  const byTaker = new Map<number, { wire: Wire; lane: number }[]>();
  for (const net of nets) {
    for (const wire of net.wires) byTaker.set(wire.to, [...(byTaker.get(wire.to) ?? []), { wire, lane: net.lane }]);
  }
  const ports = new Map<Wire, Port>();
  for (const arriving of byTaker.values()) {
    arriving.sort((one, other) => one.lane - other.lane || one.wire.chip - other.wire.chip);
    arriving.forEach(({ wire }, index) => ports.set(wire, { index, count: arriving.length }));
  }
  return ports;
}

function drawLine({ source, taker, hue, start, path, tip: arrow }: Line): SVGElement {
  const group = document.createElementNS(SPACE, "g");
  group.classList.add("line");
  if (hue === null) group.classList.add("plain-source");
  else group.style.setProperty("--h", String(hue));
  group.dataset.from = String(source);
  group.dataset.to = String(taker);
  const [line, head, dot] = [shape("path", "run"), shape("path", "tip"), shape("circle", "dot")];
  line.setAttribute("d", path);
  head.setAttribute("d", arrow);
  dot.setAttribute("cx", String(start[0]));
  dot.setAttribute("cy", String(start[1]));
  dot.setAttribute("r", "3");
  group.append(line, head, dot);
  return group;
}

function shape(tag: "path" | "circle", className: string): SVGElement {
  const element = document.createElementNS(SPACE, tag);
  element.classList.add(className);
  return element;
}
