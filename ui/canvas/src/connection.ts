// Whether the server can be reached. Nobody tells the canvas; so it asks, once an edit has waited too long.

const PATIENCE_MS = 2500;
const AGAIN_MS = 1500;

export class Connection {
  private timer = 0;
  private lost = false;

  /** `tell` hears when the connection is lost, and when it is back. */
  constructor(private tell: (lost: boolean) => void) {}

  /** To be called whenever something is sent or answered, with whether edits still wait. */
  watch(waiting: boolean): void {
    clearTimeout(this.timer);
    if (waiting) this.timer = window.setTimeout(() => void this.ask(), this.lost ? AGAIN_MS : PATIENCE_MS);
    else this.say(false);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    const timer = this.timer;
    const there = await isThere();
    if (timer !== this.timer) return; // answered meanwhile
    this.say(!there);
    this.watch(true);
  }

  private say(lost: boolean): void {
    if (lost === this.lost) return;
    this.lost = lost;
    this.tell(lost);
  }
}

/** Streamlit's own sign of life, at the address from which the page came. */
async function isThere(): Promise<boolean> {
  try {
    return (await fetch(new URL("_stcore/health", location.href), { cache: "no-store", signal: AbortSignal.timeout(AGAIN_MS) })).ok;
  } catch {
    return false;
  }
}
