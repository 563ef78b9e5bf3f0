// Where the selected block is, or all that are marked: the containers around from the model down, each of which can
// be pressed.

import { titleOf } from "./card";
import { arrange, make, setAttribute, setText } from "./dom";
import { isInput } from "./types";
import { around, type Place, type View, type ViewBlock } from "./view";

export class Trail {
  readonly element = make("nav", "trail");
  private parts: HTMLButtonElement[] = [];
  private marks: HTMLElement[] = [];

  /** `go`: to a block, or with null to the model itself. */
  constructor(private go: (block: number | null) => void) {
    this.element.setAttribute("aria-label", "Where the selected block is");
  }

  draw(view: View, title: string, marked: readonly number[]): void {
    const way = marked.length > 1 ? wayToAll(view, marked) : wayTo(view, view.selected);
    const wanted = [{ id: null, text: title, hint: "The whole model" }, ...way];
    while (this.parts.length < wanted.length) this.parts.push(this.makePart());
    this.parts.length = wanted.length;
    while (this.marks.length < wanted.length - 1) this.marks.push(make("span", "trail-mark", "›"));
    wanted.forEach(({ id, text, hint }, index) => {
      const part = this.parts[index]!;
      part.dataset.trail = id === null ? "" : String(id);
      setText(part, text);
      setAttribute(part, "title", hint);
      part.disabled = Number.isNaN(id);
      setAttribute(part, "aria-current", index && index === wanted.length - 1 ? "true" : null);
    });
    arrange(this.element, this.parts.flatMap((part, index) => (index ? [this.marks[index - 1]!, part] : [part])));
  }

  private makePart(): HTMLButtonElement {
    const part = make("button", "trail-part");
    part.type = "button";
    part.addEventListener("click", () => this.go(part.dataset.trail ? Number(part.dataset.trail) : null));
    return part;
  }
}

/** In the place of a block's id: there is none to go to. */
const SEVERAL = NaN;

interface Part {
  id: number;
  text: string;
  hint: string;
}

/** The containers that are around all of them, and how many they are. */
function wayToAll(view: View, marked: readonly number[]): Part[] {
  const [first = [], ...others] = marked.map((id) => wayTo(view, id).slice(0, -1));
  const apart = first.findIndex(({ id }, level) => others.some((way) => way[level]?.id !== id));
  const shared = apart < 0 ? first : first.slice(0, apart);
  return [...shared, { id: SEVERAL, text: `${marked.length} blocks`, hint: "All that are marked" }];
}

function wayTo(view: View, selected: number | null): Part[] {
  if (selected === null || selected === view.root.id) return [];
  if (isInput(selected)) return [{ id: selected, text: "input", hint: "An input of the model" }];
  const way: Part[] = [];
  let place: Place | undefined = view.places.get(selected);
  while (place?.parent) {
    if (!isPlain(place.block)) way.unshift({ id: place.block.id, text: called(place.block), hint: titleOf(place.block) });
    const outer: ViewBlock | null = around(view, place);
    place = outer ? view.places.get(outer.id) : undefined;
  }
  return way;
}

/** A place that says nothing of where one is: the body of a Residual. */
function isPlain(block: ViewBlock): boolean {
  return block.slot && block.key === "body";
}

function called(block: ViewBlock): string {
  const name = block.slot ? block.key : block.name || block.kind;
  return block.count ? `${name} ×${block.count}` : name;
}
