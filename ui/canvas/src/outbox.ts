// Edits on their way to Python. What changes the model goes the short way first, and is answered with the canvas's new
// data; then Streamlit hears of it, by a trigger, and draws the whole page anew. Triggers may be merged or lost: so what
// the page does not show yet is sent again, and Python does each edit once, by whichever way it comes.

import { ask } from "./direct";
import { randomName } from "./tab";
import type { Acknowledgement, Batch, Data, Edit, NumberedEdit } from "./types";

const RESEND_MS = 3000;
const RESEND_LIMIT_MS = 24000;

/** What only the panels beside the canvas show: nothing is won by asking for the canvas first. */
const BESIDE = new Set<Edit["op"]>(["select", "form"]);

export class Outbox {
  readonly client = randomName();
  pending: NumberedEdit[] = [];
  acknowledged = 0;
  /** Wakes Streamlit. */
  private wake: (batch: Batch) => void = () => {};
  private address = "";
  private last = 0;
  /** The last edit that the page around the canvas knows of. */
  private shown = 0;
  private session = "";
  private again = new Map<number, Edit>();
  private asking = false;
  /** Nobody answered the last time; until Streamlit does, it is not tried again. */
  private closed = false;
  private timer = 0;
  private wait = RESEND_MS;

  /** `answered` gets what came the short way. */
  constructor(private answered: (message: Uint8Array) => void) {}

  /** How many edits the whole page does not show yet. */
  get unseen(): number {
    return this.last - this.shown;
  }

  /** Sends at once; true where that is the short way. `elsewhere` is the same edit for another session, if it can be
   * done there. */
  push(edit: Edit, elsewhere: Edit | null): boolean {
    this.last += 1;
    this.pending.push({ ...edit, id: this.last });
    if (elsewhere) this.again.set(this.last, elsewhere);
    this.wait = RESEND_MS;
    this.deliver();
    return this.asking;
  }

  /** What waits, as it can be done in another session. */
  get waiting(): Edit[] {
    return this.pending.flatMap(({ id }) => this.again.get(id) ?? []);
  }

  /** In another session: what waits names blocks that are not there, and is never sent. */
  clear(): void {
    this.pending = [];
    this.shown = this.last;
    this.again.clear();
  }

  /** Sends what waits now, rather than later. */
  retry(): void {
    if (this.unseen) this.deliver();
  }

  /** The page was drawn, with the last edit that Python had applied. */
  drawn(ack: Acknowledgement, wake: (batch: Batch) => void): void {
    this.wake = wake;
    this.closed = false;
    if (ack.client === this.client) this.shown = Math.max(this.shown, ack.id);
    this.wait = RESEND_MS;
    this.schedule();
  }

  /** Newer data arrived, by whichever way. */
  receive({ ack, session, edits }: Data): void {
    this.session = session;
    this.address = edits;
    if (ack.client === this.client) {
      this.acknowledged = Math.max(this.acknowledged, ack.id);
      this.pending = this.pending.filter((edit) => edit.id > this.acknowledged);
      for (const id of [...this.again.keys()]) if (id <= this.acknowledged) this.again.delete(id);
    }
    this.wait = RESEND_MS;
    this.schedule();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.answered = () => {};
    this.wake = () => {};
  }

  private deliver(): void {
    this.schedule();
    if (this.asking) return; // the next step follows the answer
    if (!this.closed && this.pending.some(({ op }) => !BESIDE.has(op))) void this.ask();
    else this.wake(this.batch);
  }

  private async ask(): Promise<void> {
    this.asking = true;
    const [asked, session] = [this.last, this.session];
    const answer = await ask(this.address, this.batch);
    this.asking = false;
    this.closed = answer === null;
    if (answer && session === this.session) this.answered(answer);
    if (this.closed) this.wake(this.batch);
    else if (this.last > asked) this.deliver();
    else requestAnimationFrame(() => setTimeout(() => this.unseen && !this.asking && this.wake(this.batch))); // once the answer can be seen
  }

  private get batch(): Batch {
    return { client: this.client, session: this.session, ops: this.pending };
  }

  private schedule(): void {
    clearTimeout(this.timer);
    if (!this.unseen) return;
    this.timer = window.setTimeout(() => {
      this.wait = Math.min(this.wait * 2, RESEND_LIMIT_MS);
      this.wake(this.batch);
      this.schedule();
    }, this.wait);
  }
}
