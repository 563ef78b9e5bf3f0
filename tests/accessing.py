"""How the tests look at a page with other eyes: axe, contrasts as they are drawn, and pages that are at rest."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

OPTIONS = {
    "resultTypes": ["violations"],
    "rules": {"label-content-name-mismatch": {"enabled": True}, "target-size": {"enabled": True}},
}
# A theme changes colours alone: in the dark one nothing else is looked at twice.
IN_THE_DARK = OPTIONS | {"runOnly": ["color-contrast"]}
# Some 400 words and buttons that are the same on all states of a page.
BUT_THE_PALETTE = {"exclude": [{"fromShadowDom": ["[data-testid=stBidiComponentIsolated]", ".palette"]}]}
# What axe counts as a fault and is none, by rule: the end of the selector, and why.
EXCUSED = {
    # Its visible label is the kind and the name, with which its own name begins (test_names_begin_with_what_is_seen);
    # axe takes all blocks inside, their pills and problems for its label.
    "label-content-name-mismatch": "[role=treeitem], g[role=button]",
    # The form of the block and the key t do the same (WCAG 2.5.8, "equivalent").
    "target-size": ".chip",
}

_HAS = """([path, selector]) => {
  let root = document;
  for (const part of path) { const found = root.querySelector(part); if (part === path.at(-1)) return found.matches(selector); root = found.shadowRoot; }
}"""


def at_rest(page: Page) -> None:
    """Wait until Streamlit has drawn everything: what it draws anew is pale until then."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=60_000
    )
    expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=20_000)


def faults(page: Page, palette: bool = False) -> list[str]:
    """What axe finds serious or critical: rule, place and words of each. The canvas's palette is left out, or not."""
    at_rest(page)
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    found = (
        Axe().run(page, None if palette else BUT_THE_PALETTE, IN_THE_DARK if dark else OPTIONS).response["violations"]
    )
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
        if not _is_excused(page, rule["id"], node["target"])
    ]


def _is_excused(page: Page, rule: str, target: list[Any]) -> bool:
    """axe gives a path through shadow roots: a list in the list."""
    path = target[0] if isinstance(target[0], list) else target
    return rule in EXCUSED and bool(page.evaluate(_HAS, [path, EXCUSED[rule]]))


# The text nodes below an element with the contrast that each has with what is painted under it, as WCAG 2 counts it.
CONTRASTS = """root => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((value, place) => value * a + under[place] * (1 - a));
  const above = node => node.parentElement ?? node.getRootNode().host ?? null;
  const painted = node => {
    if (!node) return [255, 255, 255];
    const colour = rgba(getComputedStyle(node).backgroundColor);
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, painted(above(node)));
  };
  const faded = node => { let all = 1; for (; node; node = above(node)) all *= Number(getComputedStyle(node).opacity); return all; };
  const light = colour => colour.map(value => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, place) => sum + value * [0.2126, 0.7152, 0.0722][place], 0);
  const found = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || !node.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) continue;
    if (node.closest(':disabled, .live') || node.getClientRects().length === 0) continue;
    const style = getComputedStyle(node), under = painted(node), ink = rgba(style.color);
    const [one, other] = [light(over([...ink.slice(0, 3), ink[3] * faded(node)], under)), light(under)].sort((a, b) => b - a);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    found.push({ text: walk.currentNode.textContent, place: node.className, ratio: (one + 0.05) / (other + 0.05), enough: large ? 3 : 4.5 });
  }
  return found;
}"""
