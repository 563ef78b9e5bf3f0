// What lies on the way of a block: everything between the inputs and it, and between it and the output. Pure: which
// blocks stand aside, and which wires carry something of the way.

import type { Source } from "./types";
import { isInput } from "./types";
import { contains, isRow, type Place, type View, type ViewBlock } from "./view";

/** A wire of a Graph: from a child, or (null) one of its inputs, to a child, or (null) its end. */
type Carries = (from: number | null, to: number | null) => boolean;

export class Route {
  /** Blocks that have no part in it, with all that is inside them. */
  readonly aside = new Set<number>();
  /** Blocks on the way whose output does not stay on it in the wire below them. */
  readonly loose = new Set<number>();
  private graphs = new Map<number, Carries>();

  constructor(private view: View, readonly block: number) {
    const place = view.places.get(block);
    if (isInput(block) && view.root.kind === "Graph") this.within(view.root, block);
    for (let at: Place | undefined = place; at?.parent; at = view.places.get(at.parent.id)) this.beside(at.parent, at.block);
  }

  /** Whether a wire beside the blocks of a Graph is on the way. */
  carries(graph: number, from: number, to: number): boolean {
    const carries = this.graphs.get(graph);
    if (!carries) return ![...this.aside].some((block) => contains(this.view, block, graph));
    return carries(from, to === graph ? null : to);
  }

  private beside(parent: ViewBlock, child: ViewBlock): void {
    if (parent.kind === "Graph") this.within(parent, child.id);
    else if (isRow(parent) || child.slot) for (const other of parent.children) if (other !== child) this.aside.add(other.id);
  }

  private within(graph: ViewBlock, start: number): void {
    const { children } = graph;
    const sources = children.map((child, index) => takenBy(child.takes, child.linked, children[index - 1]));
    const ends = takenBy(graph.gives, true, children.at(-1));
    const ids = children.map((child) => child.id);
    const up = new Set([start]);
    const down = new Set([start]);
    ids.toReversed().forEach((id, back) => up.has(id) && sources[ids.length - 1 - back]!.forEach((source) => source !== null && up.add(source)));
    ids.forEach((id, index) => sources[index]!.some((source) => source !== null && down.has(source)) && down.add(id));
    const carries: Carries = (from, to) => {
      const given = from === null || !ids.includes(from); // an input of the Graph
      if (given && from !== start) return to !== null && up.has(to) && !isInput(start);
      return (to !== null && up.has(from) && up.has(to)) || (down.has(from) && (to === null ? ends.includes(from) : down.has(to)));
    };
    this.graphs.set(graph.id, carries);
    children.forEach(({ id }, index) => {
      if (!up.has(id) && !down.has(id)) this.aside.add(id);
      else if (!carries(id, ids[index + 1] ?? null)) this.loose.add(id);
    });
  }
}

/** The children from which something is taken; null for what is no child. */
function takenBy(takes: Source[], linked: boolean, before: ViewBlock | undefined): (number | null)[] {
  return takes.length ? takes.map((source) => source.id) : linked ? [before?.id ?? null] : [];
}
