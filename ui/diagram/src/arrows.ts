// The arrows of the block one points at are lit, also beyond the points at which they part.

const POINT = /f\d*$/; // the name of such a point

export function light(svg: SVGSVGElement | null, part: Element | null): void {
  for (const each of svg?.querySelectorAll(".edge.lit") ?? []) each.classList.remove("lit");
  const name = part?.matches(".node") ? part.getAttribute("data-name") : null;
  if (!svg || !name) return;
  const edges = [...svg.querySelectorAll<SVGGElement>(".edge")].map((edge) => ({ edge, ends: (edge.dataset["name"] ?? "").split("->") }));
  const points = new Set(edges.filter(({ ends }) => ends[1] === name && POINT.test(ends[0] ?? "")).map(({ ends }) => ends[0]));
  for (const { edge, ends } of edges) {
    if (ends.includes(name) || points.has(ends[1])) edge.classList.add("lit");
  }
}
