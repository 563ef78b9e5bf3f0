// Who knows which text: what Python has, what the person has, and what is under way between them.

import type { Applied, Data } from "./types";

/** What the editor is to do with its own text when newer data has arrived. */
export type Verdict =
  | "keep" // it stands as it is
  | "take" // Python's text replaces it, as a step that can be undone
  | "restart"; // Python's text replaces it, and what was undone before no longer matters

/** A text that nobody has answered by then is taken for lost. */
export const ANSWER_MS = 5000;
let revisions = 0;

export class Agreement {
  /** True when Python's text changed under a text that had not been applied. */
  contested = false;
  /** The text that the last answer refused. */
  refused: string | null = null;
  private sent: Applied | null = null;
  private until = 0;

  constructor(public source: string) {}

  /** Whether a text is on its way. */
  get waiting(): boolean {
    return this.sent !== null && performance.now() < this.until;
  }

  /** A text about to be sent, or null when there is nothing new in it. */
  send(text: string): Applied | null {
    if (text === this.source || (this.waiting && text === this.sent?.text)) return null;
    revisions += 1;
    this.until = performance.now() + ANSWER_MS;
    this.sent = { text, revision: revisions };
    return this.sent;
  }

  receive({ source, answered }: Pick<Data, "source" | "answered">, text: string): Verdict {
    const before = this.source;
    const answer = this.sent && this.sent.revision === answered ? this.sent : null;
    this.source = source;
    if (answer) return this.conclude(answer, before, text);
    if (source === before) return "keep";
    this.refused = null;
    if (text === before) return "restart";
    this.contested = text !== source;
    return "keep";
  }

  /** Python has had the text: it took it, wrote it in its own way, or refused it. */
  private conclude(answer: Applied, before: string, text: string): Verdict {
    this.sent = null;
    this.contested = false;
    this.refused = this.source === before ? answer.text : null;
    return this.refused === null && text === answer.text && text !== this.source ? "take" : "keep";
  }

  /** The person gave their text up for Python's. */
  revert(): void {
    this.sent = null;
    this.refused = null;
    this.contested = false;
  }
}
