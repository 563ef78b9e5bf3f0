// Edits on their way to Python. Triggers may be merged or lost, so every send carries all edits that
// Python has not acknowledged yet, and Python applies each number once.

import type { Acknowledgement, Edit, NumberedEdit } from "./types";

const RESEND_MS = 3000;
const RESEND_LIMIT_MS = 24000;

export type Send = (value: { client: string; ops: NumberedEdit[] }) => void;

function randomName(): string {
  const words = crypto.getRandomValues(new Uint32Array(2));
  return words[0]!.toString(36) + words[1]!.toString(36);
}

export class Outbox {
  readonly client = randomName();
  pending: NumberedEdit[] = [];
  acknowledged = 0;
  private last = 0;
  private timer = 0;
  private wait = RESEND_MS;

  constructor(private send: Send) {}

  /** Sends at once; returns the number of the edit. */
  push(edit: Edit): number {
    this.last += 1;
    this.pending.push({ ...edit, id: this.last });
    this.wait = RESEND_MS;
    this.deliver();
    return this.last;
  }

  /** Newer data arrived, with the last edit that Python has applied. */
  receive(ack: Acknowledgement, send: Send): void {
    this.send = send;
    if (ack.client === this.client) {
      this.acknowledged = Math.max(this.acknowledged, ack.id);
      this.pending = this.pending.filter((edit) => edit.id > this.acknowledged);
    }
    this.wait = RESEND_MS;
    this.schedule();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private deliver(): void {
    this.send({ client: this.client, ops: this.pending });
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
