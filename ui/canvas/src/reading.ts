// What Python wrote, as the canvas draws it. A card comes without what it has in common with most others; here, at
// the door, that is filled in, so that nobody else has to ask. What is as it was before is the same object as before.

import { shared } from "./likeness";
import type { Block, Data } from "./types";


/** What Python says of the canvas. The number grows with each change: the same number, the same data. */
export interface Message {
  number: number;
  data: Written;
}

type Written = Omit<Data, "root"> & { plain: Partial<Block>; root: Card };
type Card = Partial<Block> & { children?: Card[] };

const decoder = new TextDecoder();

export function parse(bytes: Uint8Array): Message {
  return JSON.parse(decoder.decode(bytes)) as Message;
}

export class Reader {
  private number = -1;
  private session = "";
  private blocks = new Map<number, Block>();

  /** The data of a message; null where just this was read already, or something newer. */
  read({ number, data }: Message): Data | null {
    if (data.session === this.session && number <= this.number) return null;
    const before = data.session === this.session ? this.blocks : new Map<number, Block>();
    [this.number, this.session, this.blocks] = [number, data.session, new Map()];
    const { plain, root, ...rest } = data;
    return { ...rest, root: this.filled(root, plain, before) };
  }

  private filled(card: Card, plain: Partial<Block>, before: ReadonlyMap<number, Block>): Block {
    const children = card.children?.map((child) => this.filled(child, plain, before)) ?? [];
    const made = { ...plain, ...card, children } as Block;
    const known = before.get(made.id);
    const block = known ? shared(known, made) : made;
    this.blocks.set(block.id, block);
    return block;
  }
}
