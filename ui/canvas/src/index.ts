// The component's entry. Streamlit calls it again for every change of data or theme, with the same
// parent element: the editor of that element is kept and updated. The cleanup runs at unmount only.

import { Editor } from "./editor";
import type { Component } from "./types";

const editors = new WeakMap<object, Editor>();

export default function canvas(component: Component): () => void {
  const { parentElement } = component;
  const known = editors.get(parentElement);
  const editor = known ?? new Editor(parentElement);
  if (!known) editors.set(parentElement, editor);
  editor.update(component);
  return () => {
    editor.stop();
    editors.delete(parentElement);
  };
}
