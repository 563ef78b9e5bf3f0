// Which tab of the browser this is. The name outlives a refresh, and a copy of the tab gets one of its own.

const NAME = "blockyard/tab";
const LEFT = "blockyard/left";

/** The page may load this module again; the tab it is in stays the same. */
const known = window as unknown as Record<symbol, string | undefined>;
const HERE = Symbol.for(NAME);

export function randomName(): string {
  const words = crypto.getRandomValues(new Uint32Array(2));
  return words[0]!.toString(36) + words[1]!.toString(36);
}

/** The tab's name: that of before a refresh, else a new one. */
export function tab(): string {
  return (known[HERE] ??= enter());
}

/** A copied tab brings the storage of the first one, which has not left its page: that tells them apart. */
function enter(): string {
  let name = randomName();
  try {
    if (sessionStorage.getItem(LEFT)) name = sessionStorage.getItem(NAME) ?? name;
    sessionStorage.removeItem(LEFT);
    sessionStorage.setItem(NAME, name);
    addEventListener("pagehide", () => sessionStorage.setItem(LEFT, "yes"));
    addEventListener("pageshow", (event) => event.persisted && sessionStorage.removeItem(LEFT));
  } catch {
    // No storage: each load is a tab of its own, and its drafts are offered rather than restored.
  }
  return name;
}
