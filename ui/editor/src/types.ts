// The contract with Python: what is shown and what is sent.

export interface Problem {
  /** Counted from 1. */
  line: number;
  text: string;
}

export interface Data {
  /** Where the large module is, from the root of this server. */
  address: string;
  /** Which text this is: what was typed and not applied is kept under this name. */
  key: string;
  source: string;
  /** How often each line ran, by its number. */
  counts: Record<string, number>;
  problems: Problem[];
  readonly: boolean;
  /** Lines that are lit, counted from 1. */
  lit: number[];
  /** Whether Python wants to hear which line is clicked; such a text has a button that copies it. */
  pointed: boolean;
  /** The revision that this very data answers; 0 when it answers none. */
  answered: number;
}

/** A text that is handed to Python. Its number rises with each, so that no two are alike. */
export interface Applied {
  text: string;
  revision: number;
}

/** A line that was clicked, counted from 1. */
export interface Pointed {
  line: number;
  revision: number;
}

/** What Streamlit hands to the component at every call. */
export interface Component {
  data: Data;
  parentElement: HTMLElement | ShadowRoot;
  setTriggerValue(name: "applied", value: Applied): void;
  setTriggerValue(name: "pointed", value: Pointed): void;
}

/** What the large module offers to the small one: draws, and gives back how to take it away again. */
export interface Module {
  draw(component: Component): () => void;
}
