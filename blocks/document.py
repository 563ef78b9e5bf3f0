"""Models as JSON, in and out: readable by a person, validated on the way in, the same bytes after load and save.

Reading refuses whatever it does not fully understand and builds nothing by half. Nothing in a
document can name a Python object: a kind is a key of the catalogue.
"""

import json
import math
import re
from typing import Any

import msgspec

from blocks import edits
from blocks.errors import BlockError
from blocks.expressions import Expression
from blocks.kinds import Kinds, Value
from blocks.report import ITEM_BYTES
from blocks.tree import CONTAINERS, SLOTS, Block, Input, Model

FORMAT = "blockyard/1"
LARGEST = 1_000_000  # bytes of a document
DEEPEST_JSON = 2 * edits.DEEPEST + 10  # brackets: two for each level of blocks
MOST_NUMBERS = 2**40  # in an input tensor
LONGEST_TITLE, LONGEST_ABOUT = 64, 2_000


class _Block(msgspec.Struct, forbid_unknown_fields=True):
    kind: str
    name: str = ""
    args: dict[str, Any] = {}
    children: list["_Block"] = []


class _Input(msgspec.Struct, forbid_unknown_fields=True):
    shape: list[int]
    dtype: str = "float32"
    name: str = "x"


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    root: _Block
    inputs: list[_Input]
    title: str = "Untitled"
    about: str = ""


class _Header(msgspec.Struct):
    format: Any = None


_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.S)  # also one without end: else each quote would be tried in turn
_decoder = msgspec.json.Decoder(_Document)


def loads(text: str | bytes, kinds: Kinds) -> Model:
    """The model in a JSON text.

    Raises: BlockError, with the place in the file, when the text is no document of ours.
    """
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    document = _decode(raw.removeprefix(b"\xef\xbb\xbf"))
    inputs = tuple(_read_input(each, f"$.inputs[{place}]") for place, each in enumerate(document.inputs))
    if len(inputs) != 1:
        raise BlockError(f"The document has {len(inputs)} inputs.", "one input.", "keep one.", "$.inputs")
    title = _words(document.title, LONGEST_TITLE, "$.title")
    about = _words(document.about, LONGEST_ABOUT, "$.about", "\n")
    root = _read_block(document.root, kinds, "$.root", 0)
    if root.kind != "Sequential":
        raise BlockError(f"The root is a {root.kind}.", "a Sequential.", "put it into a Sequential.", "$.root.kind")
    return Model(title, about, inputs, edits.bounded(root))


def dumps(model: Model) -> str:
    """A model as JSON text: a line a block, in an order that never changes."""
    inputs = ",\n".join("    " + _line(_plain_input(each)) for each in model.inputs)
    head = {"format": FORMAT, "title": model.title} | ({"about": model.about} if model.about else {})
    lines = [f"  {json.dumps(key)}: {_line(value)}," for key, value in head.items()]
    return (
        "\n".join(["{", *lines, '  "inputs": [', inputs, "  ],", f'  "root": {_written(model.root, "  ")}', "}"]) + "\n"
    )


def _decode(raw: bytes) -> _Document:
    if not raw.strip():
        raise BlockError("The file is empty.", "a model saved as JSON.", "choose another file.")
    if len(raw) > LARGEST:
        raise BlockError(
            f"The file has {len(raw):,} bytes.", f"at most {LARGEST:,}.", "use Repeat blocks instead of copies."
        )
    if raw.lstrip()[:1] != b"{":
        raise BlockError(
            f"The file looks like {_guess(raw)}.", "a model saved as JSON.", "choose a .json file saved here."
        )
    _shallow(raw)
    try:
        _known_format(msgspec.json.decode(raw, type=_Header).format)
        return _decoder.decode(raw)
    except msgspec.ValidationError as error:
        raise _misread(str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BlockError(
            f"The file is not valid JSON: {error}.", "a model saved as JSON.", "save it again and retry."
        ) from error


def _known_format(version: Any) -> None:
    if version == FORMAT:
        return
    if isinstance(version, str) and re.fullmatch(r"blockyard/[1-9][0-9]{0,8}", version):
        raise BlockError(
            f"The file is of the newer format {version}.", f"{FORMAT}.", "open it with a newer Blockyard.", "$.format"
        )
    raise BlockError(
        "The file is JSON, but not a Blockyard model.", f'"format": "{FORMAT}".', "choose another file.", "$.format"
    )


def _shallow(raw: bytes) -> None:
    """Refuse deep nesting before any recursive reader sees it."""
    depth = 0
    for mark in re.findall(rb"[\[{\]}]", _STRING.sub(b"", raw)):
        depth += 1 if mark in b"[{" else -1
        if depth > DEEPEST_JSON:
            raise BlockError(
                "The file is nested too deep.", f"at most {edits.DEEPEST} levels of blocks.", "unwrap some."
            )


def _guess(raw: bytes) -> str:
    start = raw.lstrip()[:64]
    if start.startswith(b"<"):
        return "HTML or XML"
    if start.startswith((b"PK", b"\x80")):
        return "a PyTorch or pickle file"
    if start.startswith((b"\x89PNG", b"\xff\xd8")):
        return "a picture"
    if start.startswith(b"version https://git-lfs"):
        return "a Git LFS pointer"
    return "something else"


def _misread(message: str) -> BlockError:
    fact, _, place = message.partition(" - at ")
    fields = re.search(r"contains unknown field `(.{0,64})", fact)
    fix = f"remove {fields[1].rstrip('`')!r}." if fields else "correct it there, or save the model again."
    return BlockError(f"The file does not read: {fact}.", f"the format {FORMAT}.", fix, place.strip("`") or "$")


def _words(text: str, longest: int, path: str, breaks: str = "") -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BlockError("The text has half a character.", "Unicode text.", "type it again.", path) from error
    if len(text) > longest or not all(each.isprintable() or each in breaks for each in text):
        raise BlockError(
            f"The text has {len(text)} characters.", f"at most {longest}, all visible.", "shorten it.", path
        )
    return text


def _read_input(source: _Input, path: str) -> Input:
    try:
        name = edits.good_name(source.name) or "x"
    except BlockError as error:
        raise error.at(path) from error
    return checked_input(tuple(source.shape), source.dtype, name, path)


def checked_input(shape: tuple[int, ...], dtype: str, name: str = "x", path: str = "") -> Input:
    """An input whose shape and dtype can be computed with. Raises BlockError."""
    sound = 1 <= len(shape) <= 8 and all(1 <= extent <= 10**6 for extent in shape)
    if not sound or math.prod(shape) > MOST_NUMBERS:
        raise BlockError(
            f"The input shape is {list(shape)[:9]}.", "1 to 8 sizes from 1 to 1,000,000, the batch first.",
            "write it like 1, 3, 224, 224.", path,
        )  # fmt: skip
    if dtype not in ITEM_BYTES:
        raise BlockError(
            f"The dtype is {dtype[:32]!r}.", f"one of {', '.join(ITEM_BYTES)}.", "use float32 or int64.", path
        )
    return Input(shape, dtype, name)


def _read_block(source: _Block, kinds: Kinds, path: str, depth: int) -> Block:
    if depth > edits.DEEPEST:
        raise BlockError("The blocks are nested too deep.", f"at most {edits.DEEPEST} levels.", "unwrap some.", path)
    try:
        kind = edits.kind_of(kinds, source.kind)
        name = edits.good_name(source.name)
        args = edits.checked(kind, source.args)
    except BlockError as error:
        raise error.at(path) from error
    if source.children and source.kind not in CONTAINERS:
        raise BlockError(f"{source.kind} has children.", "a layer without children.", "move them out.", path)
    children = tuple(
        _read_block(child, kinds, f"{path}.children[{place}]", depth + 1) for place, child in enumerate(source.children)
    )
    _distinct(children, path)
    return Block(source.kind, name, args, _slots(source.kind, children, path))


def _distinct(children: tuple[Block, ...], path: str) -> None:
    seen: set[str] = set()
    for place, child in enumerate(children):
        if child.name in seen:
            raise BlockError(
                f"Two siblings are called {child.name!r}.",
                "names that differ.",
                "rename one.",
                f"{path}.children[{place}].name",
            )
        seen |= {child.name} - {""}


def _slots(kind: str, children: tuple[Block, ...], path: str) -> tuple[Block, ...]:
    """A structure's fixed places, with those that the file leaves out."""
    if kind not in SLOTS:
        return children
    given = {child.name: child for child in children}
    strange = [child for child in children if child.name not in SLOTS[kind] or child.kind != "Sequential"]
    if strange:
        raise BlockError(
            f"A {kind} holds a {strange[0].kind} called {strange[0].name!r}.",
            f"Sequentials called {' and '.join(SLOTS[kind])}.", "put its blocks into these.", path,
        )  # fmt: skip
    return tuple(given.get(slot) or Block("Sequential", slot) for slot in SLOTS[kind])


def _written(block: Block, indent: str) -> str:
    """One block as JSON: a line for a leaf, a line a child for the others."""
    head: dict[str, Any] = {"kind": block.kind}
    if block.name:
        head["name"] = block.name
    if block.args:
        head["args"] = {name: _plain(value) for name, value in sorted(block.args.items())}
    if not block.children:
        return _line(head)
    children = ",\n".join(f"{indent}  {_written(child, indent + '  ')}" for child in block.children)
    return f'{_line(head)[:-1]}, "children": [\n{children}\n{indent}]}}'


def _plain_input(source: Input) -> dict[str, Any]:
    plain = {"shape": list(source.shape), "dtype": source.dtype}
    return plain if source.name == "x" else {"name": source.name} | plain


def _plain(value: Value) -> Any:
    if isinstance(value, Expression):
        return {"rule": value.text}
    return list(value) if isinstance(value, tuple) else value


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
