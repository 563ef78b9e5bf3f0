// Lines that stand for what is selected elsewhere on the page: lit, and brought into view when they change.

import { RangeSetBuilder, StateEffect, StateField, type EditorState } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

export const light = StateEffect.define<readonly number[]>();

const line = Decoration.line({ class: "lit" });

export const lit = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (value, transaction) => {
    const told = transaction.effects.find((effect) => effect.is(light));
    return told ? decorated(told.value, transaction.state) : value.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorated(lines: readonly number[], { doc }: EditorState): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const there = [...new Set(lines)].filter((each) => each >= 1 && each <= doc.lines).sort((one, other) => one - other);
  for (const each of there) builder.add(doc.line(each).from, doc.line(each).from, line);
  return builder.finish();
}

/** Lights lines. The first of them comes into view, without moving the page around the text. */
export function lighten(lines: readonly number[], view: EditorView): void {
  view.dispatch({ effects: light.of(lines) });
  const first = Math.min(...lines);
  if (!(first >= 1 && first <= view.state.doc.lines)) return;
  const { top, bottom } = view.lineBlockAt(view.state.doc.line(first).from);
  const { scrollTop, clientHeight } = view.scrollDOM;
  if (top < scrollTop || bottom > scrollTop + clientHeight) view.scrollDOM.scrollTop = top - clientHeight / 3;
}
