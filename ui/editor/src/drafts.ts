// What was typed and not applied, kept while its editor is away: another block, or another page, was opened.

export interface Draft {
  source: string;
  text: string;
}

const drafts = new Map<string, Draft>();

export function keepDraft(key: string, draft: Draft): void {
  if (draft.text === draft.source) drafts.delete(key);
  else drafts.set(key, draft);
}

export function takeDraft(key: string): Draft | null {
  const draft = drafts.get(key) ?? null;
  drafts.delete(key);
  return draft;
}

// An open editor asks for its own text; nobody but this module speaks for those that are away.
window.addEventListener("beforeunload", (event) => {
  if (drafts.size) event.preventDefault();
});
