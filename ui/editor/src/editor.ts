// One editor on the page: the text, the bar under it, and what is agreed with Python.

import { isolateHistory } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

import { Agreement, ANSWER_MS } from "./agreement";
import { Bar, type Standing } from "./bar";
import { difference } from "./difference";
import { keepDraft, takeDraft } from "./drafts";
import { copyButton } from "./copying";
import { lighten } from "./lit";
import { say } from "./marks";
import { spoken } from "./problems";
import { extensions } from "./setup";
import type { Component, Data } from "./types";

const HELP = "code-help";

export class CodeEditor {
  private readonly element = make("div", "code");
  private readonly live = make("div", "unseen");
  private readonly bar = new Bar(() => this.revert(), () => this.apply());
  private readonly view: EditorView;
  private agreement: Agreement;
  private data: Data;
  /** The text whose lines Python's words count. */
  private subject: string;
  private timer = 0;
  private points = 0;
  private readonly leaving = (event: BeforeUnloadEvent): void => {
    if (this.changed) event.preventDefault();
  };

  constructor(private component: Component) {
    this.data = plain(component.data);
    this.subject = this.data.source;
    this.live.setAttribute("aria-live", "polite");
    const help = make("div", "unseen", "Tab indents. Escape, then Tab, leaves the editor.");
    help.id = HELP;
    this.view = new EditorView({ state: this.fresh(), root: rootOf(component.parentElement) });
    this.agreement = new Agreement(this.data.source);
    this.element.append(this.view.dom, this.bar.element, this.live, help);
    // Single letters are Streamlit's own keys.
    this.element.addEventListener("keydown", (event) => event.stopPropagation());
    window.addEventListener("beforeunload", this.leaving);
    component.parentElement.append(this.element);
    if (this.data.pointed) this.element.append(copyButton(() => this.text));
    this.resume();
    this.speak();
    this.shine();
  }

  update(component: Component): void {
    const before = this.data;
    this.component = component;
    this.data = plain(component.data);
    if (this.data.readonly !== before.readonly) this.view.setState(this.fresh(this.text));
    const verdict = this.agreement.receive(this.data, this.text);
    if (verdict === "restart") this.restart();
    if (verdict === "take") this.write(this.data.source);
    // Words on a refused text are repeated by later redraws: as long as they are the same, they are about that text.
    if (this.data.answered) this.subject = this.agreement.refused ?? this.data.source;
    else if (words(this.data) !== words(before)) this.subject = this.data.source;
    this.speak();
    if (String(this.data.lit) !== String(before.lit) || this.data.source !== before.source) this.shine();
  }

  close(): void {
    clearTimeout(this.timer);
    window.removeEventListener("beforeunload", this.leaving);
    if (!this.data.readonly) keepDraft(this.data.key, { source: this.agreement.source, text: this.text });
    this.view.destroy();
    this.element.remove();
  }

  /** Lights the lines of what is selected. */
  private shine(): void {
    lighten(this.data.lit, this.view);
  }

  // --- the person's side

  private point(line: number): void {
    if (!this.data.pointed) return;
    this.points += 1;
    this.component.setTriggerValue("pointed", { line, revision: this.points });
  }

  private apply(): void {
    const applied = this.data.readonly ? null : this.agreement.send(this.text);
    if (!applied) return;
    this.component.setTriggerValue("applied", applied);
    // Should no answer come, the button is offered again.
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.show(), ANSWER_MS);
    this.show();
  }

  private revert(): void {
    this.agreement.revert();
    this.subject = this.data.source;
    this.write(this.agreement.source);
    this.speak();
    this.view.focus();
  }

  /** Takes up what was typed here before the editor was away. */
  private resume(): void {
    const draft = this.data.readonly ? null : takeDraft(this.data.key);
    if (!draft) return;
    this.agreement = new Agreement(draft.source);
    this.write(draft.text);
    this.agreement.receive(this.data, this.text);
  }

  // --- the text

  private get text(): string {
    return this.view.state.doc.toString();
  }

  private get changed(): boolean {
    return this.text !== this.agreement.source;
  }

  private fresh(text = this.data.source): EditorState {
    const hooks = { apply: () => this.apply(), typed: () => this.show(), pointed: (line: number) => this.point(line), help: HELP };
    return EditorState.create({ doc: text, extensions: extensions(this.data.readonly, hooks) });
  }

  private restart(): void {
    const { anchor, head } = this.view.state.selection.main;
    const state = this.fresh();
    const most = state.doc.length;
    this.view.setState(state.update({ selection: { anchor: Math.min(anchor, most), head: Math.min(head, most) } }).state);
  }

  /** As one step of its own, which undo takes back whole. */
  private write(text: string): void {
    this.view.dispatch({ changes: difference(this.text, text), annotations: isolateHistory.of("full") });
  }

  // --- what is shown

  /** Python's words on the lines, on the screen and for ears. */
  private speak(): void {
    const { counts, problems } = this.data;
    this.view.dispatch({ effects: say.of({ counts, problems, subject: this.subject }) });
    const sentences = spoken(this.view.state);
    if (this.live.textContent !== sentences) this.live.textContent = sentences;
    this.show();
  }

  private show(): void {
    this.bar.show(this.standing());
  }

  private standing(): Standing {
    if (this.data.readonly) return "readonly";
    if (!this.changed) return "same";
    if (this.agreement.waiting) return "waiting";
    if (this.agreement.contested) return "contested";
    return this.agreement.refused === this.text ? "refused" : "changed";
  }
}

function words({ source, counts, problems }: Data): string {
  return JSON.stringify([source, counts, problems]);
}

/** With the line ends that the editor has. */
function plain(data: Data): Data {
  return { ...data, source: data.source.replace(/\r\n?/g, "\n") };
}

function rootOf(parent: HTMLElement | ShadowRoot): Document | ShadowRoot {
  const root = parent.getRootNode();
  return root instanceof ShadowRoot ? root : document;
}

function make(tag: "div", className: string, text = ""): HTMLDivElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
