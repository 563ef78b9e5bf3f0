"""The page of all kinds in `docs/`."""

import os
from pathlib import Path

from blocks import catalogue
from blocks.catalogue import facts, reference

PAGE = Path(__file__).parents[1] / "docs" / "kinds.md"


def test_page_is_current() -> None:
    """The page in `docs/` is what the catalogue says today; UPDATE_GOLDEN=1 writes it anew."""
    found = reference.page(catalogue.kinds())
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(found, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == found


def test_page_names_everything() -> None:
    """Each kind has one row of four columns, and each exception its reason."""
    rows = [line for line in reference.page(catalogue.kinds()).splitlines() if line.startswith(("| `", "| [`"))]
    assert [row.split("`")[1] for row in rows] == list(catalogue.kinds())
    assert {row.replace("\\|", "").count("|") for row in rows} == {5}
    for name, reason in facts.EXCEPTIONS.items():
        assert any(f"`{name}`" in line and reason in line for line in reference.page(catalogue.kinds()).splitlines())
