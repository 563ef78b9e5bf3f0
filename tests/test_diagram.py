"""The diagram: its DOT against golden files, what folding hides and says, and names that try to break out."""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.etree import ElementTree

import graphs as wired
import pytest
from hypothesis import given, settings
from making import KINDS, block, doc, graphs

from blocks import diagram, document, families, words
from blocks.kinds import Kinds
from blocks.repair import diagnose
from blocks.report import Report
from blocks.tree import Block, Input, Model

GOLDEN = Path(__file__).parent / "golden"
GALLERY = Path(__file__).parents[1] / "gallery"
NASTY = [
    'a"b', '"', "trailing\\", "\\N", "\\G \\L \\n", "<b>bold</b>", "<script>alert(1)</script>", "two\nlines",
    "]; evil [", "}; subgraph x {", "&lt;", "&amp;", "a&b", "'", "😀 emoji", "名前", "<!-- -->", "]]>", "<BR/>",
    "%s {0}", "--", "\x00\x1b",
]  # fmt: skip

needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz's dot is not on the PATH")


@pytest.fixture(scope="module")
def golden(kinds: Kinds) -> Callable[[str], Report]:
    """A function that gives the report of a golden model."""

    def report(name: str) -> Report:
        if name in wired.ALL:
            return diagnose(wired.ALL[name]())
        return diagnose(document.loads((GOLDEN / f"{name}.json").read_bytes(), kinds))

    return report


def chain(*blocks: Block, shape: tuple[int, ...] = (1, 8)) -> Model:
    return Model(inputs=(Input(shape),), root=Block("Sequential", children=blocks))


def numbered(dot: str) -> str:
    """The DOT with the blocks' ids counted from 1, since ids differ from run to run."""
    ids = {found: str(place) for place, found in enumerate(dict.fromkeys(re.findall(r'id="b(\d+)', dot)), 1)}
    return re.sub(r"\b(n|b|cluster_)(\d+)(?=[mf]?\b)", lambda match: match[1] + ids.get(match[2], match[2]), dot)


def nodes(dot: str) -> list[str]:
    return re.findall(r'^ +n\d+m? \[id="(b\d+(?:-merge)?)"', dot, re.MULTILINE)


def drawn(dot: str) -> ElementTree.Element:
    svg = diagram.to_svg(dot)
    assert svg is not None
    return ElementTree.fromstring(svg)


def texts(picture: ElementTree.Element) -> list[str]:
    return [
        "".join(found.itertext()).replace("\xa0", " ") for found in picture.iter("{http://www.w3.org/2000/svg}text")
    ]


@pytest.mark.parametrize(
    ("name", "depth"),
    [
        ("perceptron", 2),
        ("branches", 1),
        ("branches", 2),
        ("branches", 9),
        ("broken", 1),
        ("broken", 2),
        ("two_towers", 2),
        ("several_outputs", 2),
        ("decoder", 1),
        ("decoder", 3),
        ("nested", 9),
    ],  # fmt: skip
)
def test_dot_is_as_it_was(golden: Callable[[str], Report], kinds: Kinds, name: str, depth: int) -> None:
    """The DOT of a model is the golden one (UPDATE_GOLDEN=1 writes it anew)."""
    text = numbered(diagram.to_dot(golden(name), kinds, depth))
    path = GOLDEN / f"{name}-{depth}.dot"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("dark", [False, True])
def test_same_report_same_dot(golden: Callable[[str], Report], kinds: Kinds, dark: bool) -> None:
    """Drawing twice gives the same text, and light and dark differ in nothing but colours."""
    report = golden("branches")
    assert diagram.to_dot(report, kinds, 2, dark) == diagram.to_dot(report, kinds, 2, dark)
    colours = re.compile(r"#[0-9a-f]{6}")
    assert colours.sub("", diagram.to_dot(report, kinds, 2, dark)) == colours.sub("", diagram.to_dot(report, kinds, 2))


@needs_dot
@pytest.mark.parametrize("folded", [False, True])
def test_hostile_names_are_only_text(kinds: Kinds, folded: bool) -> None:
    """Names that look like DOT, HTML or escapes come out as they are, in a picture of shapes and text only."""
    inner = [Block("Sequential", name, children=(Block("ReLU", name),)) for name in NASTY]
    root = Block("Sequential", children=tuple(inner))
    model = Model(title=NASTY[0], inputs=(Input((1, 8), name=NASTY[6]),), root=root)
    picture = drawn(diagram.to_dot(diagnose(model), kinds, 1 if folded else 2))
    shown = " ".join(texts(picture))
    for name in [*NASTY, NASTY[6]]:
        assert " ".join("".join(c if c.isprintable() else " " for c in name).split()) in " ".join(shown.split())
    kinds_of_element = {element.tag.rpartition("}")[2] for element in picture.iter()}
    assert kinds_of_element <= {"svg", "g", "title", "path", "polygon", "polyline", "ellipse", "text"}
    assert len([e for e in picture.iter() if "node" in str(e.get("class")).split()]) == len(NASTY) + 2


@needs_dot
def test_hostile_problem_is_only_text(kinds: Kinds) -> None:
    """A problem's message that quotes a hostile value is escaped as well."""
    report = diagnose(chain(Block("Parallel", '<i>"\\', {"merge": "<script>"}, (Block("Sequential"),))))
    picture = drawn(diagram.to_dot(report, kinds, 3))
    assert not [element for element in picture.iter() if element.tag.endswith("script")]


def test_depth_folds_and_says_what_it_hides(golden: Callable[[str], Report], kinds: Kinds) -> None:
    """A folded container is one node that counts its layers and parameters."""
    report = golden("branches")
    dot = diagram.to_dot(report, kinds, 1)
    assert "subgraph" not in dot
    assert len(nodes(dot)) == len(report.model.root.children)
    # stages: 2 convolutions a round; in 24, 8, 16 channels (3×3 and 1×1, with bias)
    stages = sum(10 * given * out + 2 * out for given, out in ((24, 8), (8, 16), (16, 32)))
    assert f"2 layers each · {words.count(stages)} params" in dot


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_repeat_is_drawn_once(kinds: Kinds, depth: int) -> None:
    """A thousand rounds are one drawing with ×1,000."""
    body = Block("Sequential", children=(Block("Linear", args={"out_features": 8}), Block("ReLU")))
    dot = diagram.to_dot(diagnose(chain(Block("Repeat", args={"times": 1000}, children=(body,)))), kinds, depth)
    assert dot.count("×1,000") == 1
    assert len(nodes(dot)) == (1 if depth == 1 else 2)


def test_rounds_that_differ_are_announced(golden: Callable[[str], Report], kinds: Kinds) -> None:
    """Where rounds differ the picture says that it shows the first."""
    dot = re.sub("<.*?>", "", diagram.to_dot(golden("branches"), kinds, 2))
    assert "rounds differ, the first is drawn" in dot


@pytest.mark.parametrize("depth", [1, 2])
def test_skip_is_seen(kinds: Kinds, depth: int) -> None:
    """A skip is an edge around the body when unfolded, and a mark on the node when folded."""
    body = Block("Sequential", "body", children=(Block("ReLU"),))
    block = Block("Residual", children=(body, Block("Sequential", "shortcut")))
    dot = diagram.to_dot(diagnose(chain(block)), kinds, depth)
    if depth == 1:
        assert "+ skip" in dot
    else:
        assert re.search(rf"n{block.id}f -> n{block.id}m \[.*penwidth=1.8", dot)  # from inside the frame
        assert f'id="b{block.id}-merge"' in dot


def test_skip_deep_inside_a_fold_is_marked(golden: Callable[[str], Report], kinds: Kinds) -> None:
    """A fold says that there are skips in it, however deep."""
    line = next(line for line in diagram.to_dot(golden("branches"), kinds, 1).splitlines() if "stages" in line)
    assert "+ skip" in line and "×3" in line


def test_shapes_stand_where_they_change(golden: Callable[[str], Report], kinds: Kinds) -> None:
    """Only edges on which the shape is new carry it: one in the perceptron, whose output tells its own."""
    dot = diagram.to_dot(golden("perceptron"), kinds)
    assert re.findall(r'-> \w+ \[label="(.*?)"', dot) == [" 2×256 "]


def test_failing_block_is_red_and_the_rest_unknown(golden: Callable[[str], Report], kinds: Kinds) -> None:
    """The failing block carries its message; what follows is dashed; a fold around it is red too."""
    red = families.shade(families.PROBLEM, 60, 60)
    lines = diagram.to_dot(golden("broken"), kinds, 2).splitlines()
    failing = next(line for line in lines if "receives" in line)
    assert red in failing and "Conv2d" in failing
    assert sum("rounded,filled,dashed" in line for line in lines) == 2  # ReLU and Flatten
    fold = next(line for line in diagram.to_dot(golden("broken"), kinds, 1).splitlines() if "stage" in line)
    assert red in fold and "a problem inside" in fold


def edges(report: Report, dot: str) -> list[tuple[str, str]]:
    """From where to where the arrows go, blocks by their names."""
    names = {f"n{block.id}": block.name for block in report.model.walk()}
    return [(names.get(a, a), names.get(b, b)) for a, b in re.findall(r"^  (\w+) -> (\w+)", dot, re.MULTILINE)]


def test_a_graph_has_its_own_arrows(golden: Callable[[str], Report], kinds: Kinds) -> None:
    """In a Graph the arrows go from what a block takes to the block; those that lead around something are skips."""
    report = golden("dense")
    dot = diagram.to_dot(report, kinds)
    assert edges(report, dot) == [
        ("input", "stem"), ("stem", "conv1"), ("stem", "cat1"), ("conv1", "cat1"), ("cat1", "conv2"),
        ("stem", "cat2"), ("conv1", "cat2"), ("conv2", "cat2"), ("cat2", "conv3"),
        ("stem", "cat3"), ("conv1", "cat3"), ("conv2", "cat3"), ("conv3", "cat3"), ("cat3", "norm"), ("norm", "output"),
    ]  # fmt: skip
    assert dot.count("penwidth") == 1 + 2 + 3  # stem; stem and conv1; stem, conv1 and conv2


def test_a_folded_graph_keeps_its_arrows(golden: Callable[[str], Report], kinds: Kinds) -> None:
    """Folded, a structure of several inputs is one node with an arrow from each; unfolded, they go to who takes them."""
    report = golden("decoder")
    folded = diagram.to_dot(report, kinds, 1)
    assert [edge for edge in edges(report, folded) if edge[1] == "layers"] == [
        ("position", "layers"),
        ("input1", "layers"),
    ]
    assert "+ skip" in next(line for line in folded.splitlines() if "layers ×3" in line)
    unfolded = edges(report, diagram.to_dot(report, kinds, 3))
    assert [edge for edge in unfolded if edge[0] == "input1"] == [("input1", "cross")]
    fork = next(target for source, target in unfolded if source == "position")  # both ways stay in the frame
    assert [target for source, target in unfolded if source == fork] == ["norm1", "add1"]


def test_terminals_carry_their_names(golden: Callable[[str], Report], kinds: Kinds) -> None:
    """Several inputs and outputs each have a terminal with a name and a shape, B where it is named."""
    dot = diagram.to_dot(golden("decoder"), kinds, 1)
    found = re.findall(r"^  ((?:in|out)put\d*) \[label=<(.*?)>, style", dot, re.MULTILINE)
    assert [(name, re.sub(r"<.*?>", "", label)) for name, label in found] == [
        ("input", "tokens B×5 int64"), ("input1", "memory B×7×16"),
        ("output", "output head B×5×50"), ("output1", "output norm B×5×16"),
    ]  # fmt: skip


def test_outputs_are_told_apart(golden: Callable[[str], Report], kinds: Kinds) -> None:
    """Where a block gives several tensors the arrow says which: by its kind's word, or by number."""
    dot = diagram.to_dot(golden("several_outputs"), kinds)
    found = re.findall(r"label=<&nbsp;(.*?)&nbsp;>", dot)
    assert [each.split()[0] for each in found] == [
        "sequence",
        "hidden",
        "cell",
        "hidden",
        "sequence",
        "2",
        "0",
        "indices",
    ]


def test_what_takes_nothing_hangs_free(kinds: Kinds) -> None:
    """No arrow leads to a block that takes nothing."""
    learned = block("Parameter", name="learned", shape=(8,))
    report = diagnose(
        wired.model("Free", wired.graph(learned, wired.on(block("Add", name="sum"), "x", "learned")), x=(8,))
    )
    assert edges(report, diagram.to_dot(report, kinds)) == [("input", "sum"), ("learned", "sum"), ("sum", "output")]


def test_a_source_that_leads_nowhere(kinds: Kinds) -> None:
    """A block that takes what is not there stands alone with its problem."""
    lost = wired.on(block("ReLU", name="lost"), "nothing")
    report = diagnose(wired.model("Lost", wired.graph(lost), x=(8,)))
    dot = diagram.to_dot(report, kinds)
    assert edges(report, dot) == [("lost", "output")]
    assert "which is not there" in dot


@settings(max_examples=60)
@given(graphs())
def test_random_graphs(model: Model) -> None:
    """Any Graph is drawn at any depth, with as many arrows to a block as it takes tensors."""
    report = diagnose(model)
    for depth in (1, 9):
        dot = diagram.to_dot(report, KINDS, depth)
        assert set(map(int, re.findall(r'id="b(\d+)"', dot))) <= {block.id for block in model.walk()}
    if report.ok:
        shown = [
            target for _, target in re.findall(r"^  (\w+) -> (n\d+)\b", diagram.to_dot(report, KINDS, 1), re.MULTILINE)
        ]
        takes = {
            f"n{child.id}": len(known.inputs)
            for child, known in zip(model.root.children, report.root.children, strict=True)
        }
        assert takes == {name: shown.count(name) for name in takes}


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Block("Sequential"),),
        (Block("Sequential", "named"),),
        (Block("Repeat", args={"times": 2}),),
        (Block("Parallel"),),
        (Block("Parallel", children=(Block("Sequential"), Block("Sequential"))),),
        (Block("Residual", children=(Block("Sequential", "body"), Block("Sequential", "shortcut"))),),
    ],
)
@pytest.mark.parametrize("depth", [0, 1, 4])
def test_empty_structures_are_drawn(kinds: Kinds, blocks: tuple[Block, ...], depth: int) -> None:
    """Structures with nothing in them draw, and input and output stay connected."""
    dot = diagram.to_dot(diagnose(chain(*blocks)), kinds, depth)
    assert "input ->" in dot and "-> output" in dot
    if shutil.which("dot"):
        drawn(dot)


def test_every_id_is_drawn_or_folded(golden: Callable[[str], Report], kinds: Kinds) -> None:
    """Each block answers to an id that is in the picture, and each id of the picture is a block's."""
    for name, depth in (
        ("branches", 1), ("branches", 2), ("branches", 9), ("broken", 2), ("nested", 1), ("nested", 2), ("nested", 9),
        ("decoder", 1), ("decoder", 2), ("decoder", 3),
    ):  # fmt: skip
        report = golden(name)
        dot = diagram.to_dot(report, kinds, depth)
        ids = {int(found) for found in re.findall(r'id="b(\d+)"', dot)}
        shown = diagram.visible(report, depth)
        assert set(shown) == {block.id for block in report.model.walk()}
        assert set(shown.values()) - {report.model.root.id} == ids


def named(report: Report, ids: Iterable[int]) -> set[str]:
    return {block.name for block in report.model.walk() if block.id in ids}


def test_what_fits_is_unfolded(kinds: Kinds) -> None:
    """At first a small model is unfolded wholly, and of a large one as many levels as a panel has rows for."""
    small = diagnose(chain(Block("Sequential", "a", children=(Block("Sequential", "b", children=(Block("ReLU"),)),))))
    assert named(small, diagram.fitting(small).opened) == {"a", "b"}
    rows = [Block("Sequential", f"s{size}", children=(Block("ReLU"),) * size) for size in (2, 3, 4, 5)]
    large = diagnose(chain(*rows, *(Block("ReLU") for _ in range(5))))
    # 4 folds of 1.4 rows and 5 of 1 are 10.6; a frame of n is n + 1 rows for 1.4: s2 makes 12.2, s3 14.8, s4 18.4
    assert named(large, diagram.fitting(large).opened) == {"s2", "s3"}


def test_alike_are_unfolded_alike(kinds: Kinds) -> None:
    """Of containers that hold the same kinds, all are unfolded at first or none, be there room for one."""
    six = (Block("ReLU"),) * 6
    alike = diagnose(chain(*(Block("Sequential", name, children=six) for name in "abcdef")))
    # 6 folds are 8.4 rows; one frame makes 14, which would fit, and two 19.6
    assert not diagram.fitting(alike).opened


def test_resnet_is_seen_as_its_stages(kinds: Kinds) -> None:
    """At first ResNet shows what its one block holds, and nothing deeper."""
    report = diagnose(document.loads((GALLERY / "resnet18.json").read_bytes(), kinds))
    opened = named(report, diagram.fitting(report).opened)
    assert opened == {"resnet"}


def test_folds_by_hand(golden: Callable[[str], Report], kinds: Kinds) -> None:
    """What is opened or closed by hand is so at any depth, and each block answers to what is drawn."""
    report = golden("branches")
    ids = {block.name: block.id for block in report.model.walk()}
    opened = diagram.Folds(1).turned(frozenset({ids["mix"]}), frozenset())
    closed = diagram.Folds(9).turned(frozenset(), frozenset({ids["mix"]}))
    assert f"cluster_{ids['mix']} " in diagram.to_dot(report, kinds, opened)
    assert f"cluster_{ids['stages']} " not in diagram.to_dot(report, kinds, opened)
    assert f"cluster_{ids['mix']} " not in diagram.to_dot(report, kinds, closed)
    assert f"cluster_{ids['stages']} " in diagram.to_dot(report, kinds, closed)
    for folds in (opened, closed, diagram.fitting(report)):
        drawn_ids = {int(found) for found in re.findall(r'id="b(\d+)"', diagram.to_dot(report, kinds, folds))}
        assert drawn_ids == set(diagram.visible(report, folds).values()) - {report.model.root.id}
        assert drawn_ids == {part.id for part in diagram.parts(report, folds)}


def test_parts_say_what_is_seen(golden: Callable[[str], Report]) -> None:
    """Each part has its kind, name, shapes and numbers in words, and whether it is unfolded."""
    first, *_, last = diagram.parts(golden("branches"), 1)
    assert (first.title, first.unfolded, first.level) == ("skip · Residual", False, 1)
    # 16 to 16 channels, 3×3, with bias: 16 * 16 * 9 + 16 parameters, each weight used at 32 * 32 places of 2 pictures
    macs = words.count(2 * 32 * 32 * 16 * 16 * 9)
    assert first.facts == ("2×16×32×32 → 2×16×32×32", "2,320 parameters", f"{macs} MACs")
    assert (last.title, last.unfolded) == ("Linear head", None)
    assert [part.level for part in diagram.parts(golden("branches"), 2)][:3] == [1, 2, 2]


def test_without_graphviz_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where dot is missing, the answer is None and no error."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert diagram.to_svg("digraph {}") is None


@needs_dot
def test_a_thousand_blocks_cost_little(kinds: Kinds) -> None:
    """The text of a thousand layers, fully unfolded, takes well under a second."""
    report = diagnose(chain(*(Block("ReLU") for _ in range(1000))))
    start = time.perf_counter()
    assert len(nodes(diagram.to_dot(report, kinds, 9))) == 1000
    assert time.perf_counter() - start < 1


def test_every_family_has_a_hue(kinds: Kinds) -> None:
    """The table of hues names every family of the catalogue, and text keeps its contrast on each."""
    assert {kind.family for kind in kinds.values()} <= set(families.FAMILIES)
    for degrees in {*families.FAMILIES.values(), *families.STRUCTURES.values()}:
        light, dark = families.shade(degrees, 75, 95), families.shade(degrees, 32, 17)
        assert min(contrast(families.shade(degrees, 60, 22), light), contrast("#5b6472", light)) >= 4.5
        assert min(contrast(families.shade(degrees, 50, 90), dark), contrast("#9aa3b2", dark)) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_what_never_runs_is_one_node() -> None:
    """A Repeat of no rounds is drawn as one node that says so, at any depth, and a depth that fits is found."""
    model = doc(block("Repeat", block("Sequential", block("Linear", out_features=3), block("ReLU")), times=0))
    report = diagnose(model)
    assert not diagram.fitting(report).opened
    text = diagram.to_dot(report, KINDS, 9)
    assert "×0 skipped" in text
    assert "Linear" not in text
