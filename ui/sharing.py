"""Forms for what is shared: calling a block again, tying a parameter, and the ledger of who uses what."""

import html
from collections import deque
from collections.abc import Sequence

import streamlit as st

from blocks import words
from blocks.definitions import frame
from blocks.labels import labelled
from blocks.ledger import Shared, SharedGradient, Tied, ledger
from blocks.report import Node
from blocks.tree import Address, Block, is_slot
from ui import text
from ui.fields import choice
from ui.state import Studio

HEADS = ("place", "receives", "calls", "MACs")
_TIES = ("Linear", "Embedding", "Convolution")  # families whose layers have a `weight` that is worth tying
MOST_TIES = 12  # that are offered
NOT_TIED = "nothing: it is its own"


def share_form(studio: Studio, block: Block, address: Address) -> None:
    """For a block: call it again, make it separate, tie its weight; and its ledger where it is shared."""
    if not address or is_slot(studio.model.at(address[:-1])):
        return
    if block.kind == "Reuse":
        _choose_label(studio, block, address)
        st.button(
            "Make separate", icon=":material/link_off:", width="stretch", key=f"separate-{block.id}",
            help="A copy of the block with parameters of its own.",
            on_click=lambda: studio.edit_block(block.id, "separate"),
        )  # fmt: skip
    st.button(
        "Call it again below", icon=":material/link:", width="stretch", key=f"reuse-{block.id}",
        help="The same block once more, with the same parameters (R on the canvas).",
        on_click=lambda: studio.edit_block(block.id, "reuse"),
    )  # fmt: skip
    _tie(studio, block, address)
    if not (block.shared or block.tied or block.kind == "Reuse"):
        return
    found = ledger(studio.report)
    for each in found.shared:
        if address in [place.address for place in each.places]:
            _shared(each)
    for tie in found.tied:
        if tie.address == address:
            _tied(tie)


def overview(studio: Studio) -> None:
    """For the whole model: what sharing saves, and the gradient of what is shared."""
    if not any(block.shared for block in studio.model.walk()):
        return
    found = ledger(studio.report)
    st.markdown("**Sharing**")
    st.caption(
        f"{found.params:,} parameters, each once · {found.separate:,} were every place a copy · "
        f"{found.placed:,} counted at each call"
    )
    for each in found.shared:
        _shared(each)
    for tie in found.tied:
        _tied(tie)
    _gradients(studio)


def _shared(shared: Shared) -> None:
    st.markdown(f":material/link: **{text.literal(shared.label)}**")
    rows = [
        (each.path, " · ".join(map(str, each.inputs)), f"{each.calls:,}", words.count(each.macs))
        for each in shared.places
    ]
    rows.append(("in all", f"{shared.params:,} parameters", f"{shared.calls:,}", words.count(shared.macs)))
    _table(HEADS, rows)


def _tied(tie: Tied) -> None:
    told = ", ".join(f"{name} is {source}" for name, source in tie.ties.items())
    st.caption(f":material/link: {text.literal(tie.path)}: {text.literal(told)}, which saves {tie.saved:,} parameters.")


def _choose_label(studio: Studio, block: Block, address: Address) -> None:
    """Which block it calls again."""
    definition, _ = frame(studio.model, address)
    known = sorted(label for label in labelled(definition.body if definition else studio.model.root) if label)
    called = str(block.args.get("of", ""))
    if not known:
        st.caption("No block has a label yet: select the one that shall be called again, and press R.")
        return
    st.selectbox(
        "calls again", placeholder="choose a block",
        **choice(f"of-{block.id}", known, called if called in known else None,
                 lambda label: studio.edit_block(block.id, "set", args={"of": label})),
    )  # fmt: skip


def _tie(studio: Studio, block: Block, address: Address) -> None:
    """The weight of a layer: its own, or that of a layer that comes before."""
    if studio.kinds[block.kind].family not in _TIES:
        return
    offered = _weights_before(studio, address)
    if not offered and not block.tied:
        return
    known = block.tied.get("weight", NOT_TIED)
    sources = list(dict.fromkeys([NOT_TIED, known, *offered]))
    st.selectbox(
        "tie the weight to", help="A tied weight is one tensor in two layers: an embedding and the output layer, say.",
        **choice(f"tie-{block.id}", sources, known, lambda chosen: _choose(studio, block, offered, chosen)),
    )  # fmt: skip


def _weights_before(studio: Studio, address: Address) -> dict[str, Address]:
    """The nearest layers before a place, in the same definition, whose weight may have the size of the layer's own."""
    model, kinds, wanted = studio.model, studio.kinds, _sizes(studio.report.at(address))
    start = address[: len(address) - len(frame(model, address)[1])]
    found: deque[Address] = deque(maxlen=MOST_TIES)
    for place, block, node in studio.report.nodes():
        if place >= address:
            break
        fits = not block.children and kinds[block.kind].family in _TIES and _sizes(node) & wanted
        if fits and place[: len(start)] == start and len(place) - len(frame(model, place)[1]) == len(start):
            found.append(place)
    return {f"{model.path(place)}.weight": place for place in found}


def _sizes(node: Node) -> set[int]:
    """What the size of a weight may be: all parameters, or all but one for each output. (PyTorch judges.)"""
    last = node.output.shape[-1] if node.output and node.output.shape else 0
    outputs = int(node.args.get("out_channels", node.args.get("out_features", last)))
    return {node.placed, node.placed - outputs} if node.placed else set()


def _choose(studio: Studio, block: Block, offered: dict[str, Address], chosen: str) -> None:
    if chosen == NOT_TIED:
        studio.edit_block(block.id, "untie", parameter="weight")
    elif chosen in offered:
        studio.edit_block(block.id, "tie", parameter="weight", source=list(offered[chosen]), theirs="weight")


def _gradients(studio: Studio) -> None:
    """One backward pass on demand: what each place adds to the gradient of what is shared."""
    st.button(
        "Gradient at each place", icon=":material/south:", width="stretch", key="gradients",
        help="One forward and backward pass with random numbers; the loss is the mean of the output.",
        on_click=studio.find_gradients,
    )  # fmt: skip
    found = studio.gradients
    if isinstance(found, str):
        st.error(text.literal(found))
    for each in found or ():
        if not isinstance(each, str):
            _gradient(each)


def _gradient(found: SharedGradient) -> None:
    st.markdown(f"**{text.literal(found.path)}** {'×'.join(map(str, found.shape))}")
    rows = [(f"+ {each.path}", f"{each.norm:.4g}") for each in found.places]
    _table(("gradient from", "norm"), [*rows, ("= the parameter's gradient, their sum", f"{found.norm:.4g}")])


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    head = "".join(f"<th>{html.escape(each)}</th>" for each in heads)
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    st.html(f'<table class="ledger"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')
