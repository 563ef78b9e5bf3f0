// The whole canvas: holds Python's latest data and the outbox, draws one from both, and connects the
// parts. It keeps no model of its own.

import { Autosave } from "./autosave";
import { Links } from "./chips";
import { Commands, WRAPPERS } from "./commands";
import { closest, isTyping, make } from "./dom";
import { Drag, type Load } from "./drag";
import { blockKey, globalKey, SHORTCUTS, type KeyboardHost } from "./keyboard";
import { type Choice, Popover } from "./menu";
import { Marks } from "./marks";
import { Messages } from "./messages";
import { Outbox } from "./outbox";
import { Palette } from "./palette";
import { Sheet } from "./render";
import { startOf, Takes, takersOf, type TakesDesk } from "./takes";
import { bring } from "./sight";
import { Geometry, type Slot } from "./slots";
import { applyTheme } from "./theme";
import { Wiring } from "./wiring";
import { Toolbar } from "./toolbar";
import type { Component, Data, Edit } from "./types";
import { INPUT, isProvisional, provisional } from "./types";
import { typeInPlace } from "./typing";
import { around, countInside, project, type View } from "./view";

/** Until these are answered nobody knows where the blocks will be. */
const RESHAPING = new Set<Edit["op"]>(["wrap", "unwrap", "undo", "redo", "restore", "fix", "add input", "remove input"]);
const ALL_FOLDED = 1;
const ALL_OPEN = 99;
/** What Tab reaches within the block that has the focus. */
const OWN_STOPS = ":scope > .card > .chips > .chip, :scope > .more";

export class Editor implements TakesDesk, KeyboardHost {
  view!: View;
  readonly commands = new Commands(this);
  private takes = new Takes(this);
  private data!: Data;
  private root = make("div", "editor");
  private scroller = make("div", "scroller");
  private messages = new Messages();
  private autosave = new Autosave();
  private outbox = new Outbox(() => {});
  private popover = new Popover(this.root);
  private sheet = new Sheet({ fix: (block, index) => this.commands.fix(block, index), makeUnique: (block) => this.commands.makeUnique(block) });
  private links = new Links(this.sheet.element, (id) => this.sheet.find(id), this.sheet.wires);
  private palette = new Palette((kind) => this.commands.add(kind), () => this.focus(this.focused));
  private toolbar: Toolbar;
  private drag: Drag;
  private wiring: Wiring;
  private focused = INPUT;
  private hovered: HTMLElement | null = null;
  private marks = new Marks();
  private waiting: { ids: (number | null)[]; run: () => void }[] = [];
  /** A block to bring into sight as soon as it is drawn. */
  private wanted: number | null = null;

  constructor(parent: HTMLElement | ShadowRoot) {
    this.toolbar = this.makeToolbar();
    this.scroller.append(this.sheet.element);
    const stage = make("div", "stage", "", this.messages.banner, this.scroller, this.messages.toasts);
    this.root.append(this.toolbar.element, make("div", "desk", "", this.palette.element, stage), this.messages.live);
    this.drag = this.makeDrag();
    this.wiring = this.makeWiring();
    this.listen();
    parent.append(this.root);
  }

  // --- Python's side

  update({ data, setTriggerValue }: Component): void {
    const first = !this.data;
    const before = this.view;
    this.data = data;
    this.outbox.receive(data.ack, (value) => setTriggerValue("ops", value));
    applyTheme(this.root);
    this.palette.draw(data.palette);
    this.draw();
    this.messages.notice(data.notice);
    if (first) this.start();
    else if (before.selected !== this.view.selected) this.showSelected(before);
    this.autosave.keep(data);
    this.runWaiting();
  }

  stop(): void {
    this.drag.stop();
    this.wiring.stop();
    this.outbox.stop();
    this.autosave.stop();
    this.messages.stop();
    this.sheet.wires.stop();
    this.root.remove();
  }

  send(edit: Edit): void {
    if (edit.op !== "select" && edit.op !== "fold") this.messages.edited();
    this.outbox.push(edit);
    this.draw();
  }

  settle(ids: (number | null)[], run: () => void): void {
    if (this.waiting.length || !this.isSettled(ids)) this.waiting.push({ ids, run });
    else run();
  }

  /** A step through history, behind every edit that still waits to be sent. */
  step(op: "undo" | "redo"): void {
    const run = () => this.send({ op });
    if (this.waiting.length) this.waiting.push({ ids: [], run });
    else run();
  }

  afterAnswer(run: () => void): void {
    if (this.outbox.pending.length) this.waiting.push({ ids: [], run });
    else run();
  }

  announce(text: string): void {
    this.messages.announce(text);
  }

  refuse(text: string): void {
    this.messages.toast(text, "error");
    this.announce(text);
  }

  private isSettled(ids: (number | null)[]): boolean {
    return !this.outbox.pending.some((edit) => RESHAPING.has(edit.op) || ids.includes(provisional(edit.id)));
  }

  private runWaiting(): void {
    while (this.waiting.length && this.isSettled(this.waiting[0]!.ids)) {
      const { ids, run } = this.waiting.shift()!;
      // A provisional block has a number of Python's by now: what named it by the old one is void.
      if (!ids.some(isProvisional)) run();
    }
  }

  private start(): void {
    // What is wider than the canvas is met in its middle, where the wire runs.
    this.scroller.scrollLeft = (this.scroller.scrollWidth - this.scroller.clientWidth) / 2;
    this.messages.offer(this.autosave.offer(this.data), ({ document }) => this.send({ op: "restore", text: document }));
  }

  // --- drawing

  private draw(): void {
    const active = this.active();
    const treeHadFocus = active !== null && this.sheet.element.contains(active);
    const previous = this.view;
    this.view = project(this.data, this.outbox.pending);
    if (!this.marks.row(this.view).includes(this.view.selected ?? NaN)) this.marks.clear();
    this.sheet.draw(this.view, this.data, this.marks.row(this.view));
    this.toolbar.draw(this.data, this.marks.ids(this.view, this.view.selected).length);
    this.links.rest(this.view.selected);
    this.root.dataset.ack = String(this.outbox.acknowledged);
    this.root.dataset.pending = String(this.outbox.pending.length);
    this.placeFocus(previous);
    // Moving an element in the page takes its focus away: give it back, also to a field or a button.
    if (treeHadFocus && this.active() !== active) {
      const target = active.isConnected && this.sheet.element.contains(active) ? active : this.sheet.find(this.focused);
      (target as HTMLElement | null)?.focus({ preventScroll: true });
    }
    if (this.wanted !== null && !this.drag.dragging && this.sheet.find(this.wanted)) this.reveal(this.wanted);
    this.drag.refresh((block) => this.view.places.has(block));
    this.wiring.refresh();
  }

  /** Keeps one tab stop in the tree, and its chips; where its block is gone the nearest one takes over. */
  private placeFocus(previous: View | undefined): void {
    if (!this.sheet.find(this.focused)) this.focused = this.successor(previous);
    for (const old of this.sheet.element.querySelectorAll<HTMLElement>("[tabindex='0']")) old.tabIndex = -1;
    const element = this.sheet.find(this.focused);
    if (!element) return;
    element.tabIndex = 0;
    for (const button of element.querySelectorAll<HTMLElement>(OWN_STOPS)) button.tabIndex = 0;
  }

  private successor(previous: View | undefined): number {
    const { selected, root } = this.view;
    if (!previous) return selected === null || selected === root.id ? INPUT : selected;
    // What was provisional has got its number from Python, which has selected it.
    const fresh = this.view.selected;
    if (isProvisional(this.focused) && fresh !== null && this.sheet.find(fresh)) return fresh;
    const at = previous.order.indexOf(this.focused);
    const after = previous.order.slice(at + 1).find((id) => this.view.places.has(id));
    return after ?? previous.order.slice(0, Math.max(0, at)).findLast((id) => this.view.places.has(id)) ?? INPUT;
  }

  private active(): Element | null {
    return (this.root.getRootNode() as Document | ShadowRoot).activeElement;
  }

  private showSelected(before: View): void {
    const { selected } = this.view;
    if (selected !== null && selected > 0 && !before.places.has(selected)) this.wanted = selected;
    if (selected !== null && this.sheet.find(selected) && !this.drag.dragging) this.reveal(selected);
  }

  /** Brings the head of a block into sight, at once or as soon as it is drawn. */
  reveal(id: number): void {
    const element = this.sheet.find(id);
    this.wanted = element ? null : id;
    if (element) bring(element, this.scroller);
  }

  focus(id: number): void {
    this.focused = id;
    this.placeFocus(this.view);
    this.sheet.find(this.focused)?.focus({ preventScroll: true });
    this.reveal(this.focused);
  }

  // --- gestures

  openWrap(id: number): void {
    const place = this.view.places.get(id);
    const element = this.sheet.items.get(id);
    if (!place || !element || place.block.slot) return;
    const choices = WRAPPERS.map((kind) => ({ text: kind, hint: "", icon: kind, run: () => this.commands.wrap(id, kind) }) as const);
    const unwrap = { text: "Unwrap", hint: "u", icon: "unwrap", run: () => this.commands.unwrap(id) };
    const anchor = (element.head.querySelector("[data-action=wrap]") ?? element.head).getBoundingClientRect();
    this.popover.menu(anchor, "Wrap in", place.block.holds ? [...choices, unwrap] : [...choices], () => this.focus(id));
  }

  /** Extends the marked row by one block up or down. */
  mark(from: number, direction: -1 | 1): void {
    const next = this.marks.step(this.view, from, direction);
    if (next === null) return this.announce("No further block in this row");
    this.select(next);
  }

  /** Makes a definition of what is marked, or of one block. */
  define(id: number | null): void {
    this.commands.define(this.marks.ids(this.view, id));
    this.marks.clear();
  }

  /** Marks up to a block: it is selected, and the row keeps what it began with. */
  private select(id: number): void {
    this.commands.select(id);
    this.focus(id);
    this.draw();
    this.announce(`${this.marks.row(this.view).length} blocks marked`);
  }

  openTakes(id: number): void {
    this.takes.open(id);
  }

  choose(block: number, label: string, choices: Choice[]): void {
    const element = this.sheet.items.get(block)?.head ?? this.sheet.find(block)?.querySelector(".terminal");
    if (element) this.popover.menu(element.getBoundingClientRect(), label, choices, () => this.focus(block));
  }

  startRename(id: number): void {
    const place = this.view.places.get(id);
    const item = this.sheet.items.get(id);
    if (!place || !item || place.block.slot || isProvisional(id) || item.renaming) return;
    item.renaming = true;
    item.element.classList.add("renaming");
    typeInPlace(item.label, {
      label: `Name of ${place.block.kind}`,
      value: place.block.name,
      placeholder: place.block.key || "name",
      done: (text) => this.commands.rename(id, text),
      closed: (byKey) => {
        item.renaming = false;
        item.forget();
        item.element.classList.remove("renaming");
        if (byKey) this.focus(id);
      },
    });
  }

  focusSearch(): void {
    this.palette.focusSearch();
  }

  help(anchor = this.toolbar.helpBox()): void {
    const back = this.active() as HTMLElement | null;
    this.popover.shortcuts(anchor, SHORTCUTS, () => back?.focus({ preventScroll: true }));
  }

  private makeToolbar(): Toolbar {
    return new Toolbar({
      rename: (title) => this.send({ op: "title", title }),
      reveal: () => this.showProblem(),
      undo: () => this.step("undo"),
      redo: () => this.step("redo"),
      define: () => this.define(this.view.selected),
      foldAll: () => this.send({ op: "foldall", depth: ALL_FOLDED }),
      unfoldAll: () => this.send({ op: "foldall", depth: ALL_OPEN }),
      help: (anchor) => this.help(anchor),
    });
  }

  private showProblem(): void {
    const { block } = this.data.status;
    if (block === null) return;
    this.commands.select(block);
    if (block === this.view.root.id) return this.reveal(block);
    if (this.view.places.has(block)) return this.focus(block);
    // It hides in a folded container: open everything, and go there when it arrives.
    this.wanted = block;
    this.send({ op: "foldall", depth: ALL_OPEN });
  }

  private makeDrag(): Drag {
    return new Drag({
      root: this.root,
      scroller: this.scroller,
      sheet: this.sheet.element,
      pick: (event) => this.palette.pick(event) ?? this.pickBlock(event),
      geometry: (dragged) => new Geometry(this.view, this.sheet.items, this.sheet.element, this.sheet.column, dragged),
      lift: (block, lifted) => {
        this.hover(null);
        this.sheet.find(block)?.classList.toggle("lifted", lifted);
      },
      unfold: (block) => this.commands.fold(block, false),
      drop: (load: Load, slot: Slot, again: boolean) => this.commands.drop(load, slot, again),
    });
  }

  private makeWiring(): Wiring {
    return new Wiring({
      root: this.root,
      scroller: this.scroller,
      sheet: this.sheet.element,
      start: (port) => startOf(port, this.view),
      takers: (start) => takersOf(start, this.view, (id) => this.sheet.find(id)!),
      drop: (start, id, fits) => {
        if (fits) this.takes.connect(start.name, id!, start.graph);
        else if (id !== null) this.takes.refuse(start.name, id);
      },
    });
  }

  private pickBlock(event: Event): Load | null {
    const element = closest(event, ".item:not(.slot)");
    const block = element && this.view.places.get(Number(element.dataset.block))?.block;
    if (!block || isProvisional(block.id)) return null;
    const inside = countInside(block);
    const text = inside ? `${inside} inside` : block.detail;
    return { block: block.id, kind: block.kind, text, family: block.family, hue: block.hue };
  }

  private listen(): void {
    const { root, scroller } = this;
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("keyup", (event) => event.stopPropagation());
    scroller.addEventListener("click", (event) => this.click(event));
    scroller.addEventListener("dblclick", (event) => {
      if (closest(event, ".head") && !closest(event, "button, input")) this.startRename(blockOf(event)!);
    });
    scroller.addEventListener("focusin", (event) => {
      const id = blockOf(event);
      this.light(event);
      if (id === null || id === this.focused) return;
      this.focused = id;
      this.placeFocus(this.view);
      this.sheet.items.get(id)?.needActions();
    });
    scroller.addEventListener("focusout", () => this.links.clear());
    scroller.addEventListener("pointerover", (event) => {
      this.hover(closest(event, ".item:not(.slot)"));
      if (!this.drag.dragging && !this.wiring.drawing) this.light(event);
    });
    scroller.addEventListener("pointerleave", () => {
      this.hover(null);
      this.links.clear();
    });
  }

  /** Only the innermost block under the pointer shows its buttons. */
  private hover(element: HTMLElement | null): void {
    if (element === this.hovered) return;
    this.hovered?.classList.remove("hover");
    this.hovered = element;
    if (!element) return;
    element.classList.add("hover");
    this.sheet.items.get(Number(element.dataset.block))?.needActions();
  }

  /** Shows what belongs to the chip or block under the pointer, or to the one that has the focus. */
  private light(event: Event): void {
    const chip = closest(event, "[data-source]");
    const block = closest(event, ".item:not(.slot), .input")?.dataset.block;
    if (chip) this.links.source(chip);
    else if (block !== undefined) this.links.takers(Number(block));
    else this.links.clear();
  }

  private goToSource(id: number): void {
    const solid = this.view.places.get(id)?.block.body ? around(this.view, this.view.places.get(id)!)!.id : id;
    this.commands.select(solid);
    this.focus(solid);
  }

  private click(event: MouseEvent): void {
    if (isTyping(event) || closest(event, ".problem button")) return;
    const id = blockOf(event);
    const source = closest(event, "[data-source]")?.dataset.source;
    if (source !== undefined) return this.goToSource(Number(source));
    const action = closest(event, "[data-action]")?.dataset.action;
    if (action === "output") return this.commands.select(this.view.root.id);
    if (id === null) return closest(event, ".sheet, .scroller") ? this.commands.select(null) : undefined;
    const folded = this.view.places.get(id)?.block.folded;
    if (action === "fold" || (folded && closest(event, ".empty"))) this.commands.fold(id, !folded);
    else if (action === "add-input") this.commands.addInput(this.data.more!, -this.data.inputs.length);
    else if (action === "wrap") this.openWrap(id);
    else if (action === "duplicate") this.commands.duplicate(id);
    else if (action === "remove") this.commands.remove(id);
    else if (event.shiftKey && this.marks.reach(this.view, this.view.selected, id)) this.select(id);
    else {
      this.marks.clear();
      this.commands.select(id);
      this.draw();
    }
  }

  private key(event: KeyboardEvent): void {
    // Streamlit has keys of its own (r, c) that must not hear what is meant for the canvas.
    event.stopPropagation();
    if (event.defaultPrevented || isTyping(event) || closest(event, ".menu")) return;
    const element = closest(event, "[data-block]");
    const onButton = closest(event, "button") !== null && (event.key === "Enter" || event.key === " ");
    if (onButton) return;
    if (globalKey(this, event) || (element && blockKey(this, Number(element.dataset.block), event))) event.preventDefault();
  }
}

function blockOf(event: Event): number | null {
  const element = closest(event, "[data-block]:not(.within)");
  return element ? Number(element.dataset.block) : null;
}
