// The whole canvas: holds Python's latest data and the outbox, draws one from both, and connects the
// parts. It keeps no model of its own.

import { action, ACTIONS } from "./actions";
import { Autosave, type Draft } from "./autosave";
import { Band } from "./band";
import { Links } from "./chips";
import { Clipboard } from "./clipboard";
import { Commands, WRAPPERS } from "./commands";
import { Connection } from "./connection";
import { closest, make } from "./dom";
import { ContextMenu } from "./contextmenu";
import { Drag, type Load, type Way } from "./drag";
import { Explain } from "./explain";
import { Files, type FilesDesk } from "./files";
import { Finder } from "./finder";
import type { FindHost, Landing } from "./finds";
import { Focus } from "./focus";
import { Form } from "./form";
import { Footer } from "./footer";
import { Hint } from "./hint";
import { Inserting, type InsertingHost } from "./inserting";
import { Keeper } from "./keeper";
import { pressed } from "./keyboard";
import { type Choice, Popover } from "./menu";
import { Marks } from "./marks";
import { Messages } from "./messages";
import { Minimap } from "./minimap";
import { typeClass, typeName } from "./naming";
import { Outbox } from "./outbox";
import { Palette } from "./palette";
import { Pointer, type PointerHost } from "./pointer";
import { Projector } from "./projector";
import { Sheet } from "./render";
import { elsewhere } from "./replay";
import { steady } from "./sight";
import { Route } from "./route";
import { Session, type SessionDesk } from "./session";
import { Soon } from "./soon";
import { startOf, Takes, takersOf, type TakesDesk } from "./takes";
import { Shelf } from "./shelf";
import { Geometry, type Slot } from "./slots";
import { applyTheme } from "./theme";
import { Wiring } from "./wiring";
import { Toolbar } from "./toolbar";
import type { Component, Data, Edit } from "./types";
import { isProvisional } from "./types";
import { around, contains, project, type View } from "./view";
import { Waiting } from "./waiting";
import { Zoom } from "./zoom";

/** Who does these needs no hint. */
const SHAPES = new Set<Edit["op"]>(["add", "move", "wrap", "duplicate", "remove", "open", "new"]);

export class Editor implements TakesDesk, FindHost, InsertingHost, PointerHost, FilesDesk, SessionDesk {
  view!: View;
  readonly commands = new Commands(this);
  private takes = new Takes(this);
  private data!: Data;
  /** What stands on the sheet; `view` may be a moment ahead of it. */
  private drawn?: View;
  private root = make("div", "editor");
  private scroller = make("div", "scroller");
  private messages = new Messages();
  private autosave = new Autosave();
  private outbox = new Outbox(() => {});
  private connection = new Connection((lost) => this.connected(lost));
  private hint = new Hint(() => this.scroller.focus({ preventScroll: true }));
  private session = new Session(this, this.autosave, this.messages, this.hint);
  readonly files = new Files(this);
  readonly popover = new Popover(this.root);
  private shelf = new Shelf();
  private finder = new Finder(this.root, this, this.shelf);
  private context = new ContextMenu(this, this.popover, this.root);
  private projector = new Projector(this.root, { unfold: (id) => this.commands.fold(id, false), left: (id) => this.leftProjector(id) });
  readonly sheet = new Sheet({ fix: (block, index) => this.commands.fix(block, index), makeUnique: (block) => this.commands.makeUnique(block) }, {
    add: (kind) => this.commands.add(kind),
    openOurs: (name) => this.openOurs(name),
    search: () => this.focusSearch(),
  });
  readonly links = new Links(this.sheet.element, (id) => this.sheet.find(id), this.sheet.wires);
  private palette = new Palette(this.root, this.shelf, {
    add: (kind) => this.commands.add(kind), leave: () => this.focusChosen(), announce: (text) => this.announce(text),
  });
  private explanation = new Explain(this.root, this.scroller, () => ({ view: this.view, data: this.data }));
  private minimap = new Minimap(this.sheet, this.scroller);
  private footer = new Footer({ go: (id) => this.goTo(id), run: (id) => this.run(id) });
  private scale = new Zoom(this.sheet, this.scroller, (level) => this.footer.zoomed(level));
  private toolbar: Toolbar;
  private drag: Drag;
  private band: Band;
  private clipboard: Clipboard;
  private wiring: Wiring;
  private keyboard = new Focus(this.sheet, this.scroller);
  private keeper = new Keeper(this.root, () => this.keyboard.take());
  private form = new Form(() => this.focus(this.keyboard.at));
  private pointer = new Pointer(this, this.scroller);
  private marks = new Marks();
  private pageKeys = new AbortController();
  private waiting = new Waiting(this.outbox);
  private soon = new Soon(this.root, () => this.draw());

  constructor(parent: HTMLElement | ShadowRoot) {
    this.toolbar = this.makeToolbar();
    this.scroller.append(this.sheet.element);
    this.scroller.tabIndex = -1; // a click beside the blocks gives the keyboard to the canvas, not to the page around it
    const stage = make("div", "stage", "", this.messages.banner, make("div", "ground", "", this.scroller, this.minimap.element),
      this.hint.element, this.messages.lost, this.footer.element, this.messages.toasts);
    this.root.append(this.toolbar.element, make("div", "desk", "", this.palette.element, stage), this.messages.live);
    this.drag = this.makeDrag();
    this.band = this.makeBand();
    this.clipboard = this.makeClipboard();
    this.wiring = this.makeWiring();
    new Inserting(this, this.scroller);
    this.listen();
    parent.append(this.root);
  }

  // --- Python's side

  update({ data, setTriggerValue }: Component): void {
    const first = !this.data;
    const begins = this.data?.session !== data.session;
    const before = this.drawn;
    if (begins && !first) this.leave();
    else if (!first && data.root.id !== this.data.root.id) this.autosave.setAside(); // another model was opened
    this.data = data;
    this.outbox.receive(data, (value) => setTriggerValue("ops", value));
    applyTheme(this.root);
    this.palette.draw(data);
    this.draw();
    this.messages.notice(data.notice);
    if (first) this.start();
    else if (before && before.selected !== this.view.selected) this.showSelected(before);
    if (begins) this.session.begin();
    this.waiting.answered();
    this.keep();
  }

  stop(): void {
    this.soon.stop();
    this.drag.stop();
    this.band.stop();
    this.clipboard.stop();
    this.wiring.stop();
    this.outbox.stop();
    this.autosave.stop();
    this.connection.stop();
    this.messages.stop();
    this.sheet.wires.stop();
    this.minimap.stop();
    this.keeper.stop();
    this.form.stop();
    this.pageKeys.abort();
    this.root.remove();
  }

  send(edit: Edit): void {
    if (!["select", "form", "fold"].includes(edit.op)) this.messages.edited();
    if (edit.op === "select" && this.hasFocus()) this.keeper.hold();
    if (SHAPES.has(edit.op)) this.hint.put();
    if (edit.op === "add" || edit.op === "wrap") this.palette.used(edit.kind);
    this.outbox.push(edit, elsewhere(edit, this.view));
    this.root.dataset.pending = String(this.outbox.pending.length);
    this.view = project(this.data, this.outbox.pending);
    this.count();
    this.soon.ask();
    this.keep();
  }

  /** The server started anew: what waits was never applied, and is done again on the draft. */
  private leave(): void {
    this.autosave.flush();
    this.outbox.clear();
    if (this.waiting.clear()) this.refuse("The server started anew, and your last step is lost. Expected: a connection. Fix: do it again.");
  }

  private keep(): void {
    this.autosave.keep(this.data, this.view, this.outbox.waiting);
    this.connection.watch(this.outbox.pending.length > 0);
  }

  private connected(lost: boolean): void {
    this.messages.connection(lost);
    if (!lost) this.outbox.retry();
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
  }

  // --- drawing

  private draw(): void {
    const active = this.active();
    const treeHadFocus = this.hasFocus();
    const previous = this.drawn;
    this.view = this.drawn = project(this.data, this.outbox.pending);
    const { selected } = this.view;
    // Chosen elsewhere, in the diagram or by an edit: what was marked before is no longer meant.
    if (selected !== previous?.selected && !this.marks.ids(this.view).includes(selected ?? NaN)) this.marks.clear();
    steady(this.scroller, () => this.sheet.width, () => this.sheet.draw(this.view, this.data, this.marks.ids(this.view)));
    this.toolbar.draw(this.data, this.chosen().length);
    this.sheet.route(routeOf(this.view));
    this.footer.draw(this.view, this.data.title);
    this.minimap.draw(this.view);
    this.count();
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
    this.projector.update(this.view, this.data);
    this.soon.drawn();
  }

  /** Whoever looks at the page from outside sees at once that an edit is under way. */
  private count(): void {
    this.root.dataset.ack = String(this.outbox.acknowledged);
    this.root.dataset.pending = String(this.outbox.pending.length);
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
    this.soon.then(() => this.keyboard.reveal(id));
  }

  focus(id: number): void {
    this.keyboard.at = id;
    this.soon.then(() => this.keyboard.go(id, this.view));
  }

  /** To what was just added, or is chosen otherwise. */
  private focusChosen(): void {
    const { selected, root } = this.view;
    this.focus(selected === null || selected === root.id ? this.keyboard.at : selected);
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
    if (some) this.soon.ask();
    return some;
  }

  /** Marks the outermost blocks that were not there before. */
  markNew(before: ReadonlySet<number>): void {
    const { order, places, selected } = this.view;
    const isNew = (id: number) => !before.has(id) && !places.get(id)!.block.slot;
    this.marks.put(order.filter((id) => places.has(id) && isNew(id) && before.has(places.get(id)!.parent!.id)));
    if (selected !== null && places.has(selected)) this.focus(selected);
    this.soon.ask();
  }

  choose(id: number): void {
    this.marks.clear();
    this.commands.select(id);
    this.soon.ask();
  }

  chooseNothing(): void {
    this.marks.clear();
    this.commands.select(null);
    this.soon.ask();
  }

  /** Marks up to a block: it is selected, and the others stay marked. */
  private select(id: number): void {
    this.commands.select(id);
    this.focus(id);
    this.soon.ask();
    const { length } = this.marks.ids(this.view);
    this.announce(length ? `${length} blocks marked` : "One block selected");
  }

  openTakes(id: number): void {
    if (this.commands.isAlone(id, "wired")) this.takes.open(id);
  }

  openForm(id: number): void {
    // What is still being made gets its number first; the focus follows it.
    if (isProvisional(id)) return this.afterAnswer(() => this.openForm(this.keyboard.at));
    if (this.view.places.get(id)?.block.slot) return this.announce("Nothing to set here");
    this.keeper.release();
    if (this.view.selected !== id || !this.form.open(id)) this.send({ op: "form", block: id });
    this.form.open(id);
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
    this.soon.now();
    const { selected } = this.view;
    const block = selected === null ? undefined : this.view.places.get(selected)?.block;
    const item = block && this.sheet.items.get(block.id);
    if (!block?.instance || !item) return;
    this.focus(block.id);
    const rename = (name: string) => this.send({ op: "rename definition", definition: block.kind, name });
    typeClass(item, block, { rename, closed: (byKey) => byKey && this.focus(block.id) });
  }

  // --- whole models

  get model(): Data {
    return this.data;
  }

  drafts(): Draft[] {
    return this.autosave.others(this.data);
  }

  restore(draft: Draft): void {
    this.session.restore(draft);
  }

  run(id: string): void {
    action(id).run(this, this.view.selected ?? NaN);
  }

  boxOf(button: "file" | "share"): DOMRect {
    return this.toolbar.boxOf(button);
  }

  back(): () => void {
    const active = this.active() as HTMLElement | null;
    return () => active?.focus({ preventScroll: true });
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

  openFinderAt(place: Landing, box: DOMRect, closed: () => void): void {
    this.finder.openAt(this.data, place, box, closed);
  }

  openOurs(name: string): void {
    this.send({ op: "open ours", name });
  }

  openMenu(id: number): void {
    this.context.open(id);
  }

  project(): void {
    this.projector.show(this.view, this.data, this.view.selected);
  }

  private leftProjector(id: number): void {
    if (this.view.places.has(id) && id !== this.view.root.id) this.goTo(id);
    else this.focus(this.at);
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

  /** Selects a block and goes there; null is the model itself. */
  goTo(id: number | null): void {
    if (id === null) {
      this.commands.select(this.view.root.kind === "Graph" ? this.view.root.id : null);
      return this.scroller.scrollTo({ top: 0 });
    }
    this.choose(id);
    this.focus(id);
  }

  zoom(to: 1 | -1 | "fit" | "life"): void {
    if (to === "fit") this.scale.fit();
    else if (to === "life") this.scale.to(1);
    else this.scale.step(to);
  }

  explain(id: number): void {
    const element = this.sheet.find(id);
    this.announce((element && this.explanation.show(element)) || "Nobody knows what its dimensions are");
  }

  private makeToolbar(): Toolbar {
    return new Toolbar({
      rename: (title) => this.send({ op: "title", title }),
      run: (id) => this.run(id),
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
        else this.soon.ask();
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
    addEventListener("hashchange", () => this.session.openLink(), { signal: this.pageKeys.signal });
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

/** The way of the selected block; that of the model itself is everything. */
function routeOf(view: View): Route | null {
  return view.selected === null || view.selected === view.root.id ? null : new Route(view, view.selected);
}
