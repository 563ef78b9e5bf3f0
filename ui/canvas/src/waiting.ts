// What can be done only when Python has answered: an edit of a block that is still being made, or of a
// place that an edit under way may change.

import type { Outbox } from "./outbox";
import type { Edit } from "./types";
import { isProvisional, makerOf } from "./types";

/** Until these are answered nobody knows where the blocks will be. */
const RESHAPING = new Set<Edit["op"]>(["paste", "wrap", "unwrap", "define", "undo", "redo", "restore", "new", "open", "open link", "open ours", "fix", "add input", "remove input"]);

interface Entry {
  /** The blocks that have to be known; null: nothing may be under way at all. */
  ids: (number | null)[] | null;
  run: () => void;
}

export class Waiting {
  private list: Entry[] = [];

  constructor(private outbox: Outbox) {}

  /** Runs now, or once these blocks are known; always behind what waits already. */
  settle(ids: (number | null)[], run: () => void): void {
    if (this.list.length || !this.isSettled(ids)) this.list.push({ ids, run });
    else run();
  }

  /** Runs behind what waits, and else at once. */
  behind(run: () => void): void {
    if (this.list.length) this.list.push({ ids: [], run });
    else run();
  }

  /** Runs once nothing is under way. */
  afterAnswer(run: () => void): void {
    if (this.outbox.pending.length) this.list.push({ ids: null, run });
    else run();
  }

  /** To be called at every answer. */
  answered(): void {
    while (this.list.length && this.isSettled(this.list[0]!.ids)) {
      const { ids, run } = this.list.shift()!;
      // A provisional block has a number of Python's by now: what named it by the old one is void.
      if (!ids?.some(isProvisional)) run();
    }
  }

  /** Forgets what waits; says how much that was. */
  clear(): number {
    return this.list.splice(0).length;
  }

  private isSettled(ids: Entry["ids"]): boolean {
    if (ids === null) return !this.outbox.pending.length;
    const makers = new Set(ids.filter(isProvisional).map((id) => makerOf(id!)));
    return !this.outbox.pending.some((edit) => RESHAPING.has(edit.op) || makers.has(edit.id));
  }
}
