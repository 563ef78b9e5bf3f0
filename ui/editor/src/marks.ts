// What Python says of single lines, kept at these lines while the text around them changes.

import { ChangeSet, MapMode, StateEffect, StateField, Text, type ChangeDesc, type EditorState } from "@codemirror/state";

import { difference } from "./difference";
import type { Data } from "./types";

/** Something said of a line, at the place in the text where the line's first word begins. */
export interface Mark<Value> {
  at: number;
  value: Value;
}

export interface Marks {
  counts: Mark<number>[];
  problems: Mark<string>[];
  /** The text that was spoken of. */
  subject: Text;
}

/** Python's words, and the text whose lines they count. */
interface Said extends Pick<Data, "counts" | "problems"> {
  subject: string;
}

export const say = StateEffect.define<Said>();

export const marks = StateField.define<Marks>({
  create: ({ doc }) => ({ counts: [], problems: [], subject: doc }),
  update: (value, transaction) => {
    const spoken = transaction.effects.find((effect) => effect.is(say));
    if (spoken) return placed(spoken.value, transaction.newDoc);
    return transaction.docChanged ? moved(value, transaction.changes) : value;
  },
});

/** Whether the text is no longer the one that the marks speak of. */
export function isStale(state: EditorState): boolean {
  return !state.doc.eq(state.field(marks).subject);
}

/** What is said of the line that reaches from one place to another. */
export function within<Value>(list: readonly Mark<Value>[], from: number, to: number): Value[] {
  return list.filter(({ at }) => at >= from && at <= to).map(({ value }) => value);
}

function placed({ counts, problems, subject }: Said, doc: Text): Marks {
  const text = Text.of(subject.split("\n"));
  const since = ChangeSet.of(difference(subject, doc.toString()), text.length);
  const at = <Value>(line: number, value: Value): Mark<Value>[] => mapped([{ at: start(text, line), value }], since);
  return {
    counts: Object.entries(counts).flatMap(([line, count]) => (isLine(text, +line) ? at(+line, count) : [])),
    // A problem is never dropped: one beyond the end stands at the last line.
    problems: problems.flatMap((problem) => at(Math.min(Math.max(problem.line, 1), text.lines), problem.text)),
    subject: text,
  };
}

function moved(value: Marks, changes: ChangeDesc): Marks {
  return { ...value, counts: mapped(value.counts, changes), problems: mapped(value.problems, changes) };
}

/** Moved with the text; what stood in deleted text is gone. */
function mapped<Value>(list: readonly Mark<Value>[], changes: ChangeDesc): Mark<Value>[] {
  return list.flatMap(({ at, value }) => {
    const place = changes.mapPos(at, 1, MapMode.TrackDel);
    return place === null ? [] : [{ at: place, value }];
  });
}

function isLine(text: Text, line: number): boolean {
  return Number.isInteger(line) && line >= 1 && line <= text.lines;
}

function start(text: Text, line: number): number {
  const { from, text: words } = text.line(line);
  return from + (/\S/.exec(words)?.index ?? 0);
}
