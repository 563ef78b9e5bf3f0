// For a class: one block at a time, in large type, through the forward pass on the arrow keys. What comes out can
// be asked before it is shown. It covers the page and edits nothing; folds can be opened on the way.

import { PROJECTOR_KEYS } from "./actions";
import { arrange, iconButton, make, setText, textButton } from "./dom";
import { icon } from "./icons";
import { type Step, stepsOf } from "./steps";
import { largestOf, tensorPicture } from "./tensor";
import type { Data } from "./types";
import type { View } from "./view";

/** What the projector needs of the editor. */
export interface ProjectorHost {
  unfold(id: number): void;
  /** It was closed at this block. */
  left(id: number): void;
}

export class Projector {
  private dialog = make("dialog", "projector");
  private rail = make("ol", "rail");
  private stage = make("div", "scene");
  private place = make("span", "scene-place");
  private ask = textButton("plain", "Ask first (a)", () => this.toggleAsking());
  private steps: Step[] = [];
  private at = 0;
  private asking = false;
  /** Whether the answer of the step is shown. */
  private open = true;

  constructor(private root: HTMLElement, private host: ProjectorHost) {
    const close = iconButton("leave", "close", "Leave (Esc)");
    close.addEventListener("click", () => this.dialog.close());
    const [back, next] = [iconButton("step-back", "back", "Back (←)"), iconButton("step-next", "chevron", "Next (→)")];
    back.addEventListener("click", () => this.back());
    next.addEventListener("click", () => this.next());
    this.ask.setAttribute("aria-pressed", "false");
    this.dialog.setAttribute("aria-label", "Step through the forward pass");
    this.stage.setAttribute("aria-live", "polite");
    this.stage.tabIndex = -1;
    this.stage.autofocus = true;
    this.rail.setAttribute("aria-hidden", "true");
    const bar = make("div", "scene-bar", "", back, this.place, next, make("span", "spacer"), this.ask, close);
    this.dialog.append(this.rail, make("div", "scene-side", "", bar, this.stage));
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("close", () => this.closed());
    this.rail.addEventListener("click", (event) => this.goTo([...this.rail.children].indexOf((event.target as Element).closest("li")!)));
  }

  /** Opens at a block: where it is drawn, else at the beginning. */
  show(view: View, data: Data, id: number | null): void {
    this.steps = stepsOf(view, data);
    this.at = Math.max(0, this.steps.findIndex((step) => step.id === id));
    this.open = !this.asking;
    this.root.append(this.dialog);
    this.dialog.showModal();
    this.draw();
  }

  /** The model was drawn anew: the same step, with what is known of it now. */
  update(view: View, data: Data): void {
    if (!this.dialog.open) return;
    const key = this.steps[this.at]?.key;
    this.steps = stepsOf(view, data);
    const again = this.steps.findIndex((step) => step.key === key);
    this.at = again < 0 ? Math.min(this.at, this.steps.length - 1) : again;
    this.draw();
  }

  private key(event: KeyboardEvent): void {
    event.stopPropagation();
    const onButton = (event.target as Element).closest("button") !== null && event.key === " ";
    if (onButton) return;
    const meant = PROJECTOR_KEYS.find(({ keys }) => (keys as readonly string[]).includes(event.key))?.id;
    if (!meant || meant === "close") return; // a dialog closes by itself
    this.does[meant]();
    event.preventDefault();
  }

  private does = {
    next: () => this.next(), back: () => this.back(), first: () => this.goTo(0), last: () => this.goTo(this.steps.length - 1),
    ask: () => this.toggleAsking(), inside: () => this.unfold(),
  };

  private next(): void {
    if (this.open) this.goTo(this.at + 1);
    else {
      this.open = true;
      this.draw();
    }
  }

  private back(): void {
    this.goTo(this.at - 1);
  }

  private goTo(at: number): void {
    if (at < 0 || at >= this.steps.length || at === this.at) return;
    const forward = at > this.at;
    this.at = at;
    this.open = !this.asking || !forward || !this.steps[at]!.gives || this.steps[at]!.takes.length === 0;
    this.draw();
  }

  private unfold(): void {
    const step = this.steps[this.at]!;
    if (step.folded) this.host.unfold(step.id);
  }

  private toggleAsking(): void {
    this.asking = !this.asking;
    this.ask.setAttribute("aria-pressed", String(this.asking));
    this.open = !this.asking;
    this.draw();
  }

  private closed(): void {
    this.dialog.remove();
    this.host.left(this.steps[this.at]!.id);
  }

  private draw(): void {
    const step = this.steps[this.at]!;
    setText(this.place, `${this.at + 1} of ${this.steps.length}`);
    arrange(this.rail, this.steps.map((one, index) => this.line(one, index)));
    this.rail.style.setProperty("--steps", String(this.steps.length));
    this.rail.children[this.at]?.scrollIntoView({ block: "center" });
    this.stage.style.setProperty("--h", String(step.hue ?? 220));
    this.stage.classList.toggle("coloured", step.hue !== null);
    this.stage.replaceChildren(...this.scene(step));
  }

  /** What is still to come tells no shape while the class is asked. */
  private line(step: Step, index: number): HTMLElement {
    const known = !this.asking || index < this.at || (index === this.at && this.open);
    const row = make("li", "rail-step", "", make("span", "rail-title", step.title), make("span", "rail-shape", known ? (step.gives ?? step.result) : ""));
    row.classList.toggle("now", index === this.at);
    row.classList.toggle("passed", index < this.at);
    row.style.setProperty("--deep", String(step.trail.length));
    if (step.problem) row.classList.add("wrong");
    return row;
  }

  private scene(step: Step): HTMLElement[] {
    const title = make("h2", "scene-title", "", icon(...step.icon), make("span", "", step.title));
    const trail = make("p", "scene-trail", step.trail.join(" › "));
    const parts = [trail, title, make("p", "scene-detail", step.detail), this.flow(step), make("p", "scene-told", step.told)];
    if (step.params) parts.push(make("p", "scene-params", step.sum ? `${step.sum} parameters` : `${step.params} parameters`));
    if (step.problem) parts.push(make("p", "scene-problem", `Received ${step.problem.received} Expected ${step.problem.expected}`));
    if (step.folded) parts.push(textButton("solid", "Look inside (f)", () => this.unfold()));
    return parts.filter((part) => part.textContent || part.matches(".flow"));
  }

  private flow(step: Step): HTMLElement {
    const largest = largestOf(this.steps.flatMap(({ takes, gives }) => [...takes, gives ?? ""]));
    const takes = step.takes.map((shape) => shapeBox(shape, largest));
    const arrow = make("span", "flow-arrow", "→");
    arrow.setAttribute("aria-hidden", "true");
    if (step.gives === null) return make("div", "flow", "", ...takes);
    const answer = step.problem ? make("span", "flow-shape wrong", "×") : !this.open ? this.question() : shapeBox(step.gives || "?", largest);
    answer.classList.add("answer");
    return make("div", "flow", "", ...takes, ...(takes.length ? [arrow] : []), answer);
  }

  private question(): HTMLElement {
    const button = textButton("flow-shape asked", "?", () => this.next());
    button.setAttribute("aria-label", "What shape comes out? Show it");
    return button;
  }
}

function shapeBox(shape: string, largest: number): HTMLElement {
  const picture = tensorPicture(shape, largest);
  return make("span", "flow-shape", "", ...(picture ? [picture] : []), make("span", "flow-text", shape));
}
