// Letting a block of a Graph take something else: by a wire drawn to it, or by a menu of what it may take.
// Both end in one edit that names all its sources.

import { titleOf } from "./card";
import type { Desk } from "./commands";
import type { Choice } from "./menu";
import type { Menus } from "./menus";
import type { Wants } from "./types";
import { isInput, isProvisional } from "./types";
import type { Place, View, ViewBlock } from "./view";
import type { Start } from "./wiring";

const ONE: Wants = { names: ["input"], least: 1, many: false };
/** The end of a Graph takes any number of outputs. */
const END: Wants = { names: ["output"], least: 1, many: true };

export interface TakesDesk extends Desk {
  readonly menus: Menus;
}

/** What takes: a block of a Graph, or the Graph itself at its end. */
interface Taker {
  id: number;
  title: string;
  graph: ViewBlock;
  /** Its place among the Graph's children; behind them for the end. */
  index: number;
  wants: Wants;
  taken: string[];
}

export class Takes {
  constructor(private desk: TakesDesk) {}

  /** A wire was drawn to a block: it takes that, in the one place there is, the first that is free, or a chosen one. */
  connect(name: string, taker: number, graph: number): void {
    const found = this.taker(taker, graph);
    if (!found) return;
    const { wants, taken } = found;
    if (taken.includes(name) && !wants.many) return this.desk.announce(`${found.title} takes ${name} already`);
    if (wants.names.length === 1 && !wants.many) return this.send(found, [name]);
    if (taken.length < wants.least) return this.send(found, [...taken, name]);
    this.desk.menus.offer(taker, `${found.title} takes ${name}`, placesOf(found).map(({ text, hint, at }) => ({
      text, hint, icon: "Graph", run: () => this.send(found, put(taken, at, name)),
    })));
  }

  /** Why a block cannot take from another one, in a sentence. */
  refuse(name: string, taker: number): void {
    const place = this.desk.view.places.get(taker);
    if (!place) return;
    const nothing = place.block.wants?.names.length === 0;
    this.desk.refuse(nothing
      ? `${titleOf(place.block)} takes nothing: it makes its tensor itself.`
      : `${titleOf(place.block)} comes before ${name}: a block takes only from blocks above it.`);
  }

  /** The menu of what a block may take; with several inputs it first asks which of them. */
  open(id: number): void {
    const place = this.desk.view.places.get(id);
    if (place?.parent?.kind !== "Graph" || place.block.slot) return this.desk.announce("Only a block of a Graph chooses what it takes");
    const taker = this.taker(id, place.parent.id);
    if (!taker) return;
    if (!taker.wants.names.length) return this.refuse("", id);
    const places = placesOf(taker);
    if (places.length === 1) return this.openSources(taker, places[0]!.at);
    this.desk.menus.offer(id, `${taker.title} takes`, places.map(({ text, hint, at }) => ({
      text, hint, icon: "Graph", run: () => this.openSources(taker, at),
    })));
    this.desk.announce(`${taker.title} takes ${taker.taken.join(", ")}. Choose which of them to change.`);
  }

  private openSources(taker: Taker, at: number): void {
    const { taken, wants } = taker;
    const choices: Choice[] = sourcesOf(taker).map(({ name, hint, icon }) => ({
      text: name, icon, hint: taken[at] === name ? "now" : hint, run: () => this.send(taker, put(taken, at, name)),
    }));
    if (at < taken.length && taken.length > wants.least) {
      choices.push({ text: "nothing", hint: "", icon: "remove", run: () => this.send(taker, wants.many ? taken.toSpliced(at, 1) : taken.slice(0, at)) });
    }
    this.desk.menus.offer(taker.id, `${taker.title} takes`, choices);
    this.desk.announce(`What ${taker.title} takes: ${choices.length} to choose from`);
  }

  private send(taker: Taker, names: string[]): void {
    const { desk } = this;
    desk.settle([taker.id], () => {
      if (taker.index === taker.graph.children.length) desk.send({ op: "set", block: taker.id, args: { outputs: names } });
      else desk.send({ op: "rewire", block: taker.id, inputs: names.length === 1 && names[0] === before(taker.graph, taker.index) ? [] : names });
      desk.announce(`${taker.title} takes ${names.join(", ")}`);
    });
  }

  private taker(id: number, graphId: number): Taker | null {
    const { places } = this.desk.view;
    const graph = places.get(graphId)?.block;
    const place = places.get(id);
    if (!graph || !place || isProvisional(id)) return null;
    if (id === graphId) return { id, title: "the output", graph, index: graph.children.length, wants: END, taken: givenBy(graph) };
    return { id, title: titleOf(place.block), graph, index: place.index, wants: place.block.wants ?? ONE, taken: takenBy(place) };
  }
}

/** Where a wire from a port begins: at a block of a Graph, an input of a Graph, or an input of the model. */
export function startOf(port: HTMLElement, view: View): Start | null {
  const id = Number(port.closest<HTMLElement>("[data-block]")!.dataset.block);
  const name = port.dataset.port!;
  if (isInput(id)) return { graph: view.root.id, from: -1, name };
  const place = view.places.get(id);
  if (!place?.parent) return null;
  return port.closest(".entries") ? { graph: id, from: -1, name } : { graph: place.parent.id, from: place.index, name };
}

/** What may take a wire: the blocks below where it begins, and the end of the model. */
export function takersOf({ graph, from }: Start, view: View, find: (id: number) => Element): Map<number, Element> {
  const children = view.places.get(graph)?.block.children ?? [];
  const takers = new Map(children.filter(({ id }) => mayTake(view.places.get(id)!, from)).map(({ id }) => [id, find(id)]));
  return graph === view.root.id ? takers.set(graph, find(graph)) : takers;
}

/** Whether a block may take from what stands at `from` in its Graph. */
function mayTake({ block, index }: Place, from: number): boolean {
  return index > from && block.wants?.names.length !== 0 && !isProvisional(block.id);
}

/** The names of what a block takes now. */
function takenBy({ block, parent, index }: Place): string[] {
  if (block.takes.length) return block.takes.map((source) => source.text);
  return block.linked ? [before(parent!, index)] : [];
}

function givenBy(graph: ViewBlock): string[] {
  if (graph.gives.length) return graph.gives.map((source) => source.text);
  return [before(graph, graph.children.length)];
}

/** What a block takes as long as nothing else is said. */
function before(graph: ViewBlock, index: number): string {
  return index ? graph.children[index - 1]!.name : graph.ins[0]!;
}

/** The inputs among which a new source may be put: those it has, and the next one. */
function placesOf({ wants, taken }: Taker): { text: string; hint: string; at: number }[] {
  const count = wants.many ? taken.length + 1 : Math.min(wants.names.length, taken.length + 1);
  return Array.from({ length: count }, (_, at) => {
    const now = taken[at];
    if (wants.many) return { text: now === undefined ? "One more" : `Instead of ${now}`, hint: "", at };
    return { text: wants.names[at]!, hint: now === undefined ? "nothing yet" : `now ${now}`, at };
  });
}

/** What may be taken at a place of a Graph: the nearest first, and the Graph's own inputs last. */
function sourcesOf({ graph, index }: Taker): { name: string; hint: string; icon: string }[] {
  const blocks = graph.children.slice(0, index).reverse().flatMap(({ kind, name, output, outs }) =>
    outs.length ? outs.map((out) => ({ name: out.name, hint: out.text, icon: kind })) : [{ name, hint: output, icon: kind }]);
  return [...blocks, ...graph.ins.map((name) => ({ name, hint: "input", icon: "Graph" }))];
}

function put(names: string[], at: number, name: string): string[] {
  return names.toSpliced(at, 1, name);
}
