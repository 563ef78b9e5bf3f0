// Links that hold the whole model, behind the # of the address: that part stays in the browser and in no
// server's log. `blocks/links.py` makes the same links, and reads them.

const MARK = "#model=";
/** Programs that pass addresses on are asked to take at least so many characters (RFC 9110, section 4.1). */
export const LONGEST = 8000;

/** A link to this page with a document in it, however long. */
export async function linkTo(document: string): Promise<string> {
  const deflated = new Blob([document]).stream().pipeThrough(new CompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(deflated).arrayBuffer());
  const packed = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const letters = packed.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `${location.origin}${location.pathname}${MARK}${letters}`;
}

/** Whether the link that was followed was dealt with. The page may load this module again. */
const page = window as unknown as Record<symbol, boolean | undefined>;
const DONE = Symbol.for("blockyard/link");

/** The link that was followed to this page, if it holds a model. */
export function linkHere(): string | null {
  if (location.hash.startsWith(MARK)) return location.hash;
  // Streamlit may have named its page in the address before the canvas was there, and then drops what is behind the #.
  const followed = page[DONE] ? "" : (performance.getEntriesByType("navigation")[0]?.name ?? "");
  return followed.includes(MARK) ? followed.slice(followed.indexOf(MARK)) : null;
}

/** A refresh must not open the link again, over newer work. */
export function forgetLink(): void {
  page[DONE] = true;
  history.replaceState(history.state, "", location.pathname + location.search);
}

/** Whether it was copied: a page that was not served safely may not use the clipboard but through a field. */
export async function copy(field: HTMLInputElement): Promise<boolean> {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
