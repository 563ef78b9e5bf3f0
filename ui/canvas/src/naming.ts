// Typing on a card: the name of a block, or the class of its definition.

import type { Item } from "./card";
import { typeInPlace } from "./typing";
import type { ViewBlock } from "./view";

interface Words {
  rename(name: string): void;
  /** The card may be drawn again; `byKey`: the focus belongs to it. */
  closed(byKey: boolean): void;
}

export function typeName(item: Item, block: ViewBlock, words: Words): void {
  const typing = { label: `Name of ${block.kind}`, value: block.name, placeholder: block.key || "name", done: words.rename };
  open(item, "name", typing, words);
}

/** An empty text keeps the class as it is called. */
export function typeClass(item: Item, block: ViewBlock, words: Words): void {
  const done = (name: string) => name && words.rename(name);
  open(item, "kind", { label: "Class name of the block", value: block.kind, placeholder: block.kind, done }, words);
}

function open(item: Item, which: "name" | "kind", typing: { label: string; value: string; placeholder: string; done(text: string): void }, words: Words): void {
  if (item.typing) return;
  item.typing = which;
  item.element.classList.add(`typing-${which}`);
  typeInPlace(which === "name" ? item.label : item.kind, {
    ...typing,
    closed: (byKey) => {
      item.typing = null;
      item.forget();
      item.element.classList.remove(`typing-${which}`);
      words.closed(byKey);
    },
  });
}
