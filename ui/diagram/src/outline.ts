// The drawn blocks as a tree: what stands for each, which is selected, and where the keyboard is.

import { sign } from "./signs";
import type { Part } from "./types";

export class Outline {
  private parts: Part[] = [];
  private groups = new Map<number, SVGGElement>();
  private parents = new Map<number, number | null>();

  /** Makes what stands for a block something that can be clicked, and reached by key. */
  take(svg: SVGSVGElement, parts: Part[], title: string): void {
    const drawn = new Map([...svg.querySelectorAll<SVGGElement>("g[id]")].map((group) => [group.id, group]));
    this.parts = parts.filter((part) => drawn.has(`b${part.id}`));
    this.groups = new Map(this.parts.map((part) => [part.id, drawn.get(`b${part.id}`) as SVGGElement]));
    this.parents = parentsOf(this.parts);
    svg.setAttribute("role", "tree");
    svg.setAttribute("aria-label", `Diagram of ${title}`);
    for (const group of drawn.values()) {
      if (!/^(b\d+|model)$/.test(group.id)) group.setAttribute("aria-hidden", "true");
    }
    const rows = Map.groupBy(this.parts, (part) => this.parents.get(part.id));
    for (const part of this.parts) {
      drawn.get(`b${part.id}-merge`)?.setAttribute("data-block", String(part.id));
      this.prepare(part, rows.get(this.parents.get(part.id)) ?? []);
    }
    this.reach(this.parts[0]?.id ?? null);
  }

  private prepare(part: Part, siblings: Part[]): void {
    const group = this.group(part.id);
    if (!group) return;
    const attributes: Record<string, string | number | null> = {
      "data-block": part.id,
      role: "treeitem",
      tabindex: -1,
      "aria-label": words(part),
      "aria-level": part.level,
      "aria-setsize": siblings.length,
      "aria-posinset": siblings.indexOf(part) + 1,
      "aria-expanded": part.unfolded === null ? null : String(part.unfolded),
    };
    for (const [name, value] of Object.entries(attributes)) if (value !== null) group.setAttribute(name, String(value));
    if (part.unfolded !== null) sign(group, part.unfolded);
  }

  // --- finding

  group(id: number | null): SVGGElement | null {
    return (id !== null && this.groups.get(id)) || null;
  }

  part(id: number | null): Part | null {
    return this.parts.find((part) => part.id === id) ?? null;
  }

  /** The block that something in the picture belongs to. */
  at(target: EventTarget | null): number | null {
    const found = target instanceof Element ? target.closest<SVGGElement>("[data-block]")?.dataset["block"] : undefined;
    return found === undefined ? null : Number(found);
  }

  get focused(): number | null {
    return [...this.groups].find(([, group]) => group.matches(":focus"))?.[0] ?? null;
  }

  // --- marks

  mark(selected: number | null, hides: boolean): void {
    for (const [id, group] of this.groups) {
      const is = id === selected;
      group.classList.toggle("selected", is);
      group.classList.toggle("hides", is && hides);
      group.setAttribute("aria-selected", String(is));
      const part = this.part(id);
      if (part) group.setAttribute("aria-label", words(part) + (is && hides ? ", holds the selected block" : ""));
    }
    if (selected !== null) this.reach(selected);
  }

  /** Makes one part the one that Tab comes to. */
  reach(id: number | null): void {
    const group = this.group(id);
    if (!group) return;
    for (const each of this.groups.values()) each.setAttribute("tabindex", "-1");
    group.setAttribute("tabindex", "0");
  }

  // --- the way of the keyboard

  /** The part that many further on, in the order of the document. */
  next(id: number | null, by: number): number | null {
    const at = this.parts.findIndex((part) => part.id === id);
    const place = at < 0 ? 0 : Math.min(Math.max(at + by, 0), this.parts.length - 1);
    return this.parts[place]?.id ?? null;
  }

  parent(id: number): number | null {
    return this.parents.get(id) ?? null;
  }
}

/** Around each part the one that holds it; the parts come outside in. */
function parentsOf(parts: Part[]): Map<number, number | null> {
  const around: number[] = [];
  return new Map(
    parts.map(({ id, level }) => {
      around.length = level - 1;
      around.push(id);
      return [id, around.at(-2) ?? null];
    }),
  );
}

function words(part: Part): string {
  return [part.title, ...part.facts].join(", ");
}
