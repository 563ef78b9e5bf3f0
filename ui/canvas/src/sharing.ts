// What a card says of being one of several: an instance among others of its definition, a block whose
// parameters are used elsewhere, and the place that calls it again.

import { arrange, make, setAttribute, setText, textButton } from "./dom";
import { icon } from "./icons";
import type { ViewBlock } from "./view";

/** The label that a card shares with others, or "". */
export function labelOf(block: ViewBlock): string {
  return block.reuse || block.label;
}

/** The chains in a card's head: one for its label, one for parameters that it takes from elsewhere. */
export class Chains {
  readonly element = make("span", "chains");
  private label = makeChain();
  private tie = makeChain();

  draw(block: ViewBlock): void {
    const label = labelOf(block);
    const shown = [label ? this.label : null, block.tied.length ? this.tie : null].filter((chain) => chain !== null);
    arrange(this.element, shown);
    if (label) {
      setText(this.label.lastElementChild!, label);
      this.label.style.setProperty("--h", String(block.shareHue));
      setAttribute(this.label, "title", block.reuse ? `The block labelled ${label}, with the same parameters` : `Label ${label}: other places call this block again`);
    }
    if (!block.tied.length) return;
    setText(this.tie.lastElementChild!, [...new Set(block.tied.map((tie) => tie.label))].join(", "));
    this.tie.style.setProperty("--h", String(block.tied[0]!.hue));
    setAttribute(this.tie, "title", `Tied: ${block.tied.map((tie) => tie.text).join(", ")}`);
  }
}

function makeChain(): HTMLElement {
  return make("span", "chain", "", icon("chain"), make("span"));
}

/** The line in an open instance that says how far an edit reaches, and the way out. */
export class Reach {
  readonly element = make("div", "reach");
  private words = make("span", "reach-text");

  constructor(makeUnique: () => void) {
    const button = textButton("unique", "Make unique", makeUnique);
    button.title = "This place becomes blocks of its own; later edits of the definition leave it as it is";
    button.tabIndex = -1;
    this.element.append(this.words, button);
    this.element.hidden = true;
  }

  draw({ instance, folded, kind, places }: ViewBlock): void {
    this.element.hidden = !instance || folded || places < 2;
    setText(this.words, `${kind} · edits here change ${places} places`);
  }
}
