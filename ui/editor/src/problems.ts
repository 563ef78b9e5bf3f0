// A line with a problem is washed in red, and what is wrong stands under it.

import { type EditorState, type Extension, type Range } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";

import { isStale, marks } from "./marks";

class Words extends WidgetType {
  constructor(private text: string, private stale: boolean) {
    super();
  }

  override eq(other: Words): boolean {
    return this.text === other.text && this.stale === other.stale;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement("div");
    element.className = `problem${this.stale ? " stale" : ""}`;
    element.append(document.createElement("span"));
    element.firstElementChild!.textContent = this.text;
    return element;
  }
}

function decorated(state: EditorState): DecorationSet {
  const stale = isStale(state);
  const line = Decoration.line({ class: `faulty${stale ? " stale" : ""}` });
  const ranges = state.field(marks).problems.flatMap(({ at, value }): Range<Decoration>[] => {
    const { from, to } = state.doc.lineAt(at);
    return [line.range(from), Decoration.widget({ widget: new Words(value, stale), block: true, side: 1 }).range(to)];
  });
  return Decoration.set(ranges, true);
}

export const problems: Extension = EditorView.decorations.compute([marks, "doc"], decorated);

/** The same for ears. */
export function spoken(state: EditorState): string {
  const said = state.field(marks).problems.map(({ at, value }) => `Line ${state.doc.lineAt(at).number}: ${value}`);
  return said.join(" ");
}
