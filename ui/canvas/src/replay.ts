// Edits as they can be done again in another session, where the blocks of the same model have other ids.

import type { Edit } from "./types";
import { addressOf, type View } from "./view";

/** What means nothing there: it only looks, or leans on a history that is gone. */
const FLEETING = new Set<Edit["op"]>(["select", "form", "fold", "foldall", "undo", "redo", "fix"]);

/** The edit with addresses in the place of ids, or null where it cannot be done again. `view` is what it was made in. */
export function elsewhere(edit: Edit, view: View): Edit | null {
  if (FLEETING.has(edit.op)) return null;
  const found: Record<string, unknown> = { ...edit };
  for (const name of ["block", "parent"]) {
    if (typeof found[name] === "number") found[name] = addressOf(view, found[name]);
  }
  for (const name of ["blocks", "others"]) {
    const ids = found[name];
    if (Array.isArray(ids)) found[name] = ids.map((id: number) => addressOf(view, id));
  }
  const whole = ![found.block, found.parent, found.blocks, found.others].flat().includes(null);
  // Python takes an address wherever it takes an id; the canvas itself never looks into such an edit.
  return whole ? (found as unknown as Edit) : null;
}
