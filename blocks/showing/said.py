"""What a line says, the same in text and in HTML: names, shapes, numbers and remarks."""

from collections.abc import Iterator

from blocks import words
from blocks.report import TensorType
from blocks.showing.folding import View
from blocks.showing.record import Shown

LONGEST_NAME, LONGEST_SHAPES = 36, 56
CONVENTION = "MACs: multiply-adds of matrix products, convolutions and attention; FLOPs = 2 × MACs."
ITSELF = "(itself)"


def plain(text: str, longest: int = 200) -> str:
    """Any text on one line, without what is not visible, cut where it is long."""
    clean = text if text.isprintable() else "".join(each if each.isprintable() else " " for each in text)
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"


def named(view: View) -> str:
    """The name, with how many rounds there are."""
    name = plain(view.name, LONGEST_NAME)
    return f"{name} ×{view.count:,}" if view.count > 1 else name


def passage(view: View) -> str:
    """What goes in and what comes out."""
    if not view.inputs and not view.outputs:
        return ""
    return f"{shapes(view.inputs)} → {shapes(view.outputs) if view.outputs else '✕'}"


def shapes(types: tuple[TensorType, ...]) -> str:
    """Several tensors; equal ones once, with their number."""
    if len(types) > 1 and len(set(types)) == 1:
        return f"{len(types)} of {_typed(types[0])}"
    return plain(", ".join(map(_typed, types)) or "nothing", LONGEST_SHAPES)


def _typed(given: TensorType) -> str:
    return str(given) if given.dtype == "float32" else f"{given} {given.dtype}"


def parameters(view: View) -> str:
    """Those that no line above counts; in brackets where all are counted above."""
    if view.params and not view.counted:
        return f"({view.params:,})"
    return number(view.counted, view.count)


def number(value: int, count: int = 1) -> str:
    """A number, of each of so many rounds; nothing for 0."""
    if not value:
        return ""
    return f"{count:,} × {value:,}" if count > 1 else f"{value:,}"


def remarks(view: View) -> str:
    """What else is to be said of a line."""
    return "; ".join(plain(each) for each in _remarks(view)) if view.single else ""


def _remarks(view: View) -> Iterator[str]:
    row = view.row
    if row.problem:
        yield "✕ fails here"
    if row.same is not None:
        yield f"the same module as {row.same or 'the whole'}"
        return
    if row.unused:
        yield row.unused
    if row.calls > 1:
        yield f"called {row.calls:,} times"
    for each in row.tied:
        yield f"tied: {each}"
    if 0 < row.counted < row.params and row.children:
        yield f"{row.params - row.counted:,} more counted above"
    if row.frozen:
        yield "frozen" if row.frozen == row.params else f"{row.frozen:,} frozen"
    if row.hooks:
        yield f"{words.plural(row.hooks, 'hook')} of yours not run"


def totals(shown: Shown) -> list[str]:
    """The lines below a table."""
    parts = [f"{shown.trainable:,} trainable, {shown.frozen:,} frozen"]
    if shown.placed != shown.params:
        parts.append(f"{shown.placed:,} by place")
    macs = f"{shown.macs:,} MACs{'' if shown.ok else ' up to the failure'}"
    weights = f"weights {words.size(shown.weight_bytes)} with {words.plural(shown.buffers, 'number')} in buffers"
    return [f"{shown.params:,} parameters ({'; '.join(parts)})", f"{macs} · {weights}", how(shown), CONVENTION]


def how(shown: Shown) -> str:
    """Which way the numbers were found."""
    if shown.way == "meta":
        return "One pass in eval mode on the meta device: shapes alone, nothing was computed."
    why = ": the meta device cannot make it." if shown.ok else ", up to the module that fails."
    return f"One pass in eval mode on {shown.device}, with numbers{why}"


def trouble(shown: Shown) -> str:
    """Why the pass failed."""
    return plain(str(shown.problem), 1_000) if shown.problem else ""
