// The square to draw in: shows what was drawn before, and sends what is drawn when the pen is lifted.

import { Pad } from "./pad";

interface Call {
  data: { picture: string };
  parentElement: Element | ShadowRoot;
  setTriggerValue: (name: "drawn", picture: string) => void;
}

const pads = new WeakMap<Element | ShadowRoot, Pad>();

/** Called again on the same element whenever data or theme change. */
export default function ({ data, parentElement, setTriggerValue }: Call): () => void {
  let pad = pads.get(parentElement);
  if (!pad) {
    pad = new Pad();
    pads.set(parentElement, pad);
    parentElement.append(pad.element);
    pad.restore(data.picture);
  }
  pad.tell = (picture) => setTriggerValue("drawn", picture);
  const shown = pad;
  return () => {
    shown.element.remove();
    pads.delete(parentElement);
  };
}
