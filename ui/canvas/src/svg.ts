// Small drawings made of paths, each path with a class that gives it its look.

const SPACE = "http://www.w3.org/2000/svg";

/** A drawing that says nothing to a screen reader: what it shows stands beside it in words. */
export function picture(className: string, viewBox: string, paths: readonly (readonly [className: string, path: string])[]): SVGSVGElement {
  const drawn = document.createElementNS(SPACE, "svg");
  drawn.setAttribute("viewBox", viewBox);
  drawn.setAttribute("class", className);
  drawn.setAttribute("aria-hidden", "true");
  for (const [name, path] of paths) {
    const line = document.createElementNS(SPACE, "path");
    line.setAttribute("class", name);
    line.setAttribute("d", path);
    drawn.append(line);
  }
  return drawn;
}
