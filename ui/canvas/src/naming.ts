// Typing on a card: the name of a block, or the class of its definition.

import type { Item } from "./card";
import type { Commands } from "./commands";
import type { Sheet } from "./render";
import { typeInPlace } from "./typing";
import type { Edit } from "./types";
import { isProvisional } from "./types";
import type { View, ViewBlock } from "./view";

/** What naming needs of the editor. */
export interface NamingHost {
  readonly view: View;
  readonly sheet: Sheet;
  readonly commands: Commands;
  send(edit: Edit): void;
  focus(id: number): void;
  /** Draws what waits to be drawn. */
  drawNow(): void;
}

export class Naming {
  constructor(private host: NamingHost) {}

  /** Lets a block be named on its card. */
  name(id: number): void {
    const { view, sheet, commands } = this.host;
    const block = view.places.get(id)?.block;
    const item = sheet.items.get(id);
    if (!block || !item || block.slot || isProvisional(id) || !commands.isAlone(id, "renamed")) return;
    this.open(item, "name", `Name of ${block.kind}`, block.name, block.key || "name", (text) => commands.rename(id, text));
  }

  /** Goes to the selected instance and lets its class be named; an empty text keeps it as it is called. */
  className(): void {
    const { host } = this;
    host.drawNow();
    const block = selectedBlock(host.view);
    const item = block && host.sheet.items.get(block.id);
    if (!block?.instance || !item) return;
    host.focus(block.id);
    const { kind } = block;
    this.open(item, "kind", "Class name of the block", kind, kind, (name) => name && host.send({ op: "rename definition", definition: kind, name }));
  }

  private open(item: Item, which: "name" | "kind", label: string, value: string, placeholder: string, done: (text: string) => void): void {
    if (item.typing) return;
    item.typing = which;
    item.element.classList.add(`typing-${which}`);
    const closed = (byKey: boolean) => {
      item.typing = null;
      item.forget();
      item.element.classList.remove(`typing-${which}`);
      if (byKey) this.host.focus(item.id);
    };
    typeInPlace(which === "name" ? item.label : item.kind, { label, value, placeholder, done, closed });
  }
}

function selectedBlock({ selected, places }: View): ViewBlock | undefined {
  return selected === null ? undefined : places.get(selected)?.block;
}
