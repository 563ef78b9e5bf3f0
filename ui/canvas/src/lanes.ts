// Which wires a Graph shows beside its blocks, and in which lane each of them runs. Pure: positions in the
// row of children only, no pixels, so that the width a Graph needs is known before it is drawn.

import type { Block, Source } from "./types";

/** One end of a net: which block takes it, and as its how-manieth wire from the lanes. */
export interface Wire {
  /** The block that takes it, or null for the Graph's own end. */
  taker: number | null;
  /** The taker's place among its siblings; behind the last one for the Graph's end. */
  to: number;
  /** Which chip of the taker names it. */
  chip: number;
}

/** All wires from one output: they share one lane, as they carry the same tensor. */
export interface Net {
  source: number;
  /** Which of the source's outputs, or of the Graph's inputs. */
  place: number;
  hue: number | null;
  /** The source's place among the children; -1 for an input of the Graph. */
  from: number;
  last: number;
  lane: number;
  wires: Wire[];
}

const LANE = 8;
const CLOSEST = 2.5;
const EDGE = 14;
/** More lanes than these move closer together, so that the blocks keep their room. */
const ROOMY = 14;

/** The wires of a Graph that do not simply run from a block to the next one. */
export function netsOf(graph: Block): Net[] {
  const nets = new Map<string, Net>();
  const positions = new Map(graph.children.map((child, index) => [child.id, index]));
  const add = (source: Source, wire: Wire) => {
    if (source.id === null) return;
    const from = positions.get(source.id) ?? -1;
    if (from >= wire.to) return; // moved by an edit that Python has not answered yet
    const key = `${source.id}.${source.place}`;
    const net = nets.get(key) ?? { source: source.id, place: source.place, hue: source.hue, from, last: wire.to, lane: 0, wires: [] };
    net.wires.push(wire);
    net.last = Math.max(net.last, wire.to);
    nets.set(key, net);
  };
  graph.children.forEach((child, to) => child.takes.forEach((source, chip) => {
    if (!child.linked || !isBefore(graph, source, to)) add(source, { taker: child.id, to, chip });
  }));
  const end = graph.children.length;
  graph.gives.forEach((source, chip) => {
    if (!graph.given || !isBefore(graph, source, end)) add(source, { taker: null, to: end, chip });
  });
  return inLanes([...nets.values()]);
}

/** How much room the lanes take beside the blocks, in pixels. */
export function gutterOf(nets: readonly Net[]): number {
  return nets.length ? EDGE + stepOf(nets) * outermost(nets) : 0;
}

/** From one lane to the next, in pixels. */
export function stepOf(nets: readonly Net[]): number {
  return Math.max(CLOSEST, Math.min(LANE, (LANE * ROOMY) / Math.max(1, outermost(nets))));
}

function outermost(nets: readonly Net[]): number {
  return Math.max(0, ...nets.map((net) => net.lane));
}

/** True for what the wire between two neighbours carries anyway. */
function isBefore(graph: Block, source: Source, to: number): boolean {
  const before = graph.children[to - 1];
  return source.place === 0 && (before ? source.id === before.id : to === 0);
}

/** Short nets run next to the blocks, long ones outside them; two share a lane only where they do not meet. */
function inLanes(nets: Net[]): Net[] {
  const lanes: Net[][] = [];
  const short = [...nets].sort((one, other) => one.last - one.from - (other.last - other.from) || one.from - other.from);
  for (const net of short) {
    const free = lanes.findIndex((lane) => lane.every((other) => net.last <= other.from || other.last <= net.from));
    net.lane = free < 0 ? lanes.length : free;
    (lanes[net.lane] ??= []).push(net);
  }
  return nets;
}
