// What is pressed stays where it is until it is let go. Drawn anew in between, a card could move away from under the
// pointer, and its click would be lost or hit another one: what Python says meanwhile waits that long.

/** A finger's click comes so long after its release; that of a mouse comes with it. */
const TOUCH_MS = 80;

export class Press {
  private pressed = false;
  private timer = 0;
  private next: (() => void)[] = [];
  private listening = new AbortController();

  constructor(root: HTMLElement) {
    const options = { signal: this.listening.signal, capture: true };
    root.addEventListener("pointerdown", () => this.hold(), options);
    for (const event of ["pointerup", "pointercancel"] as const) {
      addEventListener(event, ({ pointerType }) => this.letGo(pointerType === "touch" ? TOUCH_MS : 0), options);
    }
    // A release that nobody told of: the window was left, or the pointer comes back without a button.
    addEventListener("blur", () => this.release(), options);
    addEventListener("pointermove", ({ buttons }) => buttons || this.letGo(TOUCH_MS), options);
  }

  /** Does something at once, or when nothing is pressed any more. */
  then(run: () => void): void {
    if (this.pressed) this.next.push(run);
    else run();
  }

  /** Ends the waiting; also to be called when the press became a drag, which follows what is drawn. */
  release(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    this.pressed = false;
    for (const run of this.next.splice(0)) run();
  }

  stop(): void {
    this.listening.abort();
    clearTimeout(this.timer);
    this.next = [];
  }

  private hold(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    this.pressed = true;
  }

  private letGo(milliseconds: number): void {
    if (this.pressed) this.timer ||= window.setTimeout(() => this.release(), milliseconds);
  }
}
