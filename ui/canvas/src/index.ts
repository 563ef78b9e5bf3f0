// The component's entry. Streamlit calls it again for every change of data or theme, with the same
// parent element: the editor of that element is kept and updated. The cleanup runs at unmount only.

import { Editor } from "./editor";
import { read } from "./reading";
import type { Component } from "./types";

/** As Streamlit calls it: the data is the bytes that Python wrote. */
type Call = Omit<Component, "data"> & { data: Uint8Array };

const editors = new WeakMap<object, Editor>();

export default function canvas(component: Call): () => void {
  const { parentElement } = component;
  const known = editors.get(parentElement);
  const editor = known ?? new Editor(parentElement);
  if (!known) editors.set(parentElement, editor);
  editor.update({ ...component, data: read(component.data) });
  return () => {
    editor.stop();
    editors.delete(parentElement);
  };
}
