"""From a drop to right shapes on the screen, and from a click to the inspector, against an empty Streamlit rerun.

    python benchmarks/page.py

One Chromium, real mouse drags, the real app and an empty script served side by side; milliseconds are
wall time and only their ratio to the empty rerun means anything. A drop ends when the browser has
painted the shapes that Python computed for it.
"""

import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from playwright.sync_api import Page, sync_playwright

from app_server import FLAGS, chromium, running_app

ROUNDS = 20
EMPTY = """
import streamlit as st
if st.button("again"):
    st.session_state.n = st.session_state.get("n", 0) + 1
st.write("runs", st.session_state.get("n", 0))
"""
# Runs in the page: resolves with the milliseconds from a mouse release to the next paint after `ready` holds.
WATCH = """(ready) => new Promise(resolve => {
  let start = 0;
  addEventListener('pointerup', () => { start = performance.now(); }, {once: true, capture: true});
  const root = document.querySelector('[data-testid=stApp]');
  const test = new Function('return ' + ready);
  const tick = () => start && test() ? requestAnimationFrame(() => resolve(performance.now() - start)) : setTimeout(tick, 2);
  tick();
})"""
CANVAS = "[...document.querySelectorAll('*')].map(e => e.shadowRoot).find(r => r && r.querySelector('[data-pending]'))"


def main() -> None:
    """Print one row for each size."""
    with sync_playwright() as playwright, running_app() as address, _empty_app() as empty:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        floor = _empty_reruns(browser.new_page(), empty)
        print(f"empty rerun: p50 {floor:.0f} ms\n{'blocks':>8} {'drop p50':>10} {'p95':>8} {'ratio':>7} {'select p50':>12} {'ratio':>7}")
        for count in (10, 100, 300):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            _open(page, address, count)
            drops, selects = [_drop(page) for _ in range(ROUNDS)], [_select(page, turn) for turn in range(ROUNDS)]
            drop, select = statistics.median(drops), statistics.median(selects)
            p95 = sorted(drops)[int(0.95 * ROUNDS) - 1]
            print(f"{count:8} {drop:10.0f} {p95:8.0f} {drop / floor:7.2f} {select:12.0f} {select / floor:7.2f}")
            page.close()
        print(f"empty rerun again (control): p50 {_empty_reruns(browser.new_page(), empty):.0f} ms")
        browser.close()


def _empty_app() -> Any:
    path = Path(tempfile.mkdtemp()) / "empty.py"
    path.write_text(EMPTY)
    return running_app(script=str(path))


def _empty_reruns(page: Page, address: str) -> float:
    page.goto(address)
    button = page.get_by_role("button", name="again")
    button.wait_for(timeout=60_000)
    times = []
    for turn in range(1, ROUNDS + 1):
        ready = f"document.body.innerText.includes('runs {turn}\\n') || document.body.innerText.trim().endsWith('runs {turn}')"
        times.append(_timed(page, ready, button.click))
    return statistics.median(times[3:])


def _open(page: Page, address: str, count: int) -> None:
    """A flat model of `count` layers, opened through the page's own file panel."""
    layers = [{"kind": ("Linear", "ReLU", "Dropout")[n % 3], "args": {"out_features": 64} if n % 3 == 0 else {}} for n in range(count)]
    document = {"format": "blockyard/1", "inputs": [{"shape": [2, 64]}], "root": {"kind": "Sequential", "children": layers}}
    page.goto(address)
    page.get_by_role("tab", name="File").click(timeout=60_000)
    page.locator("input[type=file]").set_input_files({"name": "m.json", "mimeType": "application/json", "buffer": json.dumps(document).encode()})
    page.get_by_role("button", name="Open m").click()
    page.wait_for_function(f"({CANVAS})?.querySelectorAll('[role=treeitem][data-kind]').length >= {count}", timeout=60_000)
    page.get_by_role("tab", name="Inspect").click()
    page.wait_for_timeout(1500)


def _drop(page: Page) -> float:
    """Drag a Tanh from the palette to the second place, and undo it again."""
    source = page.locator("[data-palette=Identity]").bounding_box()
    target = page.locator("[role=treeitem][data-kind] .head").nth(1).bounding_box()
    assert source and target
    page.mouse.move(source["x"] + 40, source["y"] + 10)
    page.mouse.down()
    page.mouse.move(target["x"] + 100, target["y"] - 12, steps=5)
    page.mouse.move(target["x"] + 100, target["y"] - 4, steps=2)
    ready = f"(() => {{ const r = {CANVAS}; const c = r.querySelector('[data-kind=Identity][data-block]'); return c && Number(c.dataset.block) > 0 && r.querySelector('[data-pending]').dataset.pending === '0' && c.querySelector('[data-shape]')?.dataset.shape === '2×64'; }})()"
    elapsed = _timed(page, ready, page.mouse.up)
    page.keyboard.press("Control+z")
    page.wait_for_function(f"!({CANVAS}).querySelector('[data-kind=Identity][data-block]')", timeout=20_000)
    page.wait_for_timeout(150)
    return elapsed


def _select(page: Page, turn: int) -> float:
    """Click one of the first blocks; ends when the inspector shows its form."""
    card = page.locator("[role=treeitem][data-kind] .head").nth((0, 2)[turn % 2])
    name = ("Linear", "Dropout")[turn % 2]
    ready = f"document.querySelector('[class*=st-key-panel-inspect] strong')?.textContent === '{name}'"
    elapsed = _timed(page, ready, card.click)
    page.wait_for_timeout(150)
    return elapsed


def _timed(page: Page, ready: str, act: Any) -> float:
    handle = page.evaluate_handle("([watch, ready]) => { window.__done = eval('(' + watch + ')')(ready); }", [WATCH, ready])
    act()
    elapsed: float = page.evaluate("() => window.__done")
    handle.dispose()
    return elapsed


if __name__ == "__main__":
    main()
