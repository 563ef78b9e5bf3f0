// The large module: CodeMirror and our editor around it. One editor for each element of the page.

import { CodeEditor } from "./editor";
import type { Component } from "./types";

const editors = new WeakMap<object, CodeEditor>();

/** Draws, or updates what is drawn; gives back how to take it away again. */
export function draw(component: Component): () => void {
  const { parentElement } = component;
  const known = editors.get(parentElement);
  const editor = known ?? new CodeEditor(component);
  if (known) known.update(component);
  else editors.set(parentElement, editor);
  return () => {
    editor.close();
    editors.delete(parentElement);
  };
}
