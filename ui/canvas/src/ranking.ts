// How well what is typed names something: one order for the palette's search and for the finder.

/** Ranks from best to worst; what is not named at all has none. */
const EXACT = 0, BEGINS = 1, INITIALS = 2, HAS = 3, MENTIONS = 4;

/** `also` are words around the name, such as a hint. Every typed word must be somewhere. */
export function rank(name: string, also: string, typed: string): number {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const whole = words.join(" ");
  const lower = name.toLowerCase();
  if (lower === whole) return EXACT;
  if (lower.startsWith(whole)) return BEGINS;
  if (words.length === 1 && spells(whole, partsOf(name))) return INITIALS;
  if (words.every((word) => lower.includes(word))) return HAS;
  const all = `${lower} ${also.toLowerCase()}`;
  return words.every((word) => all.includes(word)) ? MENTIONS : Infinity;
}

/** What matches, best first; equals keep their order. */
export function ranked<Thing>(things: readonly Thing[], typed: string, words: (thing: Thing) => [name: string, also: string]): Thing[] {
  if (!typed.trim()) return [...things];
  const found = things.map((thing) => ({ thing, rank: rank(...words(thing), typed) })).filter(({ rank }) => rank < Infinity);
  return found.sort((one, other) => one.rank - other.rank).map(({ thing }) => thing);
}

/** The parts of a name: Conv, 2d; Batch, Norm, 2d; LP, Pool, 2d. */
function partsOf(name: string): string[] {
  return name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+[a-z]?/g)?.map((part) => part.toLowerCase()) ?? [];
}

/** Whether it is beginnings of the first parts in a row: "c2d" of Conv2d, "bn" and "batchn2" of BatchNorm2d. */
function spells(typed: string, parts: readonly string[]): boolean {
  if (!typed) return true;
  const [first, ...rest] = parts;
  if (!first) return false;
  for (let length = 1; length <= Math.min(first.length, typed.length) && typed[length - 1] === first[length - 1]; length += 1) {
    if (spells(typed.slice(length), rest)) return true;
  }
  return false;
}
