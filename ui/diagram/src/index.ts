// The diagram: shows the SVG it is given, and tells Python which block was clicked, folded or unfolded.

import type { Picture, Tell } from "./types";
import { Viewer } from "./viewer";

interface Call {
  data: Picture;
  parentElement: Element | ShadowRoot;
  setTriggerValue: Tell;
}

const viewers = new WeakMap<Element | ShadowRoot, Viewer>();

/** Called again on the same element whenever data or theme change: an update of what stands there. */
export default function ({ data, parentElement, setTriggerValue }: Call): () => void {
  let viewer = viewers.get(parentElement);
  if (!viewer) {
    viewer = new Viewer();
    viewers.set(parentElement, viewer);
    parentElement.append(viewer.element);
  }
  viewer.tell = setTriggerValue;
  viewer.show(data);
  const shown = viewer;
  return () => {
    shown.close();
    viewers.delete(parentElement);
  };
}
