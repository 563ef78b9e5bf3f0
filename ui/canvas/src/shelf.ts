// The kinds a person used last, and those marked as favourites. They stay in the browser; where it keeps
// nothing, they last as long as the page.

const KEY = "blockyard/shelf";
const VERSION = 1;
const MOST_RECENT = 5;
const MOST_FAVOURITES = 50;
const LONGEST = 64;

interface Kept {
  v: number;
  recent: string[];
  favourites: string[];
}

export class Shelf {
  private kept: Kept = read() ?? { v: VERSION, recent: [], favourites: [] };

  get recent(): readonly string[] {
    return this.kept.recent;
  }

  get favourites(): readonly string[] {
    return this.kept.favourites;
  }

  use(kind: string): void {
    this.change((kept) => ({ ...kept, recent: [kind, ...without(kept.recent, kind)].slice(0, MOST_RECENT) }));
  }

  /** True when it is a favourite now. */
  toggle(kind: string): boolean {
    const was = this.kept.favourites.includes(kind);
    this.change((kept) => ({ ...kept, favourites: [...without(kept.favourites, kind), ...(was ? [] : [kind])].slice(-MOST_FAVOURITES) }));
    return !was;
  }

  /** On top of what another tab may have kept meanwhile. */
  private change(edit: (kept: Kept) => Kept): void {
    this.kept = edit(read() ?? this.kept);
    try {
      localStorage.setItem(KEY, JSON.stringify(this.kept));
    } catch {
      // No storage or no room: it lasts as long as the page.
    }
  }
}

function without(kinds: readonly string[], kind: string): string[] {
  return kinds.filter((one) => one !== kind);
}

function read(): Kept | null {
  try {
    const { v, recent, favourites } = JSON.parse(localStorage.getItem(KEY) ?? "null") as Record<string, unknown>;
    return v === VERSION && areKinds(recent) && areKinds(favourites) ? { v, recent: recent.slice(0, MOST_RECENT), favourites: favourites.slice(0, MOST_FAVOURITES) } : null;
  } catch {
    return null;
  }
}

function areKinds(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string" && one.length <= LONGEST);
}
