// What CodeMirror is made of here: Python, its keys, and the marks beside and under its lines.

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";

import { counts } from "./counts";
import { colours } from "./look";
import { lit } from "./lit";
import { marks } from "./marks";
import { problems } from "./problems";

export interface Hooks {
  apply(): void;
  typed(): void;
  /** A line was clicked, counted from 1. */
  pointed(line: number): void;
  /** The id of the element that says how the keyboard gets out again. */
  help: string;
}

export function extensions(readonly: boolean, { apply, typed, pointed, help }: Hooks): Extension {
  return [
    lineNumbers(),
    marks,
    lit,
    counts,
    problems,
    python(),
    colours,
    indentUnit.of("    "),
    EditorState.tabSize.of(4),
    EditorState.readOnly.of(readonly),
    history(),
    indentOnInput(),
    bracketMatching(),
    drawSelection(),
    // Escape, then Tab, leaves the editor: CodeMirror has that of its own.
    ...(readonly ? [keymap.of([{ key: "Enter", run: ({ state }) => done(() => pointed(lineOf(state)))() }])] : []),
    keymap.of([{ key: "Mod-Enter", run: done(apply) }, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.contentAttributes.of({ "aria-label": "Python code", "aria-describedby": help, spellcheck: "false", tabindex: "0" }),
    EditorView.domEventHandlers({
      click: (event, view) => {
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (at !== null && view.state.selection.main.empty) pointed(view.state.doc.lineAt(at).number);
      },
    }),
    EditorView.updateListener.of(({ docChanged }) => docChanged && typed()),
  ];
}

/** The line on which the cursor stands, counted from 1. */
function lineOf({ doc, selection }: EditorState): number {
  return doc.lineAt(selection.main.head).number;
}

/** As a command that always has done its work, so that no other takes the key. */
function done(run: () => void): () => boolean {
  return () => {
    run();
    return true;
  };
}
