// The line under the text: how it stands with it, and the two things that can be done about that.

export type Standing = "same" | "changed" | "waiting" | "refused" | "contested" | "readonly";

const WORDS: Record<Standing, string> = {
  same: "No changes",
  changed: "Unsaved changes",
  waiting: "Applying …",
  refused: "Not applied",
  contested: "Changed elsewhere too. Yours is kept: Apply puts it in place, Revert shows the other.",
  readonly: "Read only",
};

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export class Bar {
  readonly element = document.createElement("div");
  private words = document.createElement("span");
  private buttons: HTMLButtonElement[];

  constructor(revert: () => void, apply: () => void) {
    this.element.className = "bar";
    this.words.className = "words";
    this.words.setAttribute("role", "status");
    this.buttons = [
      button("Revert", "Show the code as it was last applied", revert),
      button("Apply", `Use this code (${mac ? "⌘" : "Ctrl"}+Enter)`, apply),
    ];
    this.buttons[1]?.classList.add("first");
    this.element.append(this.words, ...this.buttons);
  }

  show(standing: Standing): void {
    if (this.words.textContent !== WORDS[standing]) this.words.textContent = WORDS[standing];
    this.element.dataset["standing"] = standing;
    for (const each of this.buttons) {
      each.hidden = standing === "readonly";
      each.disabled = standing === "same" || standing === "waiting";
    }
  }
}

function button(text: string, title: string, run: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  element.title = title;
  element.addEventListener("click", run);
  return element;
}
