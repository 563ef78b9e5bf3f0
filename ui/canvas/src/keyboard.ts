// From keys to actions: on the canvas, and on the page around it where nobody types.

import { type Action, type ActionHost, actionOf } from "./actions";
import { closest, isTyping } from "./dom";
import { chordOf } from "./keys";

/** True when the key meant something. */
export function pressed(host: ActionHost, event: KeyboardEvent): boolean {
  const found = actionOf(chordOf(event));
  if (!found || found.native || !isMeant(event, found)) return false;
  if (!found.block) found.run(host, NaN);
  else {
    const element = closest(event, "[data-block]");
    const id = Number(element?.dataset.block);
    if (!element || !isThere(host, id)) return false;
    found.run(host, id);
  }
  event.preventDefault();
  return true;
}

/** A field keeps its own keys, a button Enter and Space. */
function isMeant(event: KeyboardEvent, { always }: Action): boolean {
  if (event.defaultPrevented || closest(event, "[role=dialog], .menu")) return false;
  if (isTyping(event)) return always === true;
  return !(closest(event, "button") && (event.key === "Enter" || event.key === " "));
}

function isThere({ view }: ActionHost, id: number): boolean {
  return view.order.includes(id);
}
