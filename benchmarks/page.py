"""From a drop to right shapes on the screen, and from a click to the inspector, against an empty Streamlit rerun.

    python -m benchmarks.page

One Chromium, real mouse drags, the real app and an empty script served side by side, turn by turn: what else the
machine does hits all of them. Milliseconds are wall time and only their ratio to the empty rerun means anything. A drop
ends when the browser has painted the shapes that Python computed for it.
"""

import json
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.app_server import FLAGS, chromium, running_app

ROUNDS, WARM = 20, 3
EMPTY = """
import streamlit as st
if st.button("again"):
    st.session_state.n = st.session_state.get("n", 0) + 1
st.write(f"run number {st.session_state.get('n', 0)}.")
"""
# Runs in the page: resolves with the milliseconds from a mouse release to the next paint after `ready` holds.
WATCH = """(ready) => new Promise(resolve => {
  let start = 0;
  addEventListener('pointerup', () => { start = performance.now(); }, {once: true, capture: true});
  const test = new Function('return ' + ready);
  const done = () => requestAnimationFrame(() => resolve(performance.now() - start));
  const tick = () => start && test() ? done() : setTimeout(tick, 2);
  tick();
})"""
CANVAS = (  # found once a mount, so that looking costs the page nothing
    "(window.canvas?.isConnected ? window.canvas : window.canvas = [...document.querySelectorAll('*')]"
    ".map(e => e.shadowRoot).find(r => r?.querySelector('[data-pending]')))"
)
CARDS = "[role=treeitem][data-kind]"
DROPPED = f"""(() => {{
  const card = {CANVAS}.querySelector('[data-kind=Identity][data-block]');
  return Number(card?.dataset.block) > 0
    && card.querySelector('[data-shape]')?.dataset.shape === '2×64';
}})()"""


def main() -> None:
    """Print three rows for each size."""
    with sync_playwright() as playwright, running_app() as address, _empty_app() as empty:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        print("p50 and p95 in ms, and p50 as a ratio to the empty reruns in between")
        for count in (10, 100, 300, 1000):
            floor, page = browser.new_page(), browser.new_page(viewport={"width": 1440, "height": 900})
            floor.goto(empty)
            _open(page, address, count)
            _compare(count, floor, page)
            floor.close()
            page.close()
        browser.close()


def _compare(count: int, floor: Page, page: Page) -> None:
    """Empty rerun, drop and selection by turns; the first turns warm up and do not count."""
    empty, drops, selections = [], [], []
    for turn in range(1, WARM + ROUNDS + 1):
        floor.bring_to_front()
        empty.append(_empty_rerun(floor, turn))
        page.bring_to_front()
        drops.append(_drop(page))
        selections.append(_select(page, turn))
    middle = statistics.median(empty[WARM:])
    for what, times in (
        ("empty rerun", empty),
        (f"{count} blocks, drop", drops),
        (f"{count} blocks, select", selections),
    ):
        _report(what, times[WARM:], middle)


def _report(what: str, times: list[float], floor: float) -> None:
    middle, late = statistics.median(times), sorted(times)[int(0.95 * len(times)) - 1]
    print(f"  {what:20} {middle:6.0f} {late:6.0f}   x {middle / floor:.2f}", flush=True)


def _empty_app() -> Any:
    path = Path(tempfile.mkdtemp()) / "empty.py"
    path.write_text(EMPTY)
    return running_app(str(path))


def _empty_rerun(page: Page, turn: int) -> float:
    button = page.get_by_role("button", name="again")
    return _timed(page, f"document.body.innerText.includes('run number {turn}.')", button.click)


def _open(page: Page, address: str, count: int) -> None:
    """A flat model of `count` layers, opened through the page's own file panel."""
    layers = [{"kind": "Linear", "args": {"out_features": 64}}, {"kind": "ReLU"}, {"kind": "Dropout"}]
    root = {"kind": "Sequential", "children": [layers[place % 3] for place in range(count)]}
    document = {"format": "blockyard/1", "inputs": [{"shape": [2, 64]}], "root": root}
    file = {"name": "m.json", "mimeType": "application/json", "buffer": json.dumps(document).encode()}
    page.goto(address)
    page.get_by_role("tab", name="File").click(timeout=60_000)
    page.get_by_role("region", name="Open a saved model").locator("input").set_input_files(file)
    page.wait_for_function(f"({CANVAS})?.querySelectorAll('{CARDS}').length >= {count}", timeout=60_000)
    page.get_by_role("tab", name="Inspect").click()
    page.wait_for_timeout(1500)


def _drop(page: Page) -> float:
    """Drag an Identity from the palette to the second place; then undo it."""
    source = page.locator("[data-palette=Identity]").bounding_box()
    target = page.locator(f"{CARDS} .head").nth(1).bounding_box()
    assert source and target
    page.mouse.move(source["x"] + 40, source["y"] + 10)
    page.mouse.down()
    page.mouse.move(target["x"] + 100, target["y"] - 12, steps=5)
    page.mouse.move(target["x"] + 100, target["y"] - 4, steps=2)
    elapsed = _timed(page, DROPPED, page.mouse.up)
    page.keyboard.press("Control+z")
    page.wait_for_function(f"!({CANVAS}).querySelector('[data-kind=Identity][data-block]')", timeout=20_000)
    page.wait_for_timeout(150)
    return elapsed


def _select(page: Page, turn: int) -> float:
    """Click one of the first blocks; ends when the inspector shows its form."""
    place, name = ((0, "Linear"), (2, "Dropout"))[turn % 2]
    ready = f"document.querySelector('[class*=st-key-panel-inspect] strong')?.textContent === '{name}'"
    elapsed = _timed(page, ready, page.locator(f"{CARDS} .head").nth(place).click)
    page.wait_for_timeout(150)
    return elapsed


def _timed(page: Page, ready: str, act: Any) -> float:
    page.evaluate("([watch, ready]) => { window.elapsed = eval('(' + watch + ')')(ready); }", [WATCH, ready])
    act()
    elapsed: float = page.evaluate("() => window.elapsed")
    return elapsed


if __name__ == "__main__":
    main()
