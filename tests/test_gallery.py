"""The gallery: its numbers are the published ones, families differ in numbers alone, every file has a place."""

import re
from dataclasses import replace

import pytest
import torch
from making import GALLERY, HUGE

import blocks
from benchmarks import gallery
from benchmarks.counting.derivations import value
from benchmarks.published import PUBLISHED
from blocks.building import build
from blocks.tree import Block, Input
from ui import text
from ui.chapters import CHAPTERS
from ui.heading import heading

PATHS = {path.stem: path for path in GALLERY}
ROUNDED = 0.0005  # half of the last digit that the sources give


@pytest.mark.parametrize("name", PATHS)
def test_numbers(name: str) -> None:
    """A model works without a word of warning, and has the parameters and MACs that its source has."""
    report = gallery.report(name)
    assert not [(path, node) for path, _, node in report.rows() if node.problem or node.caution]
    assert report.params == value(PUBLISHED[name].params)
    if PUBLISHED[name].macs:
        assert report.macs / 10**9 == pytest.approx(PUBLISHED[name].macs, abs=ROUNDED)


@pytest.mark.parametrize("name", sorted(HUGE))
def test_huge_models(name: str) -> None:
    """A model too large to run here is built without memory: what it holds is what the analysis counted."""
    report = gallery.report(name)
    net = build(report, "meta")
    assert sum(each.numel() for each in net.parameters()) == report.params
    held = {id(each): each.numel() for each in net.state_dict(keep_vars=True).values()}  # a tied weight has two names
    assert sum(held.values()) == report.params + report.buffers
    with torch.no_grad():
        output = net(torch.zeros(report.model.inputs[0].shape, dtype=torch.int64, device="meta"))
    assert report.output is not None
    assert report.output.shape == tuple(output.shape)


@pytest.mark.parametrize(
    "family",
    [
        ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152"),
        ("vgg11", "vgg16", "vgg19"),
        ("gpt2", "gpt2medium", "gpt2large", "gpt2xl"),
    ],
)
def test_families(family: tuple[str, ...]) -> None:
    """The files of a family are the same but for their words and the one line with the numbers."""
    texts = [PATHS[name].read_text(encoding="utf-8") for name in family]
    told = re.compile(r'  "(?:title|about)": .*\n|.*"name": "(?:resnet|vgg|gpt2)".*\n')
    assert len({told.sub("", each) for each in texts}) == 1
    assert {len(told.findall(each)) for each in texts} == {3}


def test_a_family_can_be_a_tower() -> None:
    """A ResNet, in which some Repeats have no round, is called again with the parameters that it has."""
    single = blocks.load(PATHS["resnet18"])
    tower = replace(single.root.children[0], shared="tower", inputs=("left",))
    again = Block("Reuse", "again", {"of": "tower"}, inputs=("right",))
    inputs = tuple(Input((1, 3, 64, 64), name=name) for name in ("left", "right"))
    report = blocks.analyse(replace(single, inputs=inputs, root=Block("Graph", children=(tower, again))))
    assert report.ok, report.problems
    assert report.params == value(PUBLISHED["resnet18"].params)
    assert report.params == sum(each.numel() for each in build(report, "meta").parameters())


def test_chapters_have_every_model() -> None:
    """Each file stands in one chapter, and has a source of its numbers."""
    placed = [name for names in CHAPTERS.values() for name in names]
    assert sorted(placed) == sorted(PATHS) == sorted(PUBLISHED)


@pytest.mark.parametrize("name", [name for name in PATHS if name not in CHAPTERS["The chapter"]])
def test_models_name_their_paper(name: str) -> None:
    """Who opens a model can read on: its paper has an address."""
    assert "https://" in blocks.load(PATHS[name]).about


def test_page_is_current() -> None:
    """docs/gallery.md is what the analysis says today (else: `python -m benchmarks.gallery --write`)."""
    assert gallery.page() == gallery.PAGE.read_text(encoding="utf-8")


def test_addresses_become_links() -> None:
    """An address in a model's words is a link called by its host; all else stays the letters it is."""
    assert text.linked("A *net* (https://arxiv.org/abs/1_2.3).") == (
        r"A \*net\* \([arxiv\.org](https://arxiv.org/abs/1_2.3)\)\."
    )
    assert text.linked("http://a.b [x](javascript:y)") == text.literal("http://a.b [x](javascript:y)")


def test_addresses_in_a_form_become_links() -> None:
    """The inspector's words have the same links, and nothing else in them means anything to a browser."""
    told = heading("A <b>", paragraphs=['See https://arxiv.org/abs/1. "<img src=x>" javascript:alert(1) https:///x'])
    assert '<a href="https://arxiv.org/abs/1" target="_blank" rel="noopener">arxiv.org</a>. &quot;&lt;img' in told
    assert told.count("<a ") == 1 and "<img" not in told and "<b>" not in told
