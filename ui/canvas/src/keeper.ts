// Gives the keyboard back to the canvas where the page took it: choosing a block turns to another panel,
// and the page then puts the focus on a tab, or nowhere.

const PATIENCE_MS = 4000;
const AGAIN_MS = 500;

export class Keeper {
  private until = 0;
  private listening = new AbortController();

  constructor(root: HTMLElement, private take: () => void) {
    const options = { signal: this.listening.signal, capture: true };
    document.addEventListener("focusin", () => this.check(), options);
    root.addEventListener("focusout", () => setTimeout(() => this.check()), options);
    // Where the person goes on by hand, that is where the focus belongs.
    document.addEventListener("pointerdown", () => this.release(), options);
    document.addEventListener("keydown", (event) => event.key === "Tab" && this.release(), options);
  }

  /** A block was chosen from within the canvas: for a while nothing but the person takes the focus away. */
  hold(): void {
    this.until = performance.now() + PATIENCE_MS;
  }

  release(): void {
    this.until = 0;
  }

  stop(): void {
    this.listening.abort();
  }

  /** Also to be called when the canvas was drawn. */
  check(): void {
    if (performance.now() > this.until) return;
    const { activeElement } = document;
    const onTab = activeElement?.getAttribute("role") === "tab";
    // The page may take it twice in a row; what comes later is a person, by whatever means.
    if (onTab) this.until = Math.min(this.until, performance.now() + AGAIN_MS);
    if (onTab || activeElement === null || activeElement === document.body) this.take();
  }
}
