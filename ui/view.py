"""The model and its report as the plain data that the canvas draws. No widgets, no session."""

from typing import Any

import msgspec

from blocks import words
from blocks.definitions import FAMILY, kind_of
from blocks.expressions import Expression
from blocks.families import hue, hue_of, share_hue
from blocks.inputs import MOST_INPUTS
from blocks.kinds import Argument, Kind, Kinds, written
from blocks.report import Node, Part, Problem, TensorType
from blocks.source import CODE, SOURCE
from blocks.tree import CONTAINERS, SLOTS, Block, Definition, form, holds
from ui import assets, sums, text
from ui.cards import Card
from ui.chapters import titles
from ui.state import Studio
from ui.wires import ALONE, NOTHING, Wires, input_id, signature, wires

MOST_STEPS = 12  # of history that the canvas lists
ALLOW = "Allow this code to run"
PARAMETERS = "parameters, each counted once: a shared one has one place"
MACS = "multiply-adds of matrix products, convolutions and attention, as PyTorch counts them; FLOPs = 2 × MACs"

# What holds of most blocks is said once, and left out of their cards.
PLAIN: dict[str, Any] = {
    "name": "", "detail": "", "params": "", "exact": "", "sum": "", "changed": False, "means": None, "state": "ok",
    "problem": None, "caution": None, "holds": False, "slot": False, "instance": False, "places": 0, "label": "",
    "reuse": "", "shareHue": None, "tied": [], "parts": [], "count": 0, "shared": False, "folded": False, "hidden": 0,
    "children": [], **ALONE, **NOTHING,
}  # fmt: skip


def edits() -> str:
    """Where the canvas posts its edits, from the root of the server."""
    return f"{assets.root()}/edits"


def message(studio: Studio) -> bytes:
    """Everything the canvas needs, as JSON. The number grows with each change of it: the same number, the same data."""
    with studio.lock:
        body = msgspec.json.encode(data(studio))
        if body != studio.told:
            studio.told, studio.number = body, studio.number + 1
        return msgspec.json.encode({"number": studio.number, "data": msgspec.Raw(body)})


def data(studio: Studio) -> dict[str, Any]:
    """Everything the canvas needs."""
    report = studio.shown
    studio.cards.turn()
    return {
        "title": studio.model.title,
        "ack": _acknowledged(studio),
        "notice": studio.notice and {"id": studio.notice.id, "text": studio.notice.text, "level": studio.notice.level},
        "undo": studio.past[-1][0] if studio.past else "",
        "redo": studio.future[-1][0] if studio.future else "",
        "past": [label for label, _ in reversed(studio.past[-MOST_STEPS:])],
        "status": status(studio),
        "totals": totals(studio),
        "inputs": inputs(studio),
        "more": another_input(studio),
        "output": shapes(report.root.outputs) or "?",
        "batch": f"B = {studio.model.batch}, the batch" if studio.model.batch is not None else "",
        "selected": selected(studio),
        "palette": palette(studio.kinds, studio.model.definitions),
        "models": titles(),
        "edits": edits(),
        "previews": assets.address("previews.json"),
        "meanings": studio.meanings.texts,
        "plain": PLAIN,
        "root": card(studio, studio.model.root, report.root, "", False),
        "document": studio.document,
        "fresh": studio.fresh,
        "changed": studio.model is not studio.opened,
        "session": studio.session,
        "keeps": studio.keeps,
        "file": text.file_name(studio.model.title),
    }  # fmt: skip


def status(studio: Studio) -> dict[str, Any]:
    """Whether the shapes agree, in words, and the block where they first do not: "good", "caution" or "bad"."""
    if studio.trouble:
        return {"level": "bad", "text": "No analysis", "block": None}
    if studio.veiled:
        return {"level": "caution", "text": "Predict first", "block": None}
    nodes = list(studio.report.nodes())
    failing = [block.id for _, block, node in nodes if node.problem]
    waiting = [block.id for _, block, _ in nodes if studio.waits(block)]
    if waiting and len(failing) == len(waiting):
        return {"level": "caution", "text": f"{words.plural(len(waiting), 'block')} to allow", "block": waiting[0]}
    if failing:
        return {"level": "bad", "text": words.plural(len(failing), "problem"), "block": failing[0]}
    doubtful = [block.id for _, block, node in nodes if node.caution]
    if doubtful:
        return {"level": "caution", "text": words.plural(len(doubtful), "caution"), "block": doubtful[0]}
    return {"level": "good", "text": "Shapes agree", "block": None}


def selected(studio: Studio) -> int | None:
    """The id of the selected block or input, unless it is an input that is no longer there."""
    gone = studio.selected is not None and studio.selected <= -len(studio.model.inputs)
    return None if gone else studio.selected


def inputs(studio: Studio) -> list[dict[str, Any]]:
    """The cards of the model's inputs. One that no block can name, because no Graph is there, shows no name."""
    model, known = studio.model, studio.report.root.inputs
    named, means = model.root.kind == "Graph", studio.meanings.inputs
    return [
        {
            "id": input_id(place),
            "name": each.name if named else "",
            "text": text.shape(known[place] if place < len(known) else TensorType(each.shape)),
            "dtype": each.dtype,
            "means": means[place] if place < len(means) else "",
        }
        for place, each in enumerate(model.inputs)
    ]


def another_input(studio: Studio) -> dict[str, Any] | None:
    """The edit that adds an input like the last one, or None where the model has as many as it may."""
    if len(studio.model.inputs) == MOST_INPUTS:
        return None
    last = studio.model.inputs[-1]
    return {"op": "add input", "shape": list(last.extents), "dtype": last.dtype, "name": "memory"}


def shapes(tensors: tuple[TensorType, ...]) -> str:
    """The shapes of several tensors in one line: `B×10×64 · B×64`."""
    return " · ".join(map(str, tensors))


def totals(studio: Studio) -> list[dict[str, str]]:
    """The numbers of the header, with their conventions on hover."""
    report = studio.shown
    found = [("params", report.params, PARAMETERS), ("MACs", report.macs, MACS)]
    so_far = "" if report.ok else "so far, up to the problem: "
    return [
        {
            "label": label,
            "text": words.count(value) if report.ok else "?",
            "exact": f"{so_far}{value:,} {convention}",
        }
        for label, value, convention in found
    ]


def palette(kinds: Kinds, definitions: tuple[Definition, ...]) -> list[dict[str, Any]]:
    """The model's own definitions, then the kinds by family, in the catalogue's order."""
    own = {each.name: each.hue for each in definitions}
    families: dict[str, list[Kind]] = {FAMILY: []} if own else {}
    for kind in kinds.values():
        families.setdefault(kind.family, []).append(kind)
    return [
        {
            "family": family,
            "hue": hue("", family),
            "mine": family == FAMILY,
            "kinds": [
                {
                    "kind": kind.name,
                    "hint": kind.hint,
                    "doc": kind.doc,
                    "hue": own.get(kind.name, hue(kind.name, family)),
                }
                for kind in members
            ],
        }
        for family, members in families.items()
    ]


def _acknowledged(studio: Studio) -> dict[str, Any]:
    client, last = next(iter(studio.acknowledged.items()), ("", 0))
    return {"client": client, "id": last}


def card(studio: Studio, block: Block, node: Node, key: str, slot: bool) -> Card:
    """A block and what is in it, without what is `PLAIN`. `key` is its name in its parent, also where it has none of
    its own; `slot` says that it is a fixed place of its parent rather than a block one can move."""
    if holds(block) or block.kind == CODE:  # what a card of these says depends on more than the block and its node
        return _card(studio, block, node, key, slot)
    place = (key, studio.meanings.blocks.get(block.id))
    return studio.cards.of(block, node, place, lambda: _card(studio, block, node, key, slot))


def _card(studio: Studio, block: Block, node: Node, key: str, slot: bool) -> Card:
    kind = kind_of(block, studio.kinds)
    folded = block.id in studio.folded and not slot
    label = str(block.args.get("of", "")) if block.kind == "Reuse" else block.shared
    joined = wires(block, node, studio.model, studio.kinds)
    told = {
        "id": block.id,
        "kind": block.kind,
        "name": block.name,
        "family": kind.family,
        "hue": hue_of(block, studio.kinds),
        "key": key,
        "detail": detail(kind, block, node),
        "params": words.count(node.params) if node.params else "",
        "exact": exact(node),
        "sum": sums.written(block.kind, node),
        "input": text.shape(node.input),
        "output": shapes(node.outputs),
        "changed": node.outputs != node.inputs,
        "means": studio.meanings.blocks.get(block.id),
        "state": "error" if node.problem else "ok" if node.ok else "unknown",
        "problem": node.problem and _problem(node.problem, [ALLOW] if studio.waits(block) else []),
        "caution": node.caution and _caution(node.caution),
        "holds": holds(block),
        "slot": slot,
        "instance": block.definition is not None,
        "places": studio.uses[block.kind] if block.definition else 0,
        "label": block.shared,
        "reuse": label if block.kind == "Reuse" else "",
        "shareHue": share_hue(label) if label else None,
        "tied": ties(block),
        "parts": [part_card(studio.kinds, each) for each in node.parts],
        "count": _times(node, block),
        "shared": bool(node.args.get("share")),
        "folded": folded,
        "hidden": sum(1 for _ in form(block).walk()) - 1 if folded else 0,
        "children": [] if folded else _children(studio, block, node, joined),
        **(joined.results() if joined else {}),
        **({"skips": skips(studio, block)} if folded else {}),
    }
    return {name: value for name, value in told.items() if name not in PLAIN or value != PLAIN[name]}


def _children(studio: Studio, block: Block, node: Node, joined: Wires | None) -> list[Card]:
    if block.kind == "Reuse":  # what it calls is drawn in its own place
        return []
    known = [*node.children, *[Node()] * (len(block.children) - len(node.children))]
    slot = block.kind in SLOTS
    if block.definition:
        return [card(studio, block.children[0], known[0], "", True) | {"body": True}]
    return [
        card(studio, child, each, name, slot) | (joined.child(position) if joined else {})
        for position, (child, each, name) in enumerate(zip(block.children, known, block.names(), strict=True))
    ]


def _problem(problem: Problem, first: list[str]) -> dict[str, Any]:
    """What a card says: what came, what was expected, and what to do where no button does it. Why stands in the
    inspector, unless only PyTorch knows."""
    said = "" if problem.reason else problem.quotation
    return {
        "received": problem.received,
        "expected": f"{problem.expected} {said}".rstrip(),
        "fix": "" if problem.fixes else problem.fix,
        "fixes": [*first, *(fix.offer for fix in problem.fixes)],
    }


def _caution(caution: Problem) -> dict[str, Any]:
    return {"text": caution.received, "hint": str(caution), "fixes": [fix.offer for fix in caution.fixes]}


def skips(studio: Studio, block: Block) -> int:
    """What a folded block says of the ways around its blocks: a Graph's, and those of an instance, whose body is one
    or a Residual. A Residual itself says it in its detail."""
    body = form(block)
    joined = wires(body, Node(), studio.model, studio.kinds)
    return joined.skips() if joined else int(block.definition is not None and body.kind == "Residual")


def ties(block: Block) -> list[dict[str, Any]]:
    """The parameters that a block takes from labelled ones: `weight = embed.weight`, and the label with its hue."""
    found = []
    for name, source in sorted(block.tied.items()):
        label = source.partition(".")[0]
        found.append({"text": f"{name} = {source}", "label": label, "hue": share_hue(label)})
    return found


def part_card(kinds: Kinds, part: Part) -> dict[str, Any]:
    """A module of a block written in Python, in the colour that its kind has elsewhere."""
    known = kinds.get(part.kind)
    family = known.family if known else "Code"
    shown = {"family": family, "hue": hue(part.kind, family), "params": words.count(part.params) if part.params else ""}
    return {**msgspec.to_builtins(part), **shown}


def _times(node: Node, block: Block) -> int:
    """How many rounds a Repeat has, or an instance whose body is one; 0 for any other block."""
    if block.definition:
        return _times(node.children[0] if node.children else Node(), block.children[0])
    if block.kind != "Repeat":
        return 0
    times = node.args.get("times", block.args.get("times"))
    return times if isinstance(times, int) else 0


def exact(node: Node) -> str:
    """A block's numbers in full."""
    if not node.ok:
        return ""
    parts = [f"{node.params:,} parameters"]
    if node.placed != node.params:
        parts.append(f"{node.placed:,} by place")
    if node.buffers:
        parts.append(f"{node.buffers:,} in buffers")
    return ", ".join([*parts, f"{node.macs:,} MACs"])


def detail(kind: Kind, block: Block, node: Node) -> str:
    """A block's arguments in a few signs: `3 → 64 · 7×7 · /2 · p3`."""
    rules = {name: value for name, value in block.args.items() if isinstance(value, Expression)}
    named = {name: rule for name, rule in rules.items() if rule.text.isidentifier() and name in node.args}
    args = {**block.args, **node.args, **rules}  # a rule says more than its first value
    args |= {name: f"{rule}={_value(node.args[name])}" for name, rule in named.items()}
    if block.kind == "Repeat":
        if node.ok and not node.rounds:
            return "×0: skipped here"
        return "rounds differ, the first is shown" if len(node.rounds) > 1 else ""
    if block.kind == "Parallel":
        merge = args.get("merge", "concat")
        return f"{merge} dim {written(args.get('dim', 1))}" if merge in ("concat", "stack") else str(merge)
    if block.kind == "Graph":
        return signature(node)
    if block.kind == "Reuse":
        return f"calls {block.args.get('of') or '?'} again"
    if block.kind in CONTAINERS:
        return {"Residual": "f(x) + x"}.get(block.kind, "")
    parts, flow = ([f"class {kind.call}"] if block.kind == CODE else []), ["", ""]
    for argument in kind.arguments:
        if argument.name not in args or argument.name == SOURCE.name:
            continue
        value = _value(args[argument.name])
        if argument.reads is not None:
            flow[0] = value
        elif argument.name in _FLOW:
            flow[1] = value
        elif value != _value(argument.default) or argument.required:
            parts.append(_sign(argument, args[argument.name]))
    return " · ".join([*filter(None, [" → ".join(filter(None, flow))]), *parts])


# The argument that says what comes out, and short signs for the usual ones.
_FLOW = ("out_features", "out_channels", "embedding_dim", "output_size")
_MARKS = {
    "kernel_size": "{}", "stride": "/{}", "padding": "p{}", "dilation": "d{}", "groups": "g{}", "p": "p {}",
    "num_embeddings": "{} words", "num_heads": "{} heads", "nhead": "{} heads", "scale_factor": "×{}", "shape": "{}",
    "dims": "{}",
}  # fmt: skip


def _sign(argument: Argument, value: Any) -> str:
    """One argument as a sign: `3×3`, `/2`, `no bias`."""
    if isinstance(value, str) and value.startswith(f"{argument.name}="):  # a parameter handed on under its name
        return value
    if argument.type == "bool":
        return argument.name.replace("_", " ") if value else f"no {argument.name.replace('_', ' ')}"
    if argument.name == "kernel_size" and isinstance(value, int) and argument.length:
        value = (value,) * argument.length
    return _MARKS.get(argument.name, f"{argument.name} {{}}").format(_value(value))


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "×".join(map(str, value)) if all(each != -1 for each in value) else ", ".join(map(str, value))
    return written(value)
