// The whole canvas: holds Python's latest data and the outbox, draws one from both, and connects the
// parts. It keeps no model of its own.

import { action } from "./actions";
import { Autosave, type Draft } from "./autosave";
import { Links } from "./chips";
import { type Clip, Clipboard, type ClipboardHost } from "./clipboard";
import { Choosing } from "./choosing";
import { Commands } from "./commands";
import { Connection } from "./connection";
import { closest, make } from "./dom";
import { ContextMenu } from "./contextmenu";
import type { Load } from "./drag";
import { Explain } from "./explain";
import { Files, type FilesDesk } from "./files";
import { Finder } from "./finder";
import type { FindHost, Landing } from "./finds";
import { Focus } from "./focus";
import { Form } from "./form";
import { Footer } from "./footer";
import { Hands, type HandsHost } from "./hands";
import { Hint } from "./hint";
import { Inserting, type InsertingHost } from "./inserting";
import { Keeper } from "./keeper";
import { pressed } from "./keyboard";
import { Popover } from "./menu";
import { Menus, type MenusHost } from "./menus";
import { Messages } from "./messages";
import { Minimap } from "./minimap";
import { Naming, type NamingHost } from "./naming";
import { Outbox } from "./outbox";
import { Palette } from "./palette";
import { Pointer, type PointerHost } from "./pointer";
import { Press } from "./press";
import { Projector } from "./projector";
import { type Message, parse, Reader } from "./reading";
import { Sheet } from "./render";
import { elsewhere } from "./replay";
import { steady } from "./sight";
import { Route } from "./route";
import { Session, type SessionDesk } from "./session";
import { SeveralBar } from "./several";
import { Soon } from "./soon";
import { Takes, type TakesDesk } from "./takes";
import { Shelf } from "./shelf";
import { applyTheme } from "./theme";
import { Toolbar } from "./toolbar";
import type { Component, Data, Edit } from "./types";
import { isProvisional } from "./types";
import { around, project, type View } from "./view";
import { Waiting } from "./waiting";
import { Zoom } from "./zoom";

/** Who does these needs no hint. */
const SHAPES = new Set<Edit["op"]>(["add", "move", "wrap", "duplicate", "remove", "open", "new"]);

export class Editor implements TakesDesk, FindHost, InsertingHost, PointerHost, FilesDesk, SessionDesk, MenusHost, NamingHost, HandsHost, ClipboardHost {
  view!: View;
  readonly commands: Commands = new Commands(this);
  readonly choosing: Choosing = new Choosing(this);
  readonly menus = new Menus(this);
  readonly naming = new Naming(this);
  readonly takes = new Takes(this);
  private data!: Data;
  /** What stands on the sheet; `view` may be a moment ahead of it. */
  private drawn?: View;
  readonly root = make("div", "editor");
  readonly scroller = make("div", "scroller");
  private messages = new Messages();
  private autosave = new Autosave();
  private outbox = new Outbox((answer) => this.press.then(() => this.hear(parse(answer))));
  private reader = new Reader();
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
  private severalBar = new SeveralBar({ run: (id, box) => this.runOnMarked(id, box), leave: () => this.focusChosen() });
  private scale = new Zoom(this.sheet, this.scroller, (level) => this.footer.zoomed(level));
  private toolbar: Toolbar;
  private hands: Hands;
  private clipboard: Clipboard;
  private keyboard = new Focus(this.sheet, this.scroller);
  private keeper = new Keeper(this.root, () => this.keyboard.take());
  private form = new Form(() => this.focus(this.keyboard.at));
  private pointer = new Pointer(this, this.scroller);
  private pageKeys = new AbortController();
  private waiting = new Waiting(this.outbox);
  private soon = new Soon(this.root, () => this.draw());
  private press = new Press(this.root);

  constructor(parent: HTMLElement | ShadowRoot) {
    this.toolbar = this.makeToolbar();
    this.scroller.append(this.sheet.element);
    this.scroller.tabIndex = -1; // a click beside the blocks gives the keyboard to the canvas, not to the page around it
    const stage = make("div", "stage", "", this.messages.banner, make("div", "ground", "", this.scroller, this.minimap.element),
      this.hint.element, this.messages.lost, this.severalBar.element, this.footer.element, this.messages.toasts);
    this.root.append(this.toolbar.element, make("div", "desk", "", this.palette.element, stage), this.messages.live);
    this.hands = new Hands(this);
    this.clipboard = new Clipboard(this);
    new Inserting(this, this.scroller);
    this.listen();
    parent.append(this.root);
  }

  // --- Python's side

  /** Streamlit drew the page, or only its theme. */
  update({ data, setTriggerValue }: Component): void {
    const message = parse(data);
    if (applyTheme(this.root)) this.soon.ask();
    this.outbox.drawn(message.data.ack, (batch) => setTriggerValue("ops", batch));
    this.press.then(() => this.hear(message));
    this.count();
  }

  private hear(message: Message): void {
    const data = this.reader.read(message);
    if (data) this.show(data);
  }

  private show(data: Data): void {
    const first = !this.data;
    const begins = this.data?.session !== data.session;
    const before = this.drawn;
    const changed = !first && data.document !== this.data.document;
    if (begins && !first) this.leave();
    else if (!first && data.root.id !== this.data.root.id) this.opened();
    this.data = data;
    this.outbox.receive(data);
    this.palette.draw(data);
    this.draw();
    this.messages.notice(data.notice, changed);
    if (first) this.start();
    else if (before && before.selected !== this.view.selected) this.showSelected(before);
    if (begins && data.keeps) this.session.begin();
    this.waiting.answered();
    this.keep();
  }

  /** Another model came: what was, is kept, and how that was looked at says nothing about this one. */
  private opened(): void {
    if (this.data.keeps) this.autosave.setAside();
    this.scale.to(1);
  }

  stop(): void {
    this.soon.stop();
    this.press.stop();
    this.hands.stop();
    this.clipboard.stop();
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
    const gone = this.outbox.push(edit, elsewhere(edit, this.view));
    this.view = project(this.data, this.outbox.pending);
    this.count();
    if (gone) this.soon.askAtOnce();
    else this.soon.ask();
    this.keep();
  }

  /** The server started anew: what waits was never applied, and is done again on the draft. */
  private leave(): void {
    this.autosave.flush();
    this.outbox.clear();
    if (this.waiting.clear() && this.data.keeps) this.refuse("The server started anew, and your last step is lost. Expected: a connection. Fix: do it again.");
  }

  private keep(): void {
    if (this.data.keeps) this.autosave.keep(this.data, this.view, this.outbox.waiting);
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

  afterAnswer(run: () => void): void {
    this.waiting.afterAnswer(run);
  }

  announce(text: string): void {
    this.messages.announce(text);
  }

  /** Says what was done, where everybody sees it. */
  say(text: string): void {
    this.messages.toast(text, "info");
    this.announce(text);
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
    this.choosing.follow(previous?.selected);
    steady(this.scroller, () => this.sheet.width, () => this.sheet.draw(this.view, this.data, this.choosing.several));
    this.toolbar.draw(this.data, this.choosing.chosen.length);
    this.sheet.route(routeOf(this.view));
    this.severalBar.draw(this.choosing.several.length);
    this.footer.draw(this.view, this.data.title, this.choosing.several);
    this.minimap.draw(this.view);
    this.count();
    this.keyboard.place(this.view, previous);
    // Moving an element in the page takes its focus away: give it back, also to a field or a button.
    if (treeHadFocus && this.active() !== active) {
      if (active && this.sheet.element.contains(active)) (active as HTMLElement).focus({ preventScroll: true });
      else this.keyboard.take();
    }
    this.keeper.check();
    if (!this.hands.dragging) this.keyboard.drawn();
    this.hands.refresh();
    this.projector.update(this.view, this.data);
    this.soon.drawn();
  }

  /** Whoever looks at the page from outside sees at once that an edit is under way. */
  private count(): void {
    this.root.dataset.ack = String(this.outbox.acknowledged);
    this.root.dataset.pending = String(this.outbox.unseen);
  }

  private active(): Element | null {
    return (this.root.getRootNode() as Document | ShadowRoot).activeElement;
  }

  private showSelected(before: View): void {
    const { selected } = this.view;
    if (selected === null || this.hands.dragging) return;
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

  /** What the line of the marked blocks does: to all of them, wherever the keyboard is. */
  private runOnMarked(id: string, box: DOMRect): void {
    const last = this.choosing.several.at(-1) ?? NaN;
    if (id === "wrap") this.menus.wrap(last, box);
    else action(id).run(this, last);
  }

  boxOf(button: "file" | "share" | "undo" | "help"): DOMRect {
    return this.toolbar.boxOf(button);
  }

  back(): () => void {
    const active = this.active() as HTMLElement | null;
    return () => active?.focus({ preventScroll: true });
  }

  focusSearch(): void {
    this.palette.focusSearch();
  }

  clip(deed: Clip): void {
    this.clipboard.run(deed);
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
    this.choosing.choose(id);
    this.focus(id);
  }

  zoom(to: 1 | -1 | "fit" | "life"): void {
    if (to === "fit") this.fit();
    else if (to === "life") this.scale.to(1);
    else this.scale.step(to);
  }

  private fit(): void {
    if (!this.scale.fit()) this.say("As small as can be read, the model is still larger than the canvas. Depth 1, 2 or 3 folds it.");
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

  /** What a press would carry away. */
  pick(event: Event): Load | null {
    return this.palette.pick(event) ?? this.pointer.pick(event);
  }

  /** A drag begins: nothing is hovered any more. */
  lifted(): void {
    this.press.release();
    this.pointer.hover(null);
  }

  /** As in Scratch: what is dropped where blocks come from is gone. */
  get bin(): HTMLElement {
    return this.palette.element;
  }

  get busy(): boolean {
    return this.hands.busy;
  }

  /** Marks look different now. */
  redraw(): void {
    this.soon.ask();
  }

  /** Draws what waits to be drawn. */
  drawNow(): void {
    this.soon.now();
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
    addEventListener("hashchange", () => this.data.keeps && this.session.openLink(), { signal: this.pageKeys.signal });
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
