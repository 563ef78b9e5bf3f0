// What Python wrote, as the canvas draws it. A card comes without what it has in common with most others; here, at
// the door, that is filled in, so that nobody else has to ask.

import type { Block, Data } from "./types";

type Written = Omit<Data, "root"> & { plain: Partial<Block>; root: Card };
type Card = Partial<Block> & { children?: Card[] };

const decoder = new TextDecoder();

export function read(bytes: Uint8Array): Data {
  const { plain, root, ...data } = JSON.parse(decoder.decode(bytes)) as Written;
  return { ...data, root: filled(root, plain) };
}

function filled(card: Card, plain: Partial<Block>): Block {
  const children = card.children?.map((child) => filled(child, plain)) ?? [];
  return { ...plain, ...card, children } as Block;
}
