// The contract with Python: the data that is drawn and the edits that are sent.

export interface Problem {
  received: string;
  expected: string;
  fix: string;
  fixes: string[];
}

/** Something that a block of a Graph takes, or that a Graph gives: a block or an input of the model. */
export interface Source {
  text: string;
  /** The block or input, or null for a name that leads nowhere. */
  id: number | null;
  /** Which of the block's outputs, or of the Graph's inputs. */
  place: number;
  /** The colour of its family; null for an input of the model, which has none. */
  hue: number | null;
  hint: string;
}

/** One of several outputs of a block, and the name by which others take it. */
export interface Out {
  text: string;
  name: string;
  hint: string;
}

/** The tensors that a block takes, by name; it needs the first `least`, and where `many` any number of the last. */
export interface Wants {
  names: string[];
  least: number;
  many: boolean;
}

/** A parameter that a layer takes from another one: `weight = embed.weight`. */
export interface Tie {
  text: string;
  label: string;
  hue: number;
}

/** A module of a block that is written as Python. */
export interface Part {
  path: string;
  kind: string;
  /** Its own words about itself: `3, 16, kernel_size=(3, 3)`. */
  text: string;
  params: string;
  depth: number;
  family: string;
  hue: number;
}

/** What goes wrong only in training. */
export interface Caution {
  text: string;
  hint: string;
  fixes: string[];
}

export interface Block {
  id: number;
  kind: string;
  name: string;
  family: string;
  hue: number;
  key: string;
  detail: string;
  params: string;
  exact: string;
  /** How the parameters add up, where that can be said in products. */
  sum: string;
  input: string;
  output: string;
  changed: boolean;
  /** Which of the model's `meanings` its output has; null where nobody knows what its dimensions are. */
  means: number | null;
  state: "ok" | "error" | "unknown";
  problem: Problem | null;
  caution: Caution | null;
  holds: boolean;
  slot: boolean;
  /** Of an instance: the one child that holds its definition's blocks. It has no head of its own. */
  body?: boolean;
  /** One of the uses of a definition. */
  instance: boolean;
  /** How many uses its definition has. */
  places: number;
  /** The label by which others call this block again, or take its parameters. */
  label: string;
  /** The label of the block that this one calls again. */
  reuse: string;
  /** The colour of that label, the same at each of its places. */
  shareHue: number | null;
  /** The parameters that it takes from labelled blocks. */
  tied: Tie[];
  /** Of a block written as Python: its modules. */
  parts?: Part[];
  count: number;
  shared: boolean;
  folded: boolean;
  hidden: number;
  children: Block[];
  /** In a Graph: what it takes, unless it simply takes what comes before it. */
  takes: Source[];
  /** Whether it takes what the block before it gives. */
  linked: boolean;
  /** In a Graph: its outputs, where it gives several. */
  outs: Out[];
  /** In a Graph: what it takes, unless it is one tensor. */
  wants: Wants | null;
  /** Of a Graph: what it gives, unless it is simply its last child's output. */
  gives: Source[];
  /** Whether its last child's output is among what it gives. */
  given: boolean;
  /** Of a Graph: the names of its inputs. */
  ins: string[];
  /** Of a folded block: how many ways run past blocks inside it. */
  skips: number;
}

export interface Input {
  id: number;
  /** Empty where no block can name it. */
  name: string;
  text: string;
  dtype: string;
  /** What each of its dimensions is: `batch|channels|height|width`. */
  means: string;
}

export interface Kind {
  kind: string;
  hint: string;
  /** Where a kind has a colour of its own, apart from its family's. */
  hue?: number;
  doc: string;
}

export interface Family {
  family: string;
  hue: number;
  /** The model's own definitions. */
  mine?: boolean;
  kinds: Kind[];
}

export interface Acknowledgement {
  client: string;
  id: number;
}

export interface Total {
  label: string;
  text: string;
  exact: string;
}

export interface Notice {
  id: number;
  text: string;
  level: "info" | "error";
}

export interface Data {
  title: string;
  ack: Acknowledgement;
  notice: Notice | null;
  undo: string;
  redo: string;
  /** The names of the last steps, the newest first. */
  past: string[];
  status: { level: "good" | "caution" | "bad"; text: string; block: number | null };
  totals: Total[];
  inputs: Input[];
  /** The edit that adds an input, or null where there can be no more. */
  more: (Edit & { op: "add input" }) | null;
  output: string;
  /** What B stands for, or "" where the model has no batch. */
  batch: string;
  selected: number | null;
  palette: Family[];
  /** Name and title of what the Gallery has. */
  models: [string, string][];
  /** Where edits are posted. */
  edits: string;
  /** Where what fresh blocks do to an example is to be had. */
  previews: string;
  root: Block;
  /** What shapes mean: a line for the dimensions, tensors parted by " · ", and maybe one for what changed. */
  meanings: string[];
  document: string;
  /** Nothing was changed yet in this session. */
  fresh: boolean;
  /** There is work in the model: it is not simply what was opened. */
  changed: boolean;
  /** The ids of blocks mean something within it. */
  session: string;
  /** Whether the model is kept in this tab, and comes again after a refresh. A lesson keeps what is done in it itself. */
  keeps: boolean;
  /** What a file with the model is called, without its ending. */
  file: string;
}

/** `others`: more blocks to which the same is done. */
export type Edit =
  | { op: "add"; kind: string; parent: number; index: number }
  | { op: "paste"; text: string; parent: number; index: number }
  | { op: "move"; block: number; others: number[]; parent: number; index: number }
  | { op: "wrap"; block: number; others: number[]; kind: string }
  | { op: "duplicate"; block: number; others: number[]; parent?: number; index?: number }
  | { op: "remove"; block: number; others: number[]; cut?: boolean }
  | { op: "unwrap"; block: number }
  | { op: "define"; blocks: number[] }
  | { op: "make unique"; block: number }
  | { op: "rename definition"; definition: string; name: string }
  | { op: "reuse"; block: number; parent?: number; index?: number }
  | { op: "rename"; block: number; name: string }
  | { op: "fix"; block: number; index: number }
  | { op: "rewire"; block: number; inputs: string[] }
  | { op: "set"; block: number; args: { outputs: string[] } }
  | { op: "add input"; shape: (number | string)[]; dtype: string; name: string }
  | { op: "remove input"; index: number }
  | { op: "select"; block: number | null }
  | { op: "form"; block: number }
  | { op: "fold"; block: number; folded: boolean }
  | { op: "foldall"; depth: number }
  | { op: "undo" | "redo"; steps?: number }
  | { op: "title"; title: string }
  | { op: "restore"; text: string; changed: boolean; selected: number[] | null; folded: number[][] }
  | { op: "new" }
  | { op: "open"; text: string; name: string }
  | { op: "open link"; link: string }
  | { op: "open ours"; name: string };

export type NumberedEdit = Edit & { id: number };

/** Edits that Python has not acknowledged; it applies each number once. */
export interface Batch {
  client: string;
  session: string;
  ops: NumberedEdit[];
}

/** What Streamlit hands to the component at every call: the data is a message, as bytes. */
export interface Component {
  data: Uint8Array;
  key?: string;
  parentElement: HTMLElement | ShadowRoot;
  setTriggerValue(name: string, value: unknown): void;
  setStateValue(name: string, value: unknown): void;
}

/** The id of the first input, which is selected and focused like a block; the others have -1, -2 … */
export const INPUT = 0;

const PROVISIONAL = -1000;
const AT_ONCE = 1000; // blocks that one edit may make

export function isInput(id: number): boolean {
  return id <= INPUT && id > PROVISIONAL;
}

/** The id of the nth block that an edit makes, until Python has answered. */
export function provisional(edit: number, nth = 0): number {
  return PROVISIONAL - edit * AT_ONCE - nth;
}

/** The edit that makes a provisional block. */
export function makerOf(id: number): number {
  return Math.floor((PROVISIONAL - id) / AT_ONCE);
}

export function isProvisional(id: number | null): boolean {
  return id !== null && id <= PROVISIONAL;
}
