// One block on the canvas: its card, what is inside, and the wire below it. An item is made once per
// block and then only patched, so that focus, scroll and a name being typed survive every update.

import { Chips } from "./chips";
import { iconButton, make, setAttribute, setText } from "./dom";
import { icon } from "./icons";
import { gutterOf } from "./lanes";
import { makeHandle, Ports } from "./ports";
import { alike } from "./likeness";
import { Parts } from "./parts";
import { fixButtons, problemBox } from "./problem";
import { Chains, labelOf, Reach } from "./sharing";
import type { Caution, Source } from "./types";
import { countInside, isCut, isRow, type Place, type ViewBlock } from "./view";

const ROW_HEIGHT = 62;

/** What a card asks for when one of its buttons is pressed. */
export interface CardEvents {
  fix(block: number, index: number): void;
  makeUnique(block: number): void;
}

export class Item {
  readonly element = make("div", "item");
  readonly card = make("div", "card");
  readonly head = make("div", "head");
  readonly kind = make("span", "kind");
  readonly label = make("span", "name");
  readonly inside = make("div", "inside");
  readonly empty = make("div", "empty");
  /** The number of the draw that last used this item. */
  seen = 0;
  /** What is being typed on the card, and is then left alone: its name, or the class of its definition. */
  typing: "name" | "kind" | null = null;
  private drawn: object | null = null;
  private stands = "";
  private look = "";
  private twist = make("button", "twist", "", icon("chevron"));
  private sign = make("span", "sign");
  private count = make("span", "count");
  private detail = make("span", "detail");
  private params = make("span", "params");
  private takes = new Chips("takes");
  /** Of a Graph: its inputs, above its first block. */
  entries: Ports | null = null;
  /** In a Graph: its outputs, where it gives several. */
  outs: Ports | null = null;
  readonly gives = new Chips("gives");
  private handle: HTMLElement | null = null;
  private chains: Chains | null = null;
  private reach: Reach | null = null;
  private parts: Parts | null = null;
  private problem: HTMLElement | null = null;
  private caution: HTMLElement | null = null;
  private actions: HTMLElement | null = null;
  private wire = make("div", "wire");
  readonly pill = make("span", "pill");

  constructor(public id: number, private events: CardEvents) {
    this.become(id);
    this.element.setAttribute("role", "treeitem");
    this.element.tabIndex = -1;
    this.inside.setAttribute("role", "group");
    this.twist.type = "button";
    this.twist.tabIndex = -1;
    this.twist.dataset.action = "fold";
    this.wire.setAttribute("aria-hidden", "true");
    this.head.append(this.twist, this.sign, this.kind, this.label, this.count, this.detail, this.params);
    this.card.append(this.takes.element, this.head, this.inside, this.empty, this.gives.element);
    this.wire.append(this.pill);
    this.element.append(this.card, this.wire);
  }

  /** Takes the number that Python has given to its block. */
  become(id: number): void {
    this.id = id;
    this.element.dataset.block = String(id);
  }

  /** `batch` says what B stands for in the shapes. */
  update(place: Place, selected: boolean, batch: string): void {
    const { block } = place;
    this.updateStand(place);
    const facts = factsOf(place, selected, batch);
    if (this.drawn && alike(facts, this.drawn)) return;
    this.drawn = facts;
    this.updateElement(place, selected);
    this.updateHead(block);
    this.updateProblem(block);
    this.updateCaution(block.problem ? null : block.caution);
    this.updatePill(block, batch);
    this.takes.draw(block.takes);
    this.gives.draw(block.folded ? [] : block.gives);
    this.updatePorts(place);
    this.updateSharing(block);
    const hollow = block.holds && !block.children.length;
    this.inside.hidden = !block.children.length;
    this.empty.hidden = !hollow || (block.folded && !block.slot);
    setText(this.empty, hollow ? invitation(block) : "");
  }

  /** One of several marked; those are all chosen, though one of them alone is the selected block. */
  mark(marked: boolean, chosen: boolean): void {
    this.element.classList.toggle("marked", marked);
    if (!this.element.classList.contains("within")) setAttribute(this.element, "aria-selected", String(chosen));
  }

  /** The next update draws everything again, whatever was drawn before. */
  forget(): void {
    this.drawn = null;
  }

  /** Makes the buttons for wrap, duplicate and remove, the first time they may be seen. */
  needActions(): void {
    if (this.actions || this.element.classList.contains("slot")) return;
    this.actions = make("span", "actions");
    this.actions.append(
      iconButton("wrap", "wrap", "Wrap (w)"),
      iconButton("duplicate", "copy", "Duplicate (d)"),
      iconButton("remove", "remove", "Remove (Delete)"),
    );
    for (const button of this.actions.children) (button as HTMLElement).tabIndex = -1;
    this.head.append(this.actions);
  }

  /** Where it stands: this alone changes for all that come after a new block. */
  private updateStand({ block, parent, index, level }: Place): void {
    const siblings = parent?.children.length ?? 1;
    const stands = block.body ? "" : `${level} ${index} ${siblings}`;
    if (stands === this.stands) return;
    this.stands = stands;
    const said = (value: number) => (block.body ? null : String(value));
    setAttribute(this.element, "aria-level", said(level));
    setAttribute(this.element, "aria-posinset", said(index + 1));
    setAttribute(this.element, "aria-setsize", said(siblings));
  }

  private updateElement(place: Place, selected: boolean): void {
    const { block, parent, index } = place;
    const { element } = this;
    const classes = ["item", block.holds ? "holds" : "leaf", block.state];
    if (block.slot) classes.push("slot", block.key);
    if (isVacant(block)) classes.push("vacant");
    if (parent && isRow(parent)) classes.push("lane");
    if (block.holds && !block.children.length) classes.push("hollow");
    if (block.problem) classes.push("failing");
    if (parent?.kind === "Graph") classes.push("joined");
    if (isCut(place)) classes.push("cut");
    if (parent?.children[index + 1]?.takes.length ) classes.push("spaced");
    if (block.outs.length) classes.push("ported");
    if (block.pending) classes.push("pending");
    if (block.count && !block.slot) classes.push("stack");
    if (block.body) classes.push("within");
    if (block.instance) classes.push("instance");
    if (labelOf(block)) classes.push("sharing");
    if (selected) classes.push("selected");
    for (const kept of ["hover", "lifted", "lit", "taker", "taking", "marked", "target", "aside", "loose", "typing-name", "typing-kind"]) if (element.classList.contains(kept)) classes.push(kept);
    element.className = classes.join(" ");
    element.dataset.kind = block.kind;
    element.style.setProperty("--h", String(block.slot ? parent!.hue : block.hue));
    setAttribute(element, "data-share", labelOf(block) || null);
    if (block.shareHue !== null) element.style.setProperty("--share", String(block.shareHue));
    setAttribute(this.inside, "role", block.body ? "none" : "group");
    element.style.setProperty("--w", `${place.width}px`);
    element.style.setProperty("--wide", `${place.wide}px`);
    if (block.kind === "Graph") element.style.setProperty("--gutter", `${gutterOf(place.nets)}px`);
    this.inside.className = `inside ${layoutOf(block)}`;
    this.speak(place);
    // Only blocks at the first level are skipped while out of sight: this is how tall they are until then.
    if (place.level === 1) element.style.containIntrinsicSize = `auto ${ROW_HEIGHT * (1 + countInside(block))}px`;
    if (selected) this.needActions();
  }

  /** What a screen reader is told. The body of an instance is nobody's item: it says nothing and takes no focus. */
  private speak(place: Place): void {
    const { block } = place;
    const said = (value: string) => (block.body ? null : value);
    const { element } = this;
    setAttribute(element, "role", block.body ? "none" : "treeitem");
    setAttribute(element, "aria-label", said(describe(place)));
    setAttribute(element, "aria-expanded", block.holds && !block.slot && !block.body ? String(!block.folded) : null);
    if (block.body) setAttribute(element, "tabindex", null);
  }

  private updatePorts({ block, parent }: Place): void {
    const open = block.kind === "Graph" && !block.folded && block.children.length > 0;
    if (open && !this.entries) this.inside.before((this.entries = new Ports("entries")).element);
    this.entries?.draw(open ? block.ins.map((name) => ({ text: name, name, hint: `${name}: an input of this Graph` })) : []);
    this.entries?.element.classList.toggle("linked", open && block.children[0]!.linked);
    this.entries?.element.classList.toggle("several", block.ins.length > 1);
    const joined = parent?.kind === "Graph" && !block.slot;
    if (joined && block.outs.length && !this.outs) this.card.append((this.outs = new Ports("outs")).element);
    this.outs?.draw(joined ? block.outs : []);
    if (!joined || block.outs.length) {
      this.handle?.remove();
      this.handle = null;
      return;
    }
    if (!this.handle) this.card.append((this.handle = makeHandle()));
    this.handle.dataset.port = block.name;
  }

  /** What few cards have is made when it is first needed. */
  private updateSharing(block: ViewBlock): void {
    if ((labelOf(block) || block.tied.length) && !this.chains) this.count.after((this.chains = new Chains()).element);
    this.chains?.draw(block);
    if (block.instance && !this.reach) this.head.after((this.reach = new Reach(() => this.events.makeUnique(this.id))).element);
    this.reach?.draw(block);
    if (block.parts?.length && !this.parts) this.inside.before((this.parts = new Parts()).element);
    this.parts?.draw(block.folded ? [] : (block.parts ?? []));
  }

  private updateHead(block: ViewBlock): void {
    const look = `${block.kind}/${block.family}`;
    if (look !== this.look) this.sign.replaceChildren(icon(block.kind, block.family));
    this.look = look;
    this.twist.hidden = !block.holds;
    setAttribute(this.twist, "aria-label", block.folded ? "Unfold" : "Fold");
    if (this.typing !== "kind") setText(this.kind, block.slot ? block.key : block.kind);
    setAttribute(this.head, "title", block.key && block.key !== block.name ? `${block.kind} ${block.key}` : null);
    if (this.typing !== "name") setText(this.label, block.slot ? "" : block.name);
    setAttribute(this.label, "title", block.name || null);
    setText(this.count, block.count ? `×${block.count}${block.shared ? " shared" : ""}` : "");
    setAttribute(this.count, "title", block.shared ? "The same weights every time" : null);
    const detail = block.folded ? [flowOf(block), block.detail, plural(block.hidden), skips(block)].filter(Boolean).join(" · ") : block.detail;
    setText(this.detail, detail);
    setAttribute(this.detail, "title", detail || null);
    setAttribute(this.head, "data-shape-far", block.problem ? "×" : block.output || null);
    setText(this.params, block.pending ? "…" : block.reuse ? "shared" : block.params);
    setAttribute(this.params, "title", block.exact || null);
  }

  private updateProblem(block: ViewBlock): void {
    this.problem?.remove();
    this.problem = null;
    if (!block.problem) return;
    this.problem = problemBox(block.problem, (index) => this.events.fix(this.id, index));
    this.head.after(this.problem);
  }

  private updateCaution(caution: Caution | null): void {
    this.caution?.remove();
    this.caution = caution && make("div", "caution", "", icon("alert"), make("span", "caution-text", caution.text));
    if (!this.caution) return;
    this.caution.title = caution!.hint;
    if (caution!.fixes.length) this.caution.append(fixButtons(caution!.fixes, (index) => this.events.fix(this.id, index)));
    this.head.after(this.caution);
  }

  private updatePill(block: ViewBlock, batch: string): void {
    const [text, look] = block.body ? ["", "sum"] : block.slot ? [block.key === "body" ? "+" : "", "sum"]
      : block.pending ? ["…", "unknown"]
      : block.problem ? ["×", "wrong"]
      : !block.output ? ["?", "unknown"]
      : [block.output, block.changed ? "changed" : "same"];
    this.pill.className = `pill ${look}`;
    setText(this.pill, text);
    this.pill.dataset.shape = text;
    // What is known is told on hover, in a card of its own; a shape that does not fit is told in full.
    setAttribute(this.pill, "title", block.means === null && text.includes("B") && batch ? `${text}\n${batch}` : null);
  }
}

/** A shortcut that only hands on what came in. */
function isVacant(block: ViewBlock): boolean {
  return isShortcut(block) && !block.folded && !block.children.length;
}

function isShortcut(block: ViewBlock): boolean {
  return block.slot && block.key === "shortcut";
}

/** What stands in a container whose blocks are not drawn. A folded slot has no card of its own to say it. */
function invitation(block: ViewBlock): string {
  if (block.loading) return "…";
  if (block.folded) return plural(block.hidden);
  if (isShortcut(block)) return "x";
  return isRow(block) ? "Drop a first branch here" : "Drop layers here";
}

function layoutOf(block: ViewBlock): string {
  if (isRow(block)) return "lanes";
  if (block.children[0]?.body) return "whole";
  if (!block.children.some((child) => child.slot)) return "column";
  return block.children.some(isVacant) ? "branches skip" : "branches";
}

function plural(count: number): string {
  return count === 1 ? "1 block" : `${count} blocks`;
}

/** What a folded block makes of a shape: `B×64×56×56 → B×128×28×28`. */
function flowOf(block: ViewBlock): string {
  return block.input && block.output ? `${block.input} → ${block.output}` : "";
}

/** What a folded block says of the ways around what it holds. */
function skips({ skips: count }: ViewBlock): string {
  return count ? `${count} ${count === 1 ? "skip" : "skips"}` : "";
}

/** Kind and name, as people say it. */
export function titleOf(block: ViewBlock): string {
  if (block.slot) return block.key;
  return block.name ? `${block.kind} ${block.name}` : block.kind;
}

/** The block in one breath, for a screen reader. */
function describe(place: Place): string {
  const { block, parent } = place;
  const parts = [titleOf(block)];
  if (block.detail) parts.push(block.detail);
  if (parent?.kind === "Graph") parts.push(`takes ${takenBy(place)}`);
  if (block.instance) parts.push(block.places > 1 ? `one of ${block.places} places` : "its only place");
  if (labelOf(block)) parts.push(`${block.reuse ? "calls again" : "label"} ${labelOf(block)}`);
  if (block.holds) parts.push(`${countInside(block)} inside`);
  if (block.gives.length) parts.push(`gives ${textOf(block.gives)}`);
  if (block.problem) parts.push(`problem: received ${block.problem.received}, expected ${block.problem.expected}`);
  else parts.push(block.output ? `output ${block.output}` : "output unknown");
  if (block.caution && !block.problem) parts.push(`caution: ${block.caution.text}`);
  if (block.exact || block.params) parts.push(block.exact || `${block.params} parameters`);
  return parts.join(", ");
}

function takenBy({ block, parent, index }: Place): string {
  if (block.takes.length) return textOf(block.takes);
  if (!block.linked) return "nothing";
  return index ? parent!.children[index - 1]!.name : "the input";
}

function textOf(sources: Source[]): string {
  return sources.map((source) => source.text).join(", ");
}

/** All that the look of a card depends on. What has not changed is the same object as before. */
function factsOf(place: Place, selected: boolean, batch: string): object {
  const { block, parent } = place;
  return {
    ...block, children: block.children.length, means: block.means === null, selected, batch, top: place.level === 1, width: place.width, wide: place.wide,
    inside: countInside(block), first: block.children[0]?.linked, cut: isCut(place), parent: parent?.kind, parentHue: parent?.hue,
    next: parent?.children[place.index + 1]?.takes.length, sources: parent?.kind === "Graph" && takenBy(place), gutter: gutterOf(place.nets),
  };
}
