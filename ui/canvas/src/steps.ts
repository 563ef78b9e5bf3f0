// A forward pass told step by step: what comes in, each block in the order in which it is called, where ways
// part and meet, and what comes out. Only what is drawn is told: a folded block is one step.

import { titleOf } from "./card";
import type { Data, Problem } from "./types";
import type { View, ViewBlock } from "./view";

export interface Step {
  /** Of its own among all steps, also after the model was drawn anew. */
  key: string;
  /** The block, or input, it is about. */
  id: number;
  title: string;
  /** Arguments in a few signs. */
  detail: string;
  /** What happens, in a sentence. */
  told: string;
  /** The containers around it, from the outside in. */
  trail: string[];
  /** The shapes that arrive; several where ways meet. */
  takes: string[];
  /** The shape that leaves, "" where nobody knows it, null where a step only opens a container. */
  gives: string | null;
  /** What stands beside it in the list where nothing leaves: at the end, what the model gives. */
  result: string;
  params: string;
  /** How many parameters it has, as products: "256 × 20 weights + 256 biases = 5,376", or "". */
  sum: string;
  hue: number | null;
  icon: string[];
  problem: Problem | null;
  /** Folded: it can be opened. */
  folded: boolean;
}

type Teller = { view: View; words: Map<string, string> };

export function stepsOf(view: View, data: Data): Step[] {
  const words = new Map(data.palette.flatMap(({ kinds }) => kinds.map(({ kind, doc }) => [kind, doc] as const)));
  const blank = { detail: "", trail: [], result: "", params: "", sum: "", hue: null, icon: ["input"], problem: null, folded: false };
  const inputs = data.inputs.map(({ id, name, text, dtype }): Step => ({
    ...blank, key: `in${id}`, id, title: name ? `input ${name}` : "input", told: `A tensor of ${dtype}.`, takes: [], gives: text,
  }));
  const end: Step = {
    ...blank, key: "out", id: view.root.id, title: "output", told: data.totals.map(({ text, label }) => `${text} ${label}`).join(", "),
    takes: [data.output], gives: null, result: data.output, problem: view.root.problem,
  };
  return [...inputs, ...view.root.children.flatMap((child) => told({ view, words }, child, [])), end];
}

function told(teller: Teller, block: ViewBlock, trail: string[]): Step[] {
  if (block.body || (block.slot && block.children.length)) return block.children.flatMap((child) => told(teller, child, trail));
  if (block.slot) return [];
  const base: Step = {
    key: String(block.id), id: block.id, title: titleOf(block), detail: block.detail, told: sentence(teller, block), trail,
    takes: block.input ? [block.input] : [], gives: block.output, result: "", params: block.params, sum: block.sum, hue: block.hue, icon: [block.kind, block.family],
    problem: block.problem, folded: block.folded,
  };
  if (block.folded || !block.children.length) return [base];
  const around = [...trail, titleOf(block)];
  const inner = block.children.flatMap((child) => {
    const way = block.children.length > 1 && (block.kind === "Parallel" || child.slot);
    return told(teller, child, way ? [...around, wayOf(block, child)] : around);
  });
  return [{ ...base, gives: null }, ...inner, ...meeting(block, base)];
}

/** Where the ways inside a container meet again. */
function meeting(block: ViewBlock, base: Step): Step[] {
  const body = block.children[0]?.body ? block.children[0] : block;
  const ways = body.kind === "Residual" || body.kind === "Parallel" ? body.children.map((way) => way.output || "?") : [];
  if (!ways.length) return [];
  const how = body.kind === "Residual" ? "Both ways are added." : `The branches are merged: ${body.detail}.`;
  return [{ ...base, key: `${base.key}+`, title: body.kind === "Residual" ? "f(x) + x" : titleOf(block), detail: "", told: how, trail: [...base.trail, titleOf(block)], takes: ways }];
}

function wayOf(block: ViewBlock, child: ViewBlock): string {
  return child.slot ? child.key : `branch ${block.children.indexOf(child) + 1}`;
}

function sentence({ words }: Teller, block: ViewBlock): string {
  const [first] = block.children;
  const inside = first?.body ? first : block;
  const count = block.children.length;
  if (block.reuse) return "The same block again, with the same parameters.";
  if (block.folded || !block.holds) return words.get(block.kind) ?? "";
  if (block.instance) return block.places > 1 ? `One of ${block.places} uses of ${block.kind}; each has parameters of its own.` : words.get(block.kind) ?? "";
  if (inside.kind === "Residual") return "Two ways: the body changes x, the shortcut brings x around it.";
  if (inside.kind === "Parallel") return `${count} branches, each given the same input.`;
  if (inside.kind === "Repeat") return `${block.count} rounds, ${block.shared ? "all with the same parameters" : "each with parameters of its own"}; one is shown.`;
  if (inside.kind === "Graph") return `${count} blocks; each says what it takes.`;
  return `${count} ${count === 1 ? "block" : "blocks"}, one after the other.`;
}
