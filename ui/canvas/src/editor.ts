// The whole canvas: holds Python's latest data and the outbox, draws one from both, and connects the
// parts. It keeps no model of its own.

import { action, ACTIONS } from "./actions";
import { Autosave } from "./autosave";
import { Band } from "./band";
import { Links } from "./chips";
import { Clipboard } from "./clipboard";
import { Commands, WRAPPERS } from "./commands";
import { closest, make } from "./dom";
import { Drag, type Load, type Way } from "./drag";
import { Finder, type FinderHost } from "./finder";
import { Focus } from "./focus";
import { Keeper } from "./keeper";
import { pressed } from "./keyboard";
import { type Choice, Popover } from "./menu";
import { Marks } from "./marks";
import { Messages } from "./messages";
import { typeClass, typeName } from "./naming";
import { Outbox } from "./outbox";
import { Palette } from "./palette";
import { Pointer, type PointerHost } from "./pointer";
import { Sheet } from "./render";
import { startOf, Takes, takersOf, type TakesDesk } from "./takes";
import { Geometry, type Slot } from "./slots";
import { applyTheme } from "./theme";
import { Wiring } from "./wiring";
import { Toolbar } from "./toolbar";
import type { Component, Data, Edit } from "./types";
import { isProvisional } from "./types";
import { around, contains, project, type View } from "./view";
import { Waiting } from "./waiting";

export class Editor implements TakesDesk, FinderHost, PointerHost {
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
  private finder = new Finder(this.root, this);
  readonly sheet = new Sheet({ fix: (block, index) => this.commands.fix(block, index), makeUnique: (block) => this.commands.makeUnique(block) });
  readonly links = new Links(this.sheet.element, (id) => this.sheet.find(id), this.sheet.wires);
  private palette = new Palette((kind) => this.commands.add(kind), () => this.focus(this.keyboard.at));
  private toolbar: Toolbar;
  private drag: Drag;
  private band: Band;
  private clipboard: Clipboard;
  private wiring: Wiring;
  private keyboard = new Focus(this.sheet, this.scroller);
  private keeper = new Keeper(this.root, () => this.keyboard.take());
  private pointer = new Pointer(this, this.scroller);
  private marks = new Marks();
  private pageKeys = new AbortController();
  private waiting = new Waiting(this.outbox);

  constructor(parent: HTMLElement | ShadowRoot) {
    this.toolbar = this.makeToolbar();
    this.scroller.append(this.sheet.element);
    this.scroller.tabIndex = -1; // a click beside the blocks gives the keyboard to the canvas, not to the page around it
    const stage = make("div", "stage", "", this.messages.banner, this.scroller, this.messages.toasts);
    this.root.append(this.toolbar.element, make("div", "desk", "", this.palette.element, stage), this.messages.live);
    this.drag = this.makeDrag();
    this.band = this.makeBand();
    this.clipboard = this.makeClipboard();
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
    this.waiting.answered();
  }

  stop(): void {
    this.drag.stop();
    this.band.stop();
    this.clipboard.stop();
    this.wiring.stop();
    this.outbox.stop();
    this.autosave.stop();
    this.messages.stop();
    this.sheet.wires.stop();
    this.keeper.stop();
    this.pageKeys.abort();
    this.root.remove();
  }

  send(edit: Edit): void {
    if (edit.op !== "select" && edit.op !== "fold") this.messages.edited();
    if (edit.op === "select" && this.hasFocus()) this.keeper.hold();
    this.outbox.push(edit);
    this.draw();
  }

  settle(ids: (number | null)[], run: () => void): void {
    this.waiting.settle(ids, run);
  }

  /** A step through history, behind every edit that still waits to be sent. */
  step(op: "undo" | "redo", steps = 1): void {
    this.waiting.behind(() => this.send({ op, steps }));
  }

  /** The last steps by name: choosing one takes back all that came after it, and itself. */
  openHistory(): void {
    const back = this.active() as HTMLElement | null;
    const choices = this.data.past.map((text, nth) => ({ text, hint: nth ? `${nth + 1} steps` : "", icon: "undo", run: () => this.step("undo", nth + 1) }));
    if (!choices.length) return this.announce("There is nothing to undo");
    this.popover.menu(this.toolbar.undoBox(), "Go back to before", choices, () => back?.focus({ preventScroll: true }));
  }

  afterAnswer(run: () => void): void {
    this.waiting.afterAnswer(run);
  }

  announce(text: string): void {
    this.messages.announce(text);
  }

  refuse(text: string): void {
    this.messages.toast(text, "error");
    this.announce(text);
  }

  private start(): void {
    // What is wider than the canvas is met in its middle, where the wire runs.
    this.scroller.scrollLeft = (this.scroller.scrollWidth - this.scroller.clientWidth) / 2;
    this.messages.offer(this.autosave.offer(this.data), ({ document }) => this.send({ op: "restore", text: document }));
  }

  // --- drawing

  private draw(): void {
    const active = this.active();
    const treeHadFocus = this.hasFocus();
    const previous = this.view;
    this.view = project(this.data, this.outbox.pending);
    const { selected } = this.view;
    // Chosen elsewhere, in the diagram or by an edit: what was marked before is no longer meant.
    if (selected !== previous?.selected && !this.marks.ids(this.view).includes(selected ?? NaN)) this.marks.clear();
    this.sheet.draw(this.view, this.data, this.marks.ids(this.view));
    this.toolbar.draw(this.data, this.chosen().length);
    this.links.rest(this.view.selected);
    this.root.dataset.ack = String(this.outbox.acknowledged);
    this.root.dataset.pending = String(this.outbox.pending.length);
    this.keyboard.place(this.view, previous);
    // Moving an element in the page takes its focus away: give it back, also to a field or a button.
    if (treeHadFocus && this.active() !== active) {
      if (active && this.sheet.element.contains(active)) (active as HTMLElement).focus({ preventScroll: true });
      else this.keyboard.take();
    }
    this.keeper.check();
    if (!this.drag.dragging) this.keyboard.drawn();
    this.drag.refresh((block) => this.view.places.has(block));
    this.wiring.refresh();
  }

  private active(): Element | null {
    return (this.root.getRootNode() as Document | ShadowRoot).activeElement;
  }

  private showSelected(before: View): void {
    const { selected } = this.view;
    if (selected === null || this.drag.dragging) return;
    if (this.sheet.find(selected) || !before.places.has(selected)) this.reveal(selected);
  }

  private hasFocus(): boolean {
    const active = this.active();
    return active !== null && this.sheet.element.contains(active);
  }

  reveal(id: number): void {
    this.keyboard.reveal(id);
  }

  focus(id: number): void {
    this.keyboard.go(id, this.view);
  }

  // --- gestures

  openWrap(id: number): void {
    const place = this.view.places.get(id);
    const element = this.sheet.items.get(id);
    if (!place || !element || place.block.slot) return;
    const choices = WRAPPERS.map((kind) => ({ text: kind, hint: "", icon: kind, run: () => this.commands.wrap(id, kind) }) as const);
    const unwrap = { text: "Unwrap", hint: "u", icon: "unwrap", run: () => this.commands.unwrap(id) };
    const anchor = (element.head.querySelector("[data-action=wrap]") ?? element.head).getBoundingClientRect();
    this.popover.menu(anchor, "Wrap in", place.block.holds && this.marked(id).length === 1 ? [...choices, unwrap] : choices, () => this.focus(id));
  }

  /** Extends the marked row by one block up or down. */
  mark(from: number, direction: -1 | 1): void {
    const next = this.marks.step(this.view, from, direction);
    if (next === null) return this.announce("No further block in this row");
    this.select(next);
  }

  /** Makes a definition of what is marked, or of one block. */
  define(id: number | null): void {
    this.commands.define(this.marks.ids(this.view).length || id === null ? this.chosen() : this.marked(id));
    this.marks.clear();
  }

  marked(id: number): number[] {
    return this.marks.with(this.view, id);
  }

  /** What is marked, or the selected block. */
  chosen(): number[] {
    const { places, selected } = this.view;
    const marked = this.marks.ids(this.view);
    const place = selected === null ? undefined : places.get(selected);
    return marked.length ? marked : place?.parent && !place.block.slot ? [selected!] : [];
  }

  reach(id: number): boolean {
    const reached = this.marks.reach(this.view, this.view.selected, id);
    if (reached) this.select(id);
    return reached;
  }

  toggle(id: number): void {
    const added = this.marks.toggle(this.view, this.view.selected, id);
    this.select(added ? id : (this.marks.ids(this.view).at(-1) ?? id));
  }

  markAll(id: number): void {
    if (this.marks.all(this.view, id).length) this.select(id);
  }

  unmark(): boolean {
    const some = this.marks.ids(this.view).length > 0;
    this.marks.clear();
    if (some) this.draw();
    return some;
  }

  /** Marks the outermost blocks that were not there before. */
  markNew(before: ReadonlySet<number>): void {
    const { order, places, selected } = this.view;
    const isNew = (id: number) => !before.has(id) && !places.get(id)!.block.slot;
    this.marks.put(order.filter((id) => places.has(id) && isNew(id) && before.has(places.get(id)!.parent!.id)));
    if (selected !== null && places.has(selected)) this.focus(selected);
    this.draw();
  }

  choose(id: number): void {
    this.marks.clear();
    this.commands.select(id);
    this.draw();
  }

  chooseNothing(): void {
    this.marks.clear();
    this.commands.select(null);
    this.draw();
  }

  /** Marks up to a block: it is selected, and the others stay marked. */
  private select(id: number): void {
    this.commands.select(id);
    this.focus(id);
    this.draw();
    const { length } = this.marks.ids(this.view);
    this.announce(length ? `${length} blocks marked` : "One block selected");
  }

  openTakes(id: number): void {
    if (this.commands.isAlone(id, "wired")) this.takes.open(id);
  }

  offer(block: number, label: string, choices: Choice[]): void {
    const element = this.sheet.items.get(block)?.head ?? this.sheet.find(block)?.querySelector(".terminal");
    if (element) this.popover.menu(element.getBoundingClientRect(), label, choices, () => this.focus(block));
  }

  startRename(id: number): void {
    const place = this.view.places.get(id);
    const item = this.sheet.items.get(id);
    if (!place || !item || place.block.slot || isProvisional(id) || !this.commands.isAlone(id, "renamed")) return;
    typeName(item, place.block, { rename: (text) => this.commands.rename(id, text), closed: (byKey) => byKey && this.focus(id) });
  }

  nameClass(): void {
    const { selected } = this.view;
    const block = selected === null ? undefined : this.view.places.get(selected)?.block;
    const item = block && this.sheet.items.get(block.id);
    if (!block?.instance || !item) return;
    this.focus(block.id);
    const rename = (name: string) => this.send({ op: "rename definition", definition: block.kind, name });
    typeClass(item, block, { rename, closed: (byKey) => byKey && this.focus(block.id) });
  }

  focusSearch(): void {
    this.palette.focusSearch();
  }

  help(anchor = this.toolbar.helpBox()): void {
    const back = this.active() as HTMLElement | null;
    this.popover.shortcuts(anchor, ACTIONS, () => back?.focus({ preventScroll: true }));
  }

  openFinder(): void {
    this.finder.open(this.data);
  }

  startTitle(): void {
    this.toolbar.startTyping();
  }

  foldTo(depth: number): void {
    this.send({ op: "foldall", depth });
  }

  /** Where the keyboard is. */
  get at(): number {
    return this.keyboard.at;
  }

  goTo(id: number): void {
    this.choose(id);
    this.focus(id);
  }

  private makeToolbar(): Toolbar {
    return new Toolbar({
      rename: (title) => this.send({ op: "title", title }),
      run: (id) => action(id).run(this, this.view.selected ?? NaN),
    });
  }

  /** Goes to the first block that fails. */
  showProblem(): void {
    const { block } = this.data.status;
    if (block === null) return this.announce(this.data.status.text);
    this.commands.select(block);
    if (block === this.view.root.id) return this.reveal(block);
    if (this.view.places.has(block)) return this.focus(block);
    // It hides in a folded container: open everything, and go there when it arrives.
    this.reveal(block);
    action("unfold-all").run(this, block);
  }

  private makeDrag(): Drag {
    return new Drag({
      root: this.root,
      scroller: this.scroller,
      sheet: this.sheet.element,
      pick: (event) => this.palette.pick(event) ?? this.pointer.pick(event),
      geometry: ({ blocks, kind }) => new Geometry(this.view, this.sheet.items, this.sheet.element, this.sheet.column, blocks, kind),
      lift: (blocks, lifted) => {
        this.pointer.hover(null);
        for (const block of blocks) this.sheet.find(block)?.classList.toggle("lifted", lifted);
      },
      target: (block) => this.light(block),
      unfold: (block) => this.commands.fold(block, false),
      refold: (blocks, landed) => {
        for (const block of blocks) if (landed === null || !contains(this.view, block, landed)) this.commands.fold(block, true);
      },
      drop: (load: Load, slot: Slot, way: Way) => this.commands.drop(load, slot, way),
    });
  }

  private lit: HTMLElement | null = null;

  /** The container that would take what is dragged. */
  private light(block: number | null): void {
    const place = block === null ? undefined : this.view.places.get(block);
    const shown = place?.block.body ? around(this.view, this.view.places.get(place.block.id)!)!.id : block;
    const element = place?.parent ? this.sheet.find(shown) : null;
    if (element === this.lit) return;
    this.lit?.classList.remove("target");
    element?.classList.add("target");
    this.lit = element;
  }

  private makeBand(): Band {
    const editor = this;
    return new Band({
      get view() {
        return editor.view;
      },
      scroller: this.scroller,
      sheet: this.sheet.element,
      card: (id) => this.sheet.items.get(id)?.card,
      mark: (ids, done) => {
        this.marks.put(ids);
        const [last] = ids.slice(-1);
        if (done && last !== undefined) this.select(last);
        else this.draw();
      },
    });
  }

  private makeClipboard(): Clipboard {
    return new Clipboard({
      commands: this.commands,
      root: this.root,
      latest: () => this.data,
      chosen: () => this.chosen(),
      titleOf: (ids) => (ids.length ? this.commands.spoken(ids) : "the whole model"),
      say: (text) => {
        this.messages.toast(text, "info");
        this.announce(text);
      },
      refuse: (text) => this.refuse(text),
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

  get busy(): boolean {
    return this.drag.dragging || this.wiring.drawing;
  }

  focusMoved(id: number): void {
    if (id === this.keyboard.at) return;
    this.keyboard.at = id;
    this.keyboard.place(this.view, this.view);
    this.sheet.items.get(id)?.needActions();
  }

  addInput(): void {
    this.commands.addInput(this.data.more!, -this.data.inputs.length);
  }

  goToSource(id: number): void {
    const solid = this.view.places.get(id)?.block.body ? around(this.view, this.view.places.get(id)!)!.id : id;
    this.commands.select(solid);
    this.focus(solid);
  }

  private listen(): void {
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.root.addEventListener("keyup", (event) => event.stopPropagation());
    // What happens in the canvas never comes so far.
    document.addEventListener("keydown", (event) => pressed(this, event), { signal: this.pageKeys.signal });
  }

  private key(event: KeyboardEvent): void {
    // Streamlit has keys of its own (r, c) that must not hear what is meant for the canvas.
    event.stopPropagation();
    if (pressed(this, event) || !event.key.startsWith("Arrow")) return;
    if (!closest(event, "[data-block], .scroller")?.matches(".scroller")) return;
    event.preventDefault();
    this.keyboard.take();
  }
}
