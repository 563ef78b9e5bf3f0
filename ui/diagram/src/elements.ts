// Elements in one line each.

const SVG = "http://www.w3.org/2000/svg";

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag, className = "", text = "",
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

export function draw(tag: "g" | "circle" | "path" | "svg", attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

export function button(text: string | Element, label: string, run: () => void): HTMLButtonElement {
  const element = make("button");
  element.type = "button";
  element.append(text);
  element.title = label;
  element.setAttribute("aria-label", label);
  element.addEventListener("click", run);
  return element;
}
