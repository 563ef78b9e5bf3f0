// A foreign SVG rebuilt from what is known to be harmless. All else is dropped: scripts, links, styles, events.
// Titles, which a browser would show as tool tips, become `data-name`: Graphviz's own names of nodes and arrows.

const SVG = "http://www.w3.org/2000/svg";

const ELEMENTS = new Set(["svg", "g", "path", "polygon", "polyline", "ellipse", "circle", "rect", "line", "text", "tspan"]);

const ATTRIBUTES = new Set(
  ("id class transform viewBox d points x y x1 y1 x2 y2 cx cy r rx ry width height fill fill-opacity stroke " +
    "stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin opacity text-anchor font-family " +
    "font-size font-weight font-style").split(" "),
);

/** The SVG in a text, or null when there is none. */
export function parse(text: string): SVGSVGElement | null {
  const found = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const copy = found.localName === "svg" ? sanitised(found) : null;
  return copy instanceof SVGSVGElement ? copy : null;
}

function sanitised(source: Element): SVGElement | null {
  if (source.namespaceURI !== SVG || !ELEMENTS.has(source.localName)) return null;
  const copy = document.createElementNS(SVG, source.localName);
  for (const { name, value } of source.attributes) {
    if (ATTRIBUTES.has(name) && !/url\s*\(/i.test(value)) copy.setAttribute(name, value);
  }
  for (const child of source.childNodes) {
    if (child instanceof Element && child.localName === "title") copy.dataset["name"] = child.textContent ?? "";
    else if (child instanceof Element) copy.append(sanitised(child) ?? "");
    else if (child.nodeType === Node.TEXT_NODE && /^t/.test(copy.localName)) copy.append(child.textContent ?? "");
  }
  return copy;
}
