"""Models as JSON, in and out: readable by a person, validated on the way in, the same bytes after load and save.

Reading refuses whatever it does not fully understand and builds nothing by half. Nothing in a
document can name a Python object: a kind is a key of the catalogue.
"""

import json
import math
import re
from dataclasses import replace
from typing import Any

import msgspec

from blocks import edits, naming, wiring
from blocks.definitions import linked, parameter, record
from blocks.errors import BlockError
from blocks.expressions import Expression
from blocks.inputs import MOST_INPUTS
from blocks.kinds import SOURCE, Kinds, Value
from blocks.report import ITEM_BYTES
from blocks.tree import CONTAINERS, SLOTS, Block, Definition, Input, Model

FORMAT = "blockyard/1"
LARGEST = 1_000_000  # bytes of a document
DEEPEST_JSON = 2 * edits.DEEPEST + 10  # brackets: two for each level of blocks
MOST_NUMBERS = 2**40  # in an input tensor
MOST_SOURCES = 64  # of one block
MOST_DEFINITIONS = 200
SHARED = re.compile(r"\w{1,64}(\.\w{1,64}){1,4}")  # a parameter of a labelled block
LONGEST_TITLE, LONGEST_ABOUT = 64, 2_000


class _Block(msgspec.Struct, forbid_unknown_fields=True):
    kind: str
    name: str = ""
    args: dict[str, Any] = {}
    inputs: list[str] = []
    shared: str = ""
    tied: dict[str, str] = {}
    children: list["_Block"] = []


class _Definition(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    body: _Block
    parameters: dict[str, Any] = {}
    hue: int = 0


class _Input(msgspec.Struct, forbid_unknown_fields=True):
    shape: list[int | str]
    dtype: str = "float32"
    name: str = "x"


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    root: _Block
    inputs: list[_Input]
    batch: int = 1
    title: str = "Untitled"
    about: str = ""
    definitions: list[_Definition] = []


class _Header(msgspec.Struct):
    format: Any = None


_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.S)  # also one without end: else each quote would be tried in turn
_decoder = msgspec.json.Decoder(_Document)
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def loads(text: str | bytes, kinds: Kinds) -> Model:
    """The model in a JSON text.

    Raises: BlockError, with the place in the file, when the text is no document of ours.
    """
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    document = _decode(raw.removeprefix(b"\xef\xbb\xbf"))
    inputs = _read_inputs(document)
    title = _words(document.title, LONGEST_TITLE, "$.title")
    about = _words(document.about, LONGEST_ABOUT, "$.about", "\n")
    definitions = _read_definitions(document.definitions, kinds)
    kinds = {**kinds, **{each.name: record(each) for each in definitions}}
    root = _read_block(document.root, kinds, "$.root", 0)
    _fitting_root(root, inputs)
    model = linked(Model(title, about, inputs, root, definitions))
    edits.bounded(model.root)
    return model


def dumps(model: Model) -> str:
    """A model as JSON text: a line a block, in an order that never changes."""
    inputs = ",\n".join("    " + _line(_plain_input(each)) for each in model.inputs)
    head: dict[str, Any] = {"format": FORMAT, "title": model.title}
    if model.about:
        head["about"] = model.about
    if (model.batch or 1) != 1:
        head["batch"] = model.batch
    lines = [f"  {json.dumps(key)}: {_line(value)}," for key, value in head.items()]
    lines += ['  "inputs": [', inputs, "  ],"]
    if model.definitions:
        lines += ['  "definitions": [', ",\n".join(map(_written_definition, model.definitions)), "  ],"]
    return "\n".join(["{", *lines, f'  "root": {_written(model.root, "  ")}', "}"]) + "\n"


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


def _read_inputs(document: _Document) -> tuple[Input, ...]:
    if not 1 <= len(document.inputs) <= MOST_INPUTS:
        raise BlockError(
            f"The document has {len(document.inputs)} inputs.", f"1 to {MOST_INPUTS}.", "keep some.", "$.inputs"
        )
    try:
        batch = checked_batch(document.batch)
    except BlockError as error:
        raise error.at("$.batch") from error
    inputs: list[Input] = []
    for place, source in enumerate(document.inputs):
        path = f"$.inputs[{place}]"
        try:
            name = naming.good_name(source.name) or "x"
            if name in {each.name for each in inputs}:
                raise BlockError(f"Two inputs are called {name!r}.", "names that differ.", "rename one.")
            inputs.append(checked_input(tuple(source.shape), source.dtype, name, batch))
        except BlockError as error:
            raise error.at(path) from error
    return tuple(inputs)


def _read_definitions(sources: list[_Definition], kinds: Kinds) -> tuple[Definition, ...]:
    if len(sources) > MOST_DEFINITIONS:
        raise BlockError(
            f"The document has {len(sources)} definitions.",
            f"at most {MOST_DEFINITIONS}.",
            "remove some.",
            "$.definitions",
        )
    found: dict[str, Definition] = {}
    for place, source in enumerate(sources):
        path = f"$.definitions[{place}]"
        try:
            name = naming.class_name(source.name, {*kinds, *found})
            parameters = {naming.good_parameter(each): parameter(value) for each, value in source.parameters.items()}
        except BlockError as error:
            raise error.at(path) from error
        known = {**kinds, **{each.name: record(each) for each in found.values()}}
        body = _read_block(source.body, known, f"{path}.body", 0)
        if body.kind not in CONTAINERS:
            raise BlockError(f"The body is a {body.kind}.", "a structure.", "put it into a Sequential.", f"{path}.body")
        found[name] = Definition(name, replace(body, name="", inputs=()), parameters, source.hue % 360)
    return tuple(found.values())


def _fitting_root(root: Block, inputs: tuple[Input, ...]) -> None:
    if root.kind not in ("Sequential", "Graph"):
        raise BlockError(
            f"The root is a {root.kind}.", "a Sequential or a Graph.", "put it into a Sequential.", "$.root.kind"
        )
    if root.kind == "Sequential" and len(inputs) > 1:
        raise BlockError(
            f"A Sequential is given {len(inputs)} inputs.", "one, or a Graph.", "make the root a Graph.", "$.root.kind"
        )
    if root.kind == "Graph" and "inputs" in root.args:
        raise BlockError("The root names inputs.", "the model's own.", "leave inputs out.", "$.root.args")
    same = {each.name for each in inputs} & {child.name for child in root.children if root.kind == "Graph"}
    if same:
        raise BlockError(
            f"An input and a block are called {min(same)!r}.", "names that differ.", "rename one.", "$.root.children"
        )


def checked_batch(size: int) -> int:
    """A size for the dimension called B. Raises BlockError."""
    if 1 <= size <= 10**6:
        return size
    raise BlockError(f"The batch is {size}.", "1 to 1,000,000.", "use a size such as 1 or 32.")


def checked_input(shape: tuple[int | str, ...], dtype: str, name: str = "x", batch: int = 1) -> Input:
    """An input whose shape and dtype can be computed with; "B" in the shape stands for `batch`. Raises BlockError."""
    named = [place for place, extent in enumerate(shape) if extent == "B"]
    sizes = tuple(batch if extent == "B" else extent for extent in shape)
    whole = tuple(extent for extent in sizes if isinstance(extent, int))
    sound = len(whole) == len(sizes) and 1 <= len(sizes) <= 8 and all(1 <= extent <= 10**6 for extent in whole)
    if not sound or len(named) > 1 or math.prod(whole) > MOST_NUMBERS:
        raise BlockError(
            f"The input shape is {', '.join(map(str, shape[:9]))[:90] or 'empty'}.",
            "1 to 8 sizes from 1 to 1,000,000; B for the batch, once.",
            "write it like B, 3, 224, 224.",
        )
    if dtype not in ITEM_BYTES:
        raise BlockError(f"The dtype is {dtype[:32]!r}.", f"one of {', '.join(ITEM_BYTES)}.", "use float32 or int64.")
    return Input(whole, dtype, name, named[0] if named else None)


def _read_block(source: _Block, kinds: Kinds, path: str, depth: int) -> Block:
    if depth > edits.DEEPEST:
        raise BlockError("The blocks are nested too deep.", f"at most {edits.DEEPEST} levels.", "unwrap some.", path)
    try:
        kind = edits.kind_of(kinds, source.kind, source.args)
        name = naming.good_name(source.name)
        args = edits.checked(kind, source.args)
    except BlockError as error:
        raise error.at(path) from error
    if source.children and source.kind not in CONTAINERS:  # an instance's children stand in its definition
        raise BlockError(f"{source.kind} has children.", "a layer without children.", "move them out.", path)
    children = tuple(
        _read_block(child, kinds, f"{path}.children[{place}]", depth + 1) for place, child in enumerate(source.children)
    )
    _distinct(children, path)
    shared, tied = _read_sharing(source, path)
    children = _slots(source.kind, children, path)
    block = Block(source.kind, name, args, children, _read_sources(source, path), shared, tied)
    return _graph(block, path) if block.kind == "Graph" else _unwired(block, path)


def _read_sources(source: _Block, path: str) -> tuple[str, ...]:
    if len(source.inputs) <= MOST_SOURCES and all(SOURCE.fullmatch(each) for each in source.inputs):
        return tuple(source.inputs)
    raise BlockError(
        f"The block takes {str(source.inputs)[:60]}.", f"at most {MOST_SOURCES} names such as conv1 or lstm.1.",
        "name blocks that come before it.", f"{path}.inputs",
    )  # fmt: skip


def _read_sharing(source: _Block, path: str) -> tuple[str, dict[str, str]]:
    """The label of a block, and what it takes from labelled ones."""
    sound = all(each.isidentifier() and len(each) <= 64 and SHARED.fullmatch(of) for each, of in source.tied.items())
    if not sound or len(source.tied) > MOST_SOURCES:
        raise BlockError(
            f"The block ties {str(source.tied)[:60]}.", 'parameters to parameters, as {"weight": "embedding.weight"}.',
            "name a labelled block and its parameter.", f"{path}.tied",
        )  # fmt: skip
    try:
        return naming.good_name(source.shared), source.tied
    except BlockError as error:
        raise error.at(f"{path}.shared") from error


def _unwired(block: Block, path: str) -> Block:
    for place, child in enumerate(block.children):
        if child.inputs:
            raise BlockError(
                f"A block in a {block.kind} names its inputs.", "a Graph around it.", "make the container a Graph.",
                f"{path}.children[{place}].inputs",
            )  # fmt: skip
    return block


def _graph(block: Block, path: str) -> Block:
    """A Graph whose children all have a name. (A name that leads nowhere is a problem, not an error.)"""
    same = {child.name for child in block.children} & {*wiring.input_names(block)}
    if same and "inputs" in block.args:
        raise BlockError(
            f"An input and a block are called {min(same)!r}.", "names that differ.", "rename one.", f"{path}.children"
        )
    return wiring.all_named(block)


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
    """One block as JSON: a line for a leaf, a line a child for the others, and a line of Python a line."""
    head: dict[str, Any] = {"kind": block.kind}
    if block.name:
        head["name"] = block.name
    parts = [_line(head)[1:-1]]
    if block.args:
        args = [f"{_line(name)}: {_value(value, indent)}" for name, value in sorted(block.args.items())]
        parts.append(f'"args": {{{", ".join(args)}}}')
    if block.inputs:
        parts.append(f'"inputs": {_line(list(block.inputs))}')
    if block.shared:
        parts.append(f'"shared": {_line(block.shared)}')
    if block.tied:
        parts.append(f'"tied": {_line(dict(sorted(block.tied.items())))}')
    if block.children and not block.definition:
        children = ",\n".join(f"{indent}  {_written(child, indent + '  ')}" for child in block.children)
        parts.append(f'"children": [\n{children}\n{indent}]')
    return f"{{{', '.join(parts)}}}"


def _value(value: Value, indent: str) -> str:
    """An argument as JSON; a text of many lines as a list of them, one under the other."""
    if not isinstance(value, str) or "\n" not in value:
        return _line(_plain(value))
    lines = ",\n".join(f"{indent}  {_line(line)}" for line in value.split("\n"))
    return f"[\n{lines}\n{indent}]"


def _written_definition(definition: Definition) -> str:
    head: dict[str, Any] = {"name": definition.name}
    if definition.hue:
        head["hue"] = definition.hue
    if definition.parameters:
        head["parameters"] = {name: _plain(value) for name, value in definition.parameters.items()}
    return f'    {_line(head)[:-1]}, "body": {_written(definition.body, "    ")}}}'


def _plain_input(source: Input) -> dict[str, Any]:
    plain = {"shape": list(source.extents), "dtype": source.dtype}
    return plain if source.name == "x" else {"name": source.name} | plain


def _plain(value: Value) -> Any:
    if isinstance(value, Expression):
        return {"rule": value.text}
    return list(value) if isinstance(value, tuple) else value


def _line(value: Any) -> str:
    return _encode(value)
