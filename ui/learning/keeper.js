// Keeps the answers in the browser, and tells Python once a session what was kept before. A lesson that was not touched
// in this visit stays as another tab left it. With `keys`, the keys of a presenter turn the steps.

const KEY = "blockyard/progress";
const TURNS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
const pages = new WeakMap();

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // no storage: the answers can still be saved as a file
  }
}

function keep(text) {
  try {
    const mine = JSON.parse(text);
    let old = {};
    try {
      old = JSON.parse(kept() ?? "{}");
    } catch {
      // What was damaged is written anew.
    }
    localStorage.setItem(KEY, JSON.stringify({ ...old, ...mine, lessons: { ...old.lessons, ...mine.lessons } }));
  } catch {
    // Full, or not there.
  }
}

/** Whether somebody types, moves through a list or works on the canvas: then the keys are theirs. */
function taken(event) {
  const path = event.composedPath();
  return path.some((each) => each instanceof HTMLElement && each.matches("input, textarea, select, [role=radiogroup], [role=tree], [role=tablist], [contenteditable=true], .editor"));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const page = pages.get(parentElement) ?? { asked: "", written: "", stop: new AbortController() };
  if (!pages.has(parentElement)) {
    pages.set(parentElement, page);
    document.addEventListener("keydown", (event) => {
      const turn = TURNS[event.key];
      if (!page.keys || !turn || event.ctrlKey || event.metaKey || event.altKey || taken(event)) return;
      event.preventDefault();
      page.turn(turn);
    }, { signal: page.stop.signal });
  }
  page.keys = data.keys;
  page.turn = (by) => setTriggerValue("turn", by);
  if (data.text === null) {
    if (page.asked !== data.session) setTriggerValue("kept", kept() ?? "");
    page.asked = data.session;
  } else if (data.text !== page.written) {
    page.written = data.text;
    keep(data.text);
  }
  return () => {
    page.stop.abort();
    pages.delete(parentElement);
  };
}
