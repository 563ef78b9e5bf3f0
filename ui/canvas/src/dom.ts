// Small helpers around the document. Text is only ever set as text, never as markup.

import { icon } from "./icons";

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag, className = "", text = "", ...children: Node[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

/** A button that shows only an icon; the label is its name and its tooltip. */
export function iconButton(action: string, iconName: string, label: string): HTMLButtonElement {
  const element = make("button", "tool", "", icon(iconName));
  element.type = "button";
  element.dataset.action = action;
  name(element, label);
  return element;
}

export function textButton(className: string, text: string, run: () => void): HTMLButtonElement {
  const element = make("button", className, text);
  element.type = "button";
  element.addEventListener("click", run);
  return element;
}

export function name(element: HTMLElement, label: string): void {
  setAttribute(element, "aria-label", label);
  setAttribute(element, "title", label);
}

/** Sets or removes (null) an attribute, and leaves an equal one alone. */
export function setAttribute(element: Element, attribute: string, value: string | null): void {
  if (element.getAttribute(attribute) === value) return;
  if (value === null) element.removeAttribute(attribute);
  else element.setAttribute(attribute, value);
}

/** Where the layers are: beside the canvas, or above it where the canvas is narrow. */
export function whereLayersAre(): HTMLElement[] {
  return [make("span", "if-wide", "from the left"), make("span", "if-narrow", "from the list above")];
}

export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Puts `wanted` into `parent` in order, touching only what is out of place. */
export function arrange(parent: Element, wanted: readonly Element[]): void {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  let cursor = parent.firstElementChild;
  for (const element of wanted) {
    // One element moved down: take that one out instead of moving all others up past it.
    if (cursor && cursor !== element && cursor.nextElementSibling === element) {
      const astray = cursor;
      cursor = element;
      astray.remove();
    }
    if (cursor === element) cursor = cursor.nextElementSibling;
    else parent.insertBefore(element, cursor);
  }
}

export function closest(event: Event, selector: string): HTMLElement | null {
  const target = event.composedPath()[0];
  return target instanceof Element ? target.closest<HTMLElement>(selector) : null;
}

const TYPED = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false])";

/** True when the event comes from a place where the person types. */
export function isTyping(event: Event): boolean {
  return closest(event, TYPED) !== null;
}
