// Drawing that waits until an edit is on its way: who sees the block land does not see the wait. An edit that goes the
// short way is gone at once, and drawn at the end of what is being done. Streamlit sends what it is told in a task of
// its own, and would wait for a browser that first draws.

export class Soon {
  private waiting = false;
  private timer = 0;
  private next: (() => void)[] = [];

  constructor(root: HTMLElement, private draw: () => void) {
    // Whoever acts again acts on what is true: it is drawn before.
    for (const event of ["keydown", "pointerdown"]) root.addEventListener(event, () => this.now(), { capture: true });
  }

  /** Draws in the next task, behind the sending of what was pushed before. */
  ask(): void {
    if (this.waiting) return;
    this.waiting = true;
    this.timer = window.setTimeout(() => this.now(), 0);
  }

  /** Draws at the end of this task. */
  askAtOnce(): void {
    this.waiting = true;
    queueMicrotask(() => this.now());
  }

  /** Does something on the drawn canvas: at once, or as soon as it is drawn. */
  then(run: () => void): void {
    if (this.waiting) this.next.push(run);
    else run();
  }

  /** Draws what waits to be drawn. */
  now(): void {
    if (this.waiting) this.draw();
  }

  /** To be called when all is drawn, whoever asked for it. */
  drawn(): void {
    clearTimeout(this.timer);
    this.waiting = false;
    for (const run of this.next.splice(0)) run();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.waiting = false;
  }
}
