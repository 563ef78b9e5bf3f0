// A problem in three parts, with its fixes, as it stands in a card or below the output.

import { make, textButton } from "./dom";
import type { Problem } from "./types";

export function problemBox({ received, expected, fix, fixes }: Problem, run: (index: number) => void): HTMLElement {
  const box = make("div", "problem");
  for (const [label, text] of [["received", received], ["expected", expected], ["fix", fix]] as const) {
    if (text) box.append(make("div", "fact", "", make("span", "fact-label", label), make("span", "fact-text", text)));
  }
  if (fixes.length) box.append(fixButtons(fixes, run));
  return box;
}

export function fixButtons(fixes: string[], run: (index: number) => void): HTMLElement {
  const buttons = make("div", "fixes");
  fixes.forEach((text, index) => {
    const button = textButton("fix", text, () => run(index));
    button.dataset.fix = String(index);
    button.title = text;
    buttons.append(button);
  });
  return buttons;
}
