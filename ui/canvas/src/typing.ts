// Typing a name in place: the label becomes a field until Enter, Escape or a click elsewhere.

import { make } from "./dom";

export interface Typing {
  label: string;
  value: string;
  placeholder: string;
  done(value: string): void;
  /** Called in every case, when the label may be drawn again. */
  closed(byKey: boolean): void;
}

export function typeInPlace(place: HTMLElement, typing: Typing): void {
  const field = make("input", "typing");
  field.value = typing.value;
  field.placeholder = typing.placeholder;
  field.maxLength = 64;
  field.spellcheck = false;
  field.autocomplete = "off";
  field.setAttribute("aria-label", typing.label);
  let open = true;
  const close = (keep: boolean, byKey: boolean) => {
    if (!open) return;
    open = false;
    const value = field.value.trim();
    // A blur that comes with the removal must find the field closed already.
    field.remove();
    place.textContent = keep ? value : typing.value;
    typing.closed(byKey);
    if (keep && value !== typing.value) typing.done(value);
  };
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const enter = event.key === "Enter" && !event.isComposing;
    if (!enter && event.key !== "Escape") return;
    event.preventDefault(); // else the key goes on to press what gets the focus back
    close(enter, true);
  });
  field.addEventListener("blur", () => close(true, false));
  place.replaceChildren(field);
  field.focus({ preventScroll: true });
  field.select();
}
