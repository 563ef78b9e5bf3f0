// What Python gives, and what it is told.

/** A block that is drawn; `unfolded` is null for what has nothing inside. `level` is 1 for the outermost. */
export interface Part {
  id: number;
  level: number;
  title: string;
  facts: string[];
  unfolded: boolean | null;
}

export interface Picture {
  svg: string;
  dot: string;
  parts: Part[];
  /** The block that is drawn for the selected one, and whether the selected one is folded away in it. */
  selected: number | null;
  hides: boolean;
  name: string; // of files
  title: string;
  depths: string[];
  depth: string;
}

export interface Told {
  select: number;
  fold: { block: number; unfolded: boolean };
  depth: string;
}

export type Tell = <Name extends keyof Told>(name: Name, value: Told[Name]) => void;
