// The contract with Python: the data that is drawn and the edits that are sent.

export interface Problem {
  received: string;
  expected: string;
  fix: string;
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
  input: string;
  output: string;
  changed: boolean;
  state: "ok" | "error" | "unknown";
  problem: Problem | null;
  holds: boolean;
  slot: boolean;
  count: number;
  shared: boolean;
  folded: boolean;
  hidden: number;
  children: Block[];
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
  status: { ok: boolean; text: string; block: number | null };
  totals: Total[];
  input: { text: string; dtype: string; id: 0 };
  output: string;
  selected: number | null;
  palette: Family[];
  root: Block;
  document: string;
  fresh: boolean;
}

export type Edit =
  | { op: "add"; kind: string; parent: number; index: number }
  | { op: "move"; block: number; parent: number; index: number }
  | { op: "wrap"; block: number; kind: string }
  | { op: "unwrap" | "duplicate" | "remove"; block: number }
  | { op: "rename"; block: number; name: string }
  | { op: "fix"; block: number; index: number }
  | { op: "select"; block: number | null }
  | { op: "fold"; block: number; folded: boolean }
  | { op: "foldall"; depth: number }
  | { op: "undo" | "redo" }
  | { op: "title"; title: string }
  | { op: "restore"; text: string };

export type NumberedEdit = Edit & { id: number };

/** What Streamlit hands to the component at every call. */
export interface Component {
  data: Data;
  key?: string;
  parentElement: HTMLElement | ShadowRoot;
  setTriggerValue(name: string, value: unknown): void;
  setStateValue(name: string, value: unknown): void;
}

/** The id of the input pill, which is selected and focused like a block. */
export const INPUT = 0;
