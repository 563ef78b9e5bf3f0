// Where the model begins and ends: a pill for each of its inputs, and one for all that it gives.

import { Chips } from "./chips";
import { arrange, iconButton, make, setAttribute, setText } from "./dom";
import { problemBox } from "./problem";
import type { Data, Input, Problem } from "./types";
import type { View } from "./view";

export class Inputs {
  readonly element = make("div", "inputs");
  private pills: InputPill[] = [];
  private more = iconButton("add-input", "plus", "Add an input");

  constructor() {
    this.element.setAttribute("role", "none");
    this.more.classList.add("more");
    this.more.tabIndex = -1;
  }

  draw(view: View, data: Data): void {
    while (this.pills.length < data.inputs.length) this.pills.push(new InputPill());
    this.pills.length = data.inputs.length;
    data.inputs.forEach((input, index) => this.pills[index]!.draw(input, view.selected === input.id, data.batch, view.root.kind === "Graph"));
    arrange(this.element, this.pills.map((pill) => pill.element));
    // A button of the last one, because a tree holds nothing but its items.
    this.more.hidden = !data.more;
    const last = this.pills.at(-1)!.element;
    if (this.more.parentElement !== last) last.append(this.more);
  }

  find(id: number): HTMLElement | null {
    return this.pills.find((pill) => pill.element.dataset.block === String(id))?.element ?? null;
  }
}

class InputPill {
  readonly element = make("div", "terminal input");
  private name = make("span", "terminal-name");
  private shape = make("span", "terminal-shape");
  private type = make("span", "terminal-type");
  private port = make("span", "port");

  constructor() {
    this.element.setAttribute("role", "treeitem");
    this.element.setAttribute("aria-level", "1");
    this.element.tabIndex = -1;
    this.element.append(make("b", "", "input"), this.name, this.shape, this.type, this.port);
    this.port.setAttribute("aria-hidden", "true");
  }

  draw({ id, name, text, dtype, means }: Input, selected: boolean, batch: string, joined: boolean): void {
    this.element.dataset.block = String(id);
    this.element.classList.toggle("selected", selected);
    setAttribute(this.element, "aria-selected", String(selected));
    setAttribute(this.element, "aria-label", ["input", name, text, dtype].filter(Boolean).join(" "));
    setText(this.name, name);
    setText(this.shape, text);
    setAttribute(this.shape, "title", !means && text.includes("B") && batch ? batch : null);
    setText(this.type, dtype);
    // Only a Graph lets its blocks choose among the inputs.
    this.port.hidden = !joined;
    this.port.dataset.port = name;
  }
}

/** The end of the model. Where the root is a Graph, a press selects it, to choose what it gives. */
export class Output {
  readonly element = make("div", "ending");
  private pill = make("div", "terminal output");
  private open = make("button", "open", "output");
  private shape = make("span", "terminal-shape");
  readonly gives = new Chips("gives");
  private problem: HTMLElement | null = null;
  private signature = "";

  constructor(private fix: (index: number) => void) {
    this.open.type = "button";
    this.open.dataset.action = "output";
    this.pill.append(this.open, this.gives.element, this.shape);
    this.element.append(this.pill);
  }

  draw(view: View, { output, batch }: Data): void {
    const { root } = view;
    this.open.disabled = root.kind !== "Graph";
    setAttribute(this.open, "aria-label", `output ${output}`);
    setAttribute(this.open, "title", this.open.disabled ? null : "Choose what the model gives");
    this.pill.classList.toggle("selected", view.selected === root.id);
    this.pill.classList.toggle("wrong", root.problem !== null);
    this.drawProblem(root.problem);
    setText(this.shape, output);
    this.shape.dataset.shape = output;
    setAttribute(this.shape, "title", root.means === null && output.includes("B") && batch ? batch : null);
    this.gives.draw(root.gives);
    this.pill.classList.toggle("unknown", output === "?" || !output);
  }

  /** What is wrong with the model itself stands here, as it has no card. */
  private drawProblem(problem: Problem | null): void {
    const signature = JSON.stringify(problem);
    if (signature === this.signature) return;
    this.signature = signature;
    this.problem?.remove();
    this.problem = problem && problemBox(problem, this.fix);
    if (this.problem) this.element.append(this.problem);
  }
}
