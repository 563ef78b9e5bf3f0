// Blocks cut out of the document that Python sent, as a document of their own: one can paste it on a canvas, or save
// it as a file and open that. It has the definitions that the blocks need, and the inputs that they would be given.

import type { Block, Data } from "./types";

type Value = unknown;
type Args = Record<string, Value>;

interface Plain {
  kind: string;
  name?: string;
  args?: Args;
  inputs?: string[];
  children?: Plain[];
}

interface Definition {
  name: string;
  parameters?: Args;
  body: Plain;
}

interface Input {
  shape: (number | string)[];
  dtype: string;
  name?: string;
}

interface Document {
  format: string;
  title: string;
  batch?: number;
  inputs: Input[];
  definitions?: Definition[];
  root: Plain;
}

/** A block as Python drew it and as it stands in the document, and the values that parameters have there. */
interface Found {
  card: Block;
  plain: Plain;
  parent: Block;
  values: Args;
  /** The definition it stands in, or "". */
  home: string;
}

export interface Fragment {
  text: string;
  /** The same with the rules of the definition that all the blocks stand in: for a place in that definition. */
  own: { text: string; home: string } | null;
}

const MOST_INPUTS = 8;

/** The text of some blocks, or null where Python does not know one of them yet. */
export function fragment(data: Data, ids: readonly number[], title: string): Fragment | null {
  const whole = JSON.parse(data.document) as Document;
  const known = new Map((whole.definitions ?? []).map((each) => [each.name, each]));
  const found = ids.map((id) => search(data.root, whole.root, id, known, {}, ""));
  if (!found.length || !found.every((each) => each !== null)) return null;
  const { home } = found[0]!;
  const together = home !== "" && found.every((each) => each.home === home);
  const bare = found.map((each) => ({ ...each, values: {} }));
  return { text: written(found, whole, title), own: together ? { text: written(bare, whole, title), home } : null };
}

function written(found: Found[], whole: Document, title: string): string {
  const joined = found.every(({ parent }) => parent.kind === "Graph" && parent === found[0]!.parent);
  const children = found.map(({ plain, values }) => filled(plain, values));
  const [inputs, root] = joined ? wired(found, children, whole) : [[inputOf(found[0]!.card.input, whole)], { kind: "Sequential", children: distinct(children) }];
  const definitions = needed(children, whole.definitions ?? []);
  const part = { format: whole.format, title: title.slice(0, 64), ...(whole.batch ? { batch: whole.batch } : {}), inputs, ...(definitions.length ? { definitions } : {}), root };
  return `${JSON.stringify(part, null, 2)}\n`;
}

function search(card: Block, plain: Plain, id: number, known: Map<string, Definition>, values: Args, home: string): Found | null {
  for (const [index, child] of card.children.entries()) {
    const definition = child.body ? known.get(card.kind) : undefined;
    const inner = definition ? definition.body : plain.children?.[index];
    if (!inner) return null;
    if (child.id === id) return { card: child, plain: inner, parent: card, values, home };
    const outer = definition ? { ...definition.parameters, ...replaced(plain.args ?? {}, values) } : values;
    const found = search(child, inner, id, known, outer, definition?.name ?? home);
    if (found) return found;
  }
  return null;
}

// --- values of parameters: what leaves a definition takes them along

function filled(block: Plain, values: Args): Plain {
  const args = block.args && { args: replaced(block.args, values) };
  const children = block.children && { children: block.children.map((child) => filled(child, values)) };
  return { ...block, ...args, ...children };
}

function replaced(args: Args, values: Args): Args {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, isRule(value) ? inserted(value.rule, values) : value]));
}

function isRule(value: Value): value is { rule: string } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && "rule" in value;
}

/** A rule with values in the place of names; a name alone becomes the value itself. */
function inserted(rule: string, values: Args): Value {
  const name = rule.trim();
  if (Object.hasOwn(values, name)) return values[name];
  return { rule: rule.replace(/[A-Za-z_]\w*/g, (word) => (Object.hasOwn(values, word) ? inRule(values[word], word) : word)) };
}

function inRule(value: Value, word: string): string {
  if (isRule(value)) return `(${value.rule})`;
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "number" ? (value < 0 ? `(${value})` : String(value)) : word;
}

// --- what blocks are given

/** In a row: names that differ, and no wires. */
function distinct(children: Plain[]): Plain[] {
  const seen = new Set<string>();
  return children.map(({ inputs: _, ...child }) => {
    if (!child.name || seen.has(child.name)) delete child.name;
    else seen.add(child.name);
    return child;
  });
}

/** From a Graph: what the blocks take from outside becomes an input of the text. */
function wired(found: Found[], children: Plain[], whole: Document): [Input[], Plain] {
  const names = new Set(children.map((child) => child.name));
  const given = new Map<string, Input>(); // outside name -> input
  const free = (name: string): string => (names.has(name) || [...given.values()].some((each) => each.name === name) ? free(`${name}_`) : name);
  if (!children[0]!.inputs?.length) given.set("", { ...inputOf(found[0]!.card.input, whole), name: free("x") });
  const inner = children.map((child) => ({ ...child, ...(child.inputs && { inputs: child.inputs.map(inside) }) }));
  return [[...given.values()].slice(0, MOST_INPUTS), { kind: "Graph", children: inner }];

  function inside(source: string): string {
    const stem = source.split(".")[0]!;
    if (names.has(stem)) return source;
    const sibling = found[0]!.parent.children.find((child) => child.name === stem);
    const name = given.get(source)?.name ?? free(source.replace(".", "_"));
    if (!given.has(source)) given.set(source, { ...inputOf(sibling && stem === source ? sibling.output : "", whole), name });
    return name;
  }
}

/** An input of a shape as it is drawn, "B×3×224×224"; where that is unknown, the model's own first input. */
function inputOf(shape: string, { inputs: [first] }: Document): Input {
  const extents = shape.split("×").map((extent) => (extent === "B" ? "B" : Number(extent)));
  const sound = extents.every((extent, place) => (extent === "B" ? extents.indexOf("B") === place : Number.isInteger(extent) && extent > 0));
  if (!shape || !sound || extents.join() === first!.shape.join()) return { shape: first!.shape, dtype: first!.dtype };
  return { shape: extents, dtype: "float32" };
}

// --- definitions

/** Those that the blocks need, and those that these need, in their order. */
function needed(children: Plain[], definitions: Definition[]): Definition[] {
  const kinds = new Set<string>();
  const visit = (block: Plain): void => {
    kinds.add(block.kind);
    block.children?.forEach(visit);
  };
  children.forEach(visit);
  // Each uses only those before it.
  for (const each of [...definitions].reverse()) if (kinds.has(each.name)) visit(each.body);
  return definitions.filter((each) => kinds.has(each.name));
}
