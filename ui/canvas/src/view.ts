// What is drawn: Python's tree with the pending edits laid over it, and an index to walk it.
// Nothing here is kept: every draw starts again from Python's data.

import { gutterOf, type Net, netsOf } from "./lanes";
import { layDuplicate, layMove, layRemove } from "./overlay";
import type { Block, Data, NumberedEdit } from "./types";
import { provisional } from "./types";

export interface ViewBlock extends Block {
  /** Laid over by a pending edit: drawn paler, its shapes are not known yet. */
  pending?: boolean;
  /** Unfolded here, but Python has not sent its children yet. */
  loading?: boolean;
  children: ViewBlock[];
}

export interface Place {
  block: ViewBlock;
  parent: ViewBlock | null;
  index: number;
  level: number;
  /** Narrowest width in pixels at which the block and all inside can be read. */
  width: number;
  /** Width in which nothing that stands side by side in it is cut short; less where nothing does. */
  wide: number;
  /** Of a Graph: the wires that run beside its blocks. */
  nets: Net[];
}

export interface View {
  root: ViewBlock;
  selected: number | null;
  places: Map<number, Place>;
  /** Ids in reading order, the inputs first, the root left out. */
  order: number[];
}

const LEAF_WIDTH = 188;
/** Where branches stand side by side: kind and sign can be read, the rest as far as there is room. */
const TIGHT_WIDTH = 106;
/** Where branches stand side by side: kind, name and what else is said. */
const WIDE_WIDTH = 210;
const FRAME_WIDTH = 28;
const TIGHT_FRAME = 20;
const HOLLOW_WIDTH = 140;
const GAP = 12;
const BRACKET_WIDTH = 60;

const SHAPING = new Set(["add", "move", "duplicate", "remove", "fold", "rename", "rename definition", "rewire"]);

export function project(data: Data, pending: NumberedEdit[]): View {
  const overlay = pending.some((edit) => SHAPING.has(edit.op));
  const view: View = { root: overlay ? copy(data.root) : data.root, selected: data.selected, places: new Map(), order: data.inputs.map((input) => input.id) };
  for (const edit of pending) lay(view, edit, data);
  index(view, view.root, null, 0, 0, false);
  return view;
}

/** True for a container whose children are side by side. */
export function isRow(block: Block): boolean {
  return block.kind === "Parallel";
}

/** True where the wire below a block leads nowhere, because what comes after it takes something else. */
export function isCut({ parent, index }: Place): boolean {
  if (parent?.kind !== "Graph" || parent.folded) return false;
  const next = parent.children[index + 1];
  return next ? !next.linked : !parent.given;
}

/** True for a container that a block can be dropped into right now. */
export function isOpen(block: ViewBlock): boolean {
  return block.holds && !block.folded && !block.loading;
}

/** Where a block dropped "into" a container goes: the body of a Residual or instance, else the container itself. */
export function landing(block: ViewBlock): ViewBlock {
  const place = block.children.find((child) => child.body || (child.slot && child.key === "body"));
  return place ? landing(place) : block;
}

/** The first block inside, as people see it: that of an instance is the first one of its body. */
export function firstInside(block: ViewBlock): ViewBlock | undefined {
  const [first] = block.children;
  return first?.body ? firstInside(first) : first;
}

/** The block around, as people see it: what is in the body of an instance is in the instance. */
export function around(view: View, place: Place): ViewBlock | null {
  const { parent } = place;
  return parent?.body ? around(view, view.places.get(parent.id)!) : parent;
}

/** Where a block stands, as positions from the model inwards; null for what is no block of the view. */
export function addressOf(view: View, id: number): number[] | null {
  const place = view.places.get(id);
  if (!place) return null;
  return place.parent ? [...addressOf(view, place.parent.id)!, place.index] : [];
}

/** The definition in whose body a block lies, or is; "" outside. */
export function definitionAt(view: View, id: number): string {
  for (let place = view.places.get(id); place?.parent; place = view.places.get(place.parent.id)) {
    if (place.block.body) return place.parent.kind;
  }
  return "";
}

/** True when `id` is `ancestor` or lies inside it. */
export function contains(view: View, ancestor: number, id: number): boolean {
  for (let place = view.places.get(id); place; place = place.parent ? view.places.get(place.parent.id) : undefined) {
    if (place.block.id === ancestor) return true;
  }
  return false;
}

export function countInside(block: Block): number {
  return block.folded ? block.hidden : block.children.reduce((sum, child) => sum + (child.slot ? 0 : 1) + countInside(child), 0);
}

function copy(block: Block): ViewBlock {
  return { ...block, children: block.children.map(copy) };
}

/** The block with an id, in a block or the block itself. */
export function find(block: ViewBlock, id: number): ViewBlock | null {
  if (block.id === id) return block;
  for (const child of block.children) {
    const found = find(child, id);
    if (found) return found;
  }
  return null;
}

function lay(view: View, edit: NumberedEdit, data: Data): void {
  const block = "block" in edit && edit.block !== null ? find(view.root, edit.block) : null;
  if (edit.op === "select" || edit.op === "form") view.selected = edit.block;
  else if (edit.op === "add") layAdd(view, edit, data);
  else if (edit.op === "move") layMove(view, edit);
  else if (edit.op === "rename" && block) block.name = edit.name;
  else if (edit.op === "rename definition") layClass(view.root, edit.definition, edit.name);
  else if (edit.op === "rewire" && block) block.pending = true;
  else if (edit.op === "fold" && block) layFold(block, edit.folded);
  else if (edit.op === "remove") layRemove(view, edit);
  else if (edit.op === "duplicate") layDuplicate(view, edit);
}

function layAdd(view: View, edit: NumberedEdit & { op: "add" }, data: Data): void {
  const target = find(view.root, edit.parent);
  if (!target) return;
  const family = data.palette.find((one) => one.kinds.some((kind) => kind.kind === edit.kind));
  const kind = family?.kinds.find((one) => one.kind === edit.kind);
  const block: ViewBlock = {
    id: provisional(edit.id), kind: edit.kind, name: "", family: family?.family ?? "", hue: kind?.hue ?? family?.hue ?? 220,
    key: "", detail: "", params: "", exact: "", sum: "", input: "", output: "", changed: false, means: null, state: "unknown", problem: null, caution: null,
    holds: false, slot: false, instance: false, places: 0, label: "", reuse: "", shareHue: null, tied: [], count: 0, shared: false, folded: false, hidden: 0, children: [], pending: true,
    takes: [], linked: true, outs: [], wants: null, gives: [], given: true, ins: [], skips: 0,
  };
  target.children.splice(edit.index, 0, block);
  view.selected = block.id;
}

function layClass(block: ViewBlock, definition: string, name: string): void {
  if (block.instance && block.kind === definition) block.kind = name;
  for (const child of block.children) layClass(child, definition, name);
}

function layFold(block: ViewBlock, folded: boolean): void {
  if (block.folded === folded) return;
  block.hidden = countInside(block);
  block.folded = folded;
  block.loading = !folded;
  block.children = [];
}

function index(view: View, block: ViewBlock, parent: ViewBlock | null, position: number, level: number, tight: boolean): number {
  const place: Place = { block, parent, index: position, level, width: LEAF_WIDTH, wide: 0, nets: block.kind === "Graph" ? netsOf(block) : [] };
  view.places.set(block.id, place);
  if (parent && !block.body) view.order.push(block.id);
  const beside = block.children.length > 1 && (isRow(block) || block.children.some((child) => child.slot));
  const widths = block.children.map((child, at) => index(view, child, block, at, block.body ? level : level + 1, tight || beside));
  const frame = block.slot || !parent ? 0 : tight ? TIGHT_FRAME : FRAME_WIDTH;
  place.wide = wideOf(view, block, beside) + frame;
  place.width = widthOf(block, widths, beside, tight ? TIGHT_WIDTH : LEAF_WIDTH) + (widths.length ? frame : 0) + (parent ? gutterOf(place.nets) : 0);
  return place.width;
}

function wideOf(view: View, block: ViewBlock, beside: boolean): number {
  const widths = block.children.map((child) => view.places.get(child.id)!.wide);
  if (!beside) return Math.max(0, ...widths);
  return widths.reduce((sum, width) => sum + Math.max(WIDE_WIDTH, width), GAP * (widths.length - 1));
}

function widthOf(block: ViewBlock, widths: number[], beside: boolean, least: number): number {
  if (block.slot && block.key === "shortcut" && !widths.length) return BRACKET_WIDTH;
  if (!widths.length) return isOpen(block) ? Math.min(least, HOLLOW_WIDTH) : least;
  return Math.max(least, beside ? widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1)) : Math.max(...widths));
}
