// Keys as text: what was pressed, "Ctrl+Shift+z" or "Alt+ArrowUp", and how people read it. Command counts as Ctrl.

const SIGNS: Record<string, string> = {
  ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Delete: "Del", Escape: "Esc", " ": "Space", ContextMenu: "Menu", PageUp: "PgUp", PageDown: "PgDn",
};

const onMac = /mac|iphone|ipad/i.test(navigator.platform);

/** Letters are small. Shift is left out where it only makes the sign, as in "?". */
export function chordOf(event: KeyboardEvent): string {
  const single = event.key.length === 1;
  const shift = event.shiftKey && (!single || /[a-z0-9]/i.test(event.key));
  const held = [(event.ctrlKey || event.metaKey) && "Ctrl", event.altKey && "Alt", shift && "Shift"];
  return [...held, single ? event.key.toLowerCase() : event.key].filter(Boolean).join("+");
}

/** The parts of a chord as they stand on the keyboard: ["Ctrl", "Z"], on a Mac ["⌘", "Z"]. */
export function partsOf(chord: string): string[] {
  const parts = chord === "+" ? ["+"] : chord.split("+");
  return parts.map((part) => SIGNS[part] ?? (part === "Ctrl" && onMac ? "⌘" : part.length === 1 && parts.length > 1 ? part.toUpperCase() : part));
}

/** A chord in a tooltip: "Ctrl+Z". */
export function spoken(chord: string): string {
  return partsOf(chord).join("+");
}
