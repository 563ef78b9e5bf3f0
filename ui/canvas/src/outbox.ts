// Edits on their way to Python. Triggers may be merged or lost, so every send carries all edits that
// Python has not acknowledged yet, and Python applies each number once.

import { randomName } from "./tab";
import type { Data, Edit, NumberedEdit } from "./types";

const RESEND_MS = 3000;
const RESEND_LIMIT_MS = 24000;

export type Send = (value: { client: string; session: string; ops: NumberedEdit[] }) => void;

export class Outbox {
  readonly client = randomName();
  pending: NumberedEdit[] = [];
  acknowledged = 0;
  private last = 0;
  private session = "";
  private again = new Map<number, Edit>();
  private timer = 0;
  private wait = RESEND_MS;

  constructor(private send: Send) {}

  /** Sends at once. `elsewhere` is the same edit for another session, if it can be done there. */
  push(edit: Edit, elsewhere: Edit | null): void {
    this.last += 1;
    this.pending.push({ ...edit, id: this.last });
    if (elsewhere) this.again.set(this.last, elsewhere);
    this.wait = RESEND_MS;
    this.deliver();
  }

  /** What waits, as it can be done in another session. */
  get waiting(): Edit[] {
    return this.pending.flatMap(({ id }) => this.again.get(id) ?? []);
  }

  /** In another session: what waits names blocks that are not there, and is never sent. */
  clear(): void {
    this.pending = [];
    this.again.clear();
  }

  /** Sends what waits now, rather than later. */
  retry(): void {
    if (this.pending.length) this.deliver();
  }

  /** Newer data arrived, with the last edit that Python has applied. */
  receive({ ack, session }: Data, send: Send): void {
    this.send = send;
    this.session = session;
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
  }

  private deliver(): void {
    this.send({ client: this.client, session: this.session, ops: this.pending });
    this.schedule();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    if (!this.pending.length) return;
    this.timer = window.setTimeout(() => {
      this.wait = Math.min(this.wait * 2, RESEND_LIMIT_MS);
      this.deliver();
    }, this.wait);
  }
}
