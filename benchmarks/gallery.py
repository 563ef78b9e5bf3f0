"""The gallery as a page of Markdown: what each model counts, and the published number beside it.

python -m benchmarks.gallery            # prints the page
python -m benchmarks.gallery --write    # and puts it into docs/gallery.md
"""

import argparse
from pathlib import Path

import blocks
from benchmarks.counting.derivations import value
from benchmarks.published import PUBLISHED, Published
from blocks.inputs import set_batch
from blocks.report import Report
from ui.chapters import CHAPTERS

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "gallery.md"
_HEAD = """# The gallery

Each model is a file in `gallery/`, as the page saves it: open it there, or with `blocks.load`. Parameters are counted
by identity, MACs on the input that the file names, for one example; both as [Counting](counting.md) says.

The last column says who else has the number; classes are those of `transformers`. torchvision calls 10⁹ MACs a GFLOP.
Where nobody publishes a model in just this form, the parameters are derived from the sizes of its layers: `·`
multiplies, `²` squares, lines add up. A test holds every row against its source. `python -m benchmarks.gallery --write`
makes this page.
"""
_TABLE = """
## {chapter}

| model | input | parameters | MACs | the same number elsewhere |
|---|---|---:|---:|---|
{rows}
"""


def main() -> None:
    """Analyse all, print, and write where asked to."""
    parser = argparse.ArgumentParser(description="The gallery's models, and their published numbers.")
    parser.add_argument("--write", action="store_true", help="put the page into docs/gallery.md")
    text = page()
    print(text)
    if parser.parse_args().write:
        PAGE.write_text(text, encoding="utf-8")


def page() -> str:
    """The whole page."""
    tables = [_TABLE.format(chapter=chapter, rows="\n".join(map(_row, names))) for chapter, names in CHAPTERS.items()]
    return "".join([_HEAD, *tables])


def report(name: str) -> Report:
    """A model of the gallery, analysed with a batch of one; its Python runs."""
    model = blocks.load(ROOT / "gallery" / f"{name}.json")
    return blocks.analyse(set_batch(model, 1), code=True)


def _row(name: str) -> str:
    found = report(name)
    inputs = ", ".join(map(str, found.root.inputs))
    title = f"[{found.model.title}](../gallery/{name}.json)"
    return f"| {title} | {inputs} | {found.params:,} | {found.macs:,} | {_elsewhere(PUBLISHED[name])} |"


def _elsewhere(known: Published) -> str:
    if not known.address:
        lines = [f"`{line}`" for line in known.params.splitlines()]
        return f"by hand: {' +<br>'.join(lines)}"
    macs = f", {known.macs:g} GFLOPS" if known.macs else ""
    return f"[{known.source}]({known.address}): {value(known.params):,}{macs}"


if __name__ == "__main__":
    main()
