// Beside each line number: how often the line ran in the last forward pass.

import { type EditorState, type Extension } from "@codemirror/state";
import { gutter, GutterMarker } from "@codemirror/view";

import { isStale, marks, within } from "./marks";

const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat("en");

class Count extends GutterMarker {
  constructor(private count: number, private stale: boolean) {
    super();
  }

  override eq(other: Count): boolean {
    return this.count === other.count && this.stale === other.stale;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = `count${this.count ? "" : " none"}${this.stale ? " stale" : ""}`;
    element.textContent = `${short.format(this.count)}×`;
    element.title = `${sentence(this.count)} in the last forward pass${this.stale ? ", before these changes" : ""}`;
    return element;
  }
}

function sentence(count: number): string {
  if (count === 0) return "did not run";
  return count === 1 ? "ran once" : `ran ${exact.format(count)} times`;
}

function countAt(state: EditorState, from: number, to: number): Count | null {
  const [count] = within(state.field(marks).counts, from, to);
  return count === undefined ? null : new Count(count, isStale(state));
}

export const counts: Extension = gutter({
  class: "counts",
  lineMarker: ({ state }, { from }) => countAt(state, from, state.doc.lineAt(from).to),
  lineMarkerChange: ({ startState, state }) =>
    startState.field(marks) !== state.field(marks) || isStale(startState) !== isStale(state),
});
