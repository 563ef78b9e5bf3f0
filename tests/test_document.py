"""Documents: the same bytes after load and save, and a sentence for everything that is none of ours."""

import json
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import GALLERY, KINDS, doc, models, written

import blocks
from blocks import document, edits
from blocks.errors import BlockError
from blocks.kinds import Kinds
from blocks.source import START
from blocks.tree import Block, Input, Model

SEQUENTIAL = {"kind": "Sequential"}


def inside(*children: Any) -> dict[str, Any]:
    """A root with these children."""
    return SEQUENTIAL | {"children": list(children)}


def nested(levels: int) -> dict[str, Any]:
    """A root with `levels` levels of blocks in it."""
    root = dict(SEQUENTIAL)
    for _ in range(levels):
        root = inside(root)
    return root


# --- round trips


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_gallery_is_as_written(path: Path) -> None:
    """Loading and saving a gallery model gives the file's own bytes."""
    assert blocks.dumps(blocks.load(path)).encode() == path.read_bytes()


@given(models())
def test_round_trip(model: Model) -> None:
    """A saved model loads as an equal one, and saves as the same bytes."""
    text = document.dumps(model)
    again = document.loads(text, KINDS)
    assert again == model
    assert document.dumps(again) == text
    assert json.loads(text)["format"] == document.FORMAT


@given(
    st.text(st.characters(categories=["L", "N", "P", "S"]) | st.sampled_from("\n\n\t    ()"), min_size=1, max_size=300)
)
def test_code_round_trip(source: str) -> None:
    """A block's Python comes back as it was, whatever it is, and stands in the file line by line."""
    model = Model(root=Block("Sequential", children=(Block("Code", args={"source": source, "n": 3}),)))
    text = document.dumps(model)
    assert document.loads(text, KINDS) == model
    assert document.dumps(document.loads(text, KINDS)) == text
    kept = json.loads(text)["root"]["children"][0]["args"]["source"]
    assert kept == (source.split("\n") if "\n" in source else source)


@given(
    st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"], exclude_characters="\xa0"), max_size=64),
    st.text(max_size=80),
)
def test_words_round_trip(title: str, about: str) -> None:
    """A title and a description come back as they were, or are refused with their place."""
    model = Model(title, about)
    try:
        again = document.loads(document.dumps(model), KINDS)
    except BlockError as error:
        assert error.path in ("$.title", "$.about")
    except UnicodeEncodeError:
        assert any("\ud800" <= each <= "\udfff" for each in about)
    else:
        assert (again.title, again.about) == (title, about)


def test_dump_and_load(tmp_path: Path) -> None:
    """A model goes through a file."""
    model = doc(Block("ReLU", "relu"), title="Ünï → 模型")
    blocks.dump(model, tmp_path / "model.json")
    assert blocks.load(tmp_path / "model.json") == model


def test_byte_order_mark_and_spaces(kinds: Kinds) -> None:
    """A byte order mark and white space before the document change nothing."""
    text = document.dumps(doc(Block("ReLU")))
    assert document.loads(b"\xef\xbb\xbf\n " + text.encode(), kinds) == document.loads(text, kinds)


def test_missing_slots_are_filled(kinds: Kinds) -> None:
    """A Residual always has its body and its shortcut, in this order."""
    shortcut = {"kind": "Sequential", "name": "shortcut", "children": [{"kind": "ReLU"}]}
    root = inside({"kind": "Residual", "children": [shortcut]})
    block = document.loads(written(root), kinds).root.children[0]
    assert block.names() == ("body", "shortcut")
    assert block.children[1].children[0].kind == "ReLU"


def test_names_are_normalised(kinds: Kinds) -> None:
    """Names that Python would take for one and the same are one and the same."""
    assert document.loads(written(inside({"kind": "ReLU", "name": "ﬁx"})), kinds).root.names() == ("fix",)
    with pytest.raises(BlockError, match="Two siblings"):
        document.loads(written(inside({"kind": "ReLU", "name": "ﬁx"}, {"kind": "ReLU", "name": "fix"})), kinds)


# --- what is none of ours: text, words that the message must hold, place


CORPUS: list[tuple[str, Any, str, str]] = [
    ("nothing", "", "The file is empty.", ""),
    ("white space", " \n\t ", "The file is empty.", ""),
    ("html", "<!doctype html><p>hello", "HTML", ""),
    ("pickle", b"\x80\x04\x95", "pickle", ""),
    ("zip", b"PK\x03\x04....", "PyTorch", ""),
    ("png", b"\x89PNG\r\n\x1a\n", "picture", ""),
    ("jpeg", b"\xff\xd8\xff\xe0", "picture", ""),
    ("lfs", "version https://git-lfs.github.com/spec/v1\n", "Git LFS", ""),
    ("a list", "[1, 2]", "looks like something else", ""),
    ("a number", "7", "looks like something else", ""),
    ("utf-16", written(SEQUENTIAL).encode("utf-16"), "looks like", ""),
    ("cut off", written(SEQUENTIAL)[:-5], "not valid JSON", ""),
    ("single quotes", "{'format': 1}", "not valid JSON", ""),
    ("two documents", written(SEQUENTIAL) * 2, "not valid JSON", ""),
    ("bytes that are no text", b'{"format": "\xff\xfe"}', "not valid JSON", ""),
    ("nul", b'{"format": "blockyard/1\x00"}', "not valid JSON", ""),
    ("another JSON", '{"name": "package", "version": "1.0.0"}', "not a Blockyard model", "$.format"),
    ("empty object", "{}", "not a Blockyard model", "$.format"),
    ("format of a wrong type", '{"format": 1}', "not a Blockyard model", "$.format"),
    ("format null", '{"format": null}', "not a Blockyard model", "$.format"),
    ("a newer version", written(SEQUENTIAL, format="blockyard/2"), "newer format blockyard/2", "$.format"),
    ("much newer", written({"blocks": [1]}, format="blockyard/17", more=1), "newer format blockyard/17", "$.format"),
    ("strange version", written(SEQUENTIAL, format="blockyard/-1"), "not a Blockyard model", "$.format"),
    ("version nought", written(SEQUENTIAL, format="blockyard/0"), "not a Blockyard model", "$.format"),
    ("long version", written(SEQUENTIAL, format="blockyard/" + "9" * 99), "not a Blockyard model", "$.format"),
    ("no root", '{"format": "blockyard/1", "inputs": [{"shape": [1]}]}', "`root`", "$"),
    ("no inputs", '{"format": "blockyard/1", "root": {"kind": "Sequential"}}', "`inputs`", "$"),
    ("unknown field", written(SEQUENTIAL, owner="me"), "owner", "$"),
    ("unknown field of a block", written(inside({"kind": "ReLU", "colour": "red"})), "colour", "$.root.children[0]"),
    ("root is a list", written([]), "got `array`", "$.root"),
    ("root is a layer", written({"kind": "ReLU"}), "The root is a ReLU", "$.root.kind"),
    ("root is a Repeat", written({"kind": "Repeat", "args": {"times": 2}}), "The root is a Repeat", "$.root.kind"),
    ("kind is a number", written({"kind": 3}), "got `int`", "$.root.kind"),
    ("children is an object", written({"kind": "Sequential", "children": {}}), "got `object`", "$.root.children"),
    ("child is null", written(inside(None)), "got `null`", "$.root.children[0]"),
    # kinds
    ("near kind", written(inside({"kind": "Conv2D"})), "Did you mean Conv2d", "$.root.children[0]"),
    ("lower case", written(inside({"kind": "linear"})), "Did you mean Linear", "$.root.children[0]"),
    ("system", written(inside({"kind": "os.system"})), "'os.system' is not a kind", "$.root.children[0]"),
    ("dunder", written(inside({"kind": "__class__"})), "'__class__' is not a kind", "$.root.children[0]"),
    ("nn.Module", written(inside({"kind": "nn.Module"})), "'nn.Module' is not a kind", "$.root.children[0]"),
    ("Module", written(inside({"kind": "Module"})), "'Module' is not a kind", "$.root.children[0]"),
    ("hub", written(inside({"kind": "torch.hub.load"})), "is not a kind", "$.root.children[0]"),
    ("markup kind", written(inside({"kind": "<b>x</b>"})), "'<b>x</b>' is not a kind", "$.root.children[0]"),
    ("long kind", written(inside({"kind": "K" * 10_000})), "is not a kind", "$.root.children[0]"),
    ("a kind inside", written(inside({"kind": "ReLU"}, inside({"kind": "Relu"}))), "ReLU", "$.root.children[1].children[0]"),
    # arguments
    ("unknown argument", written(inside({"kind": "Linear", "args": {"out": 3}})), "no argument 'out'", "$.root.children[0]"),
    ("argument of a structure", written(SEQUENTIAL | {"args": {"x": 1}}), "none at all", "$.root"),
    ("prototype", written(inside({"kind": "Linear", "args": {"__proto__": 1}})), "'__proto__'", "$.root.children[0]"),
    ("inplace", written(inside({"kind": "ReLU", "args": {"inplace": True}})), "'inplace'", "$.root.children[0]"),
    ("device", written(inside({"kind": "Linear", "args": {"device": "cuda"}})), "'device'", "$.root.children[0]"),
    *[
        (f"out_features {value!r:.20}", written(inside({"kind": "Linear", "args": {"out_features": value}})),
         "out_features is", "$.root.children[0]")
        for value in (0, -1, 2**63, 10**30, 10**6 + 1, 3.0, "3", True, None, [3], {"rule": 3}, {"rule": "3", "x": 1}, [])
    ],
    *[
        (f"rule {rule!r:.20}", written(inside({"kind": "Linear", "args": {"out_features": {"rule": rule}}})),
         "cannot be computed", "$.root.children[0]")
        for rule in ("import os", "__import__('os').system('x')", "i.__class__", "9" * 500, "", "'x'*9", "i@i", "\x00")
    ],
    *[
        (f"p {value!r:.20}", written(inside({"kind": "Dropout", "args": {"p": value}})), "p is", "$.root.children[0]")
        for value in (2, -0.5, 10**400, -(10**400), "0.5", True, [0.5], None)
    ],
    ("nan", written(inside({"kind": "Dropout", "args": {"p": float("nan")}})), "not valid JSON", ""),
    ("infinity", written(inside({"kind": "Dropout", "args": {"p": float("inf")}})), "not valid JSON", ""),
    ("1e999", written(inside({"kind": "Dropout", "args": {"p": "?"}})).replace('"?"', "1e999"), "out of range", "$.root.children[0].args"),
    ("5,000 digits", written(inside({"kind": "Dropout", "args": {"p": "?"}})).replace('"?"', "9" * 5000), "out of range", "$"),
    ("stride 0", written(inside({"kind": "MaxPool2d", "args": {"kernel_size": 2, "stride": 0}})), "stride is 0", "$.root"),
    ("crashing size", written(inside({"kind": "ReplicationPad2d", "args": {"padding": 2**63 - 1}})), "padding is", "$.root"),
    ("three of two", written(inside({"kind": "Conv2d", "args": {"kernel_size": [3, 3, 3]}})), "kernel_size is", "$.root"),
    ("choice", written(inside({"kind": "Parallel", "args": {"merge": "outer"}})), "merge is 'outer'", "$.root.children[0]"),
    ("10^9 repeats", written(inside({"kind": "Repeat", "args": {"times": 10**9}})), "10,000", "$.root.children[0]"),
    ("minus one repeat", written(inside({"kind": "Repeat", "args": {"times": -1}})), "times is -1", "$.root.children[0]"),
    # Python
    ("source is a number", written(inside({"kind": "Code", "args": {"source": 3}})), "source is 3", "$.root.children[0]"),
    ("lines of numbers", written(inside({"kind": "Code", "args": {"source": ["x", 3]}})), "source is", "$.root.children[0]"),
    ("long source", written(inside({"kind": "Code", "args": {"source": ["x" * 100] * 300}})), "source is", "$.root.children[0]"),
    ("unseen source", written(inside({"kind": "Code", "args": {"source": "a\u202eb"}})), "source is", "$.root.children[0]"),
    ("no such argument", written(inside({"kind": "Code", "args": {"source": START, "gamma": 3}})), "no argument 'gamma'", "$.root.children[0]"),
    # names
    *[
        (f"name {name!r:.20}", written(inside({"kind": "ReLU", "name": name})), "cannot be the name", "$.root.children[0]")
        for name in (
            "a-b", "1abc", "class", "lambda", "None", "True", "forward", "train", "parameters", "_modules", "__class__",
            "T_destination", "self", "torch", "nn", "super", "a.b", "a b", "<b>x</b>", "a\"b", "a'b", "a;b", "x\n    import os",
            "'); import os; ('", 'a"];x->y[URL="javascript:alert(1)', "$x$", ":red[x]", "[a](javascript:x)", "🙂", "a\u202eb",
            "a\u200bb", "a\x00b", "x" * 65, "x" * 10_000, "0", "add_module", "append", "training", "dim", "a𐄇",
        )
    ],
    ("half a character", written(inside({"kind": "ReLU", "name": "?"})).replace('"?"', r'"\ud800"'), "not valid JSON", ""),
    ("twins", written(inside({"kind": "ReLU", "name": "a"}, {"kind": "Tanh", "name": "a"})), "'a'", "$.root.children[1].name"),
    # structures
    ("a layer with children", written(inside({"kind": "ReLU", "children": [SEQUENTIAL]})), "ReLU has children", "$.root.children[0]"),
    ("strange slot", written(inside({"kind": "Residual", "children": [SEQUENTIAL]})), "body and shortcut", "$.root.children[0]"),
    ("a layer as slot", written(inside({"kind": "Residual", "children": [{"kind": "ReLU", "name": "body"}]})), "holds a ReLU", "$.root.children[0]"),
    ("two bodies", written(inside({"kind": "Residual", "children": [SEQUENTIAL | {"name": "body"}] * 2})), "'body'", "$.root.children[0].children[1].name"),
    # inputs
    ("no input", written(SEQUENTIAL, inputs=[]), "0 inputs", "$.inputs"),
    ("two inputs", written(SEQUENTIAL, inputs=[{"shape": [1]}] * 2), "called 'x'", "$.inputs"),
    *[
        (f"shape {shape!r:.20}", written(SEQUENTIAL, inputs=[{"shape": shape}]), "shape", "$.inputs[0]")
        for shape in ([], [0], [-1, 3], [1] * 9, [10**6 + 1], [10**6] * 8, [2**63], [10**30], [10**6] * 100_000)
    ],
    ("shape of a bool", written(SEQUENTIAL, inputs=[{"shape": [True]}]), "got `bool`", "$.inputs[0].shape[0]"),
    ("shape of a float", written(SEQUENTIAL, inputs=[{"shape": [3.0]}]), "got `float`", "$.inputs[0].shape[0]"),
    ("shape of words", written(SEQUENTIAL, inputs=[{"shape": "3"}]), "got `str`", "$.inputs[0].shape"),
    ("dtype", written(SEQUENTIAL, inputs=[{"shape": [1], "dtype": "float"}]), "dtype is 'float'", "$.inputs[0]"),
    ("no dtype of torch", written(SEQUENTIAL, inputs=[{"shape": [1], "dtype": "nn"}]), "dtype is 'nn'", "$.inputs[0]"),
    ("name of an input", written(SEQUENTIAL, inputs=[{"shape": [1], "name": "a-b"}]), "'a-b'", "$.inputs[0]"),
    # words
    ("long title", written(SEQUENTIAL, title="x" * 65), "65 characters", "$.title"),
    ("title that turns", written(SEQUENTIAL, title="a\u202eb"), "visible", "$.title"),
    ("title with nul", written(SEQUENTIAL, title="a\x00b"), "visible", "$.title"),
    ("title of two lines", written(SEQUENTIAL, title="a\nb"), "visible", "$.title"),
    ("long about", written(SEQUENTIAL, about="x" * 2001), "2001 characters", "$.about"),
    ("title is a number", written(SEQUENTIAL, title=3), "got `int`", "$.title"),
    # size
    ("1 level too deep", written(nested(edits.DEEPEST + 1)), "too deep", "$.root" + ".children[0]" * (edits.DEEPEST + 1)),
    ("900 levels", '{"a": ' + "[" * 900 + "]" * 900 + "}", "too deep", ""),
    ("10,000 levels of blocks", '{"kind": "Sequential", "children": [' * 10_000 + "]}" * 10_000, "too deep", ""),
    ("100,000 arrays", '{"a": ' + "[" * 100_000, "too deep", ""),
    ("a megabyte", written(SEQUENTIAL, about="x" * 1_000_000), "bytes", ""),
    ("many blocks", written(inside(*[{"kind": "ReLU"}] * 20_000)), "too many blocks", ""),
    ("quotes without end", '{"' + '\\"' * 400_000, "not valid JSON", ""),
    ("quotes", '{"a": ' + '"' * 900_000, "not valid JSON", ""),
    ("brackets in a string", '{"a": "' + "[" * 900_000, "not valid JSON", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "place"), [entry[1:] for entry in CORPUS], ids=[entry[0] for entry in CORPUS]
)
def test_bad_input(kinds: Kinds, text: str | bytes, words: str, place: str) -> None:
    """What is no document of ours is refused with the reason and the place, within a second and a few megabytes."""
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(BlockError) as error:
        document.loads(text, kinds)
    seconds, (_, most) = time.process_time() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert words in str(error.value)
    assert error.value.path.startswith(place) if place else error.value.path == ""
    assert error.value.expected
    assert error.value.fix
    assert len(str(error.value)) < 2000
    assert seconds < 3  # memory tracing makes it several times slower
    assert most < 60 * 2**20


def test_deepest_document(kinds: Kinds) -> None:
    """The deepest nesting that edits allow goes in and out."""
    model = document.loads(written(nested(edits.DEEPEST)), kinds)
    assert document.loads(document.dumps(model), kinds) == model


def test_brackets_in_strings_do_not_count(kinds: Kinds) -> None:
    """Only brackets of the document itself make it deep."""
    about = '[{\\"[{' * 100
    assert document.loads(written(SEQUENTIAL, about=about), kinds).about == about


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_text(text: str | bytes) -> None:
    """Any text or bytes at all raise nothing but a BlockError."""
    with pytest.raises(BlockError):
        document.loads(text, KINDS)


_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("Linear"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["kind", "name", "args", "children", "rule", "out_features", "shape", "dtype", "x"]), inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(st.sampled_from(["root", "inputs", "title", "about", "format", "child", "args", "value"]), _JSON)
def test_any_json(field: str, value: Any) -> None:
    """Any JSON in any field is a document of ours, which then is stable, or a BlockError."""
    match field:
        case "child":
            text = written(inside(value))
        case "args":
            text = written(inside({"kind": "Linear", "args": value}))
        case "value":
            text = written(inside({"kind": "Conv2d", "args": {"padding": value, "out_channels": value}}))
        case _:
            text = written(**{"root": SEQUENTIAL} | {field: value})
    try:
        model = document.loads(text, KINDS)
    except BlockError:
        return
    assert document.loads(document.dumps(model), KINDS) == model


def test_refused_files_name_themselves(tmp_path: Path) -> None:
    """A file's error says which file, and where in it."""
    path = tmp_path / "mine.json"
    path.write_text(written(inside({"kind": "Relu"})))
    with pytest.raises(BlockError, match=r"^mine.json \$.root.children\[0\]: 'Relu' is not a kind"):
        blocks.load(path)
    with pytest.raises(BlockError, match="^.*none.json: No such file"):
        blocks.load(tmp_path / "none.json")
    with pytest.raises(BlockError, match="directory"):
        blocks.load(tmp_path)


@pytest.mark.parametrize("dtype", ["float32", "int64", "bool", "complex64", "bfloat16"])
def test_inputs(dtype: str) -> None:
    """Every dtype that torch can compute with here is one of an input."""
    assert document.checked_input((1, 2), dtype) == Input((1, 2), dtype)
