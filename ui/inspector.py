"""The inspector: what is selected, as a form that comes from the catalogue."""

from typing import Any

import streamlit as st

from blocks import kinds as catalogue
from blocks import words
from blocks.definitions import frame, kind_of
from blocks.errors import BlockError
from blocks.expressions import Expression
from blocks.kinds import Argument, Kind
from blocks.report import Node, Problem
from blocks.source import CODE, SOURCE
from blocks.tree import Address, Block, is_slot
from ui import definitions, numbers, sharing, text
from ui.code_block import code_form
from ui.fields import choice, choices, clearable, held
from ui.heading import heading
from ui.repeats import folding, repeat_form
from ui.sharing import share_form
from ui.sources import input_form, outputs_form, sources_form
from ui.state import INPUT, Studio

USUAL = tuple(
    "kernel_size stride padding p dim merge share groups bias num_layers bidirectional batch_first output".split()
)  # shown at once, with what is set


def inspector(studio: Studio) -> None:
    """Draw the form of the selected block, of the input, or of the whole model."""
    found = studio.block()
    if studio.trouble:
        st.error(text.literal(studio.trouble))
    if studio.selected is not None and -len(studio.model.inputs) < studio.selected <= INPUT:
        input_form(studio, -studio.selected)
    elif found is None:
        _model(studio)
    else:
        _block(studio, *found)


# --- the whole model


def _model(studio: Studio) -> None:
    report = studio.report
    head = heading(studio.model.title, paragraphs=studio.model.about.split("\n"))
    complete = numbers.show(studio, (), report.root, head)
    st.segmented_control(
        "Weights as",
        **choices("precision", numbers.PRECISIONS, studio.precision, lambda chosen: _weigh(studio, chosen)),
    )
    if studio.model.root.kind == "Graph":
        outputs_form(studio, studio.model.root)
    folding(studio)
    sharing.overview(studio)
    st.caption("Select a block to change it. Drag from the palette to add one.")
    complete()


def _weigh(studio: Studio, precision: str | None) -> None:
    studio.precision = precision or studio.precision


# --- a block


def _block(studio: Studio, block: Block, node: Node) -> None:
    kind = kind_of(block, studio.kinds)
    address = studio.model.address(block.id)
    pages = [(name, page) for name, page in (("PyTorch", kind.url), ("paper", kind.paper)) if page]
    title = f"{kind.call} · Python" if block.kind == CODE else kind.name
    told = " ".join(filter(None, (kind.doc, _takes(kind))))
    head = heading(title, pages, [told, definitions.reach(studio, address)])
    complete = numbers.show(studio, address, node, head)
    with st.container():  # one place, whatever stands in it: the fields below stay, and keep the focus
        if node.problem:
            st.error(_parts(node.problem))
        elif node.caution:
            st.warning(_parts(node.caution))
        elif elsewhere := studio.breaks_elsewhere(address):
            _elsewhere(studio, elsewhere)
        _fixes(studio, node.problem or node.caution)
        _quotation(node.problem)
    _name(studio, block)
    code_form(studio, block, node)
    sources_form(studio, block, kind)
    if block.kind == "Graph":
        outputs_form(studio, block)
    shown, hidden = _split(kind, block, () if address else ("inputs",))
    if shown:
        _form(studio, block, node, shown, "arguments")
    repeat_form(studio, block, address)
    is_shared = bool(block.shared or block.tied or block.kind == "Reuse")
    if is_shared:
        share_form(studio, block, address)
    _more(studio, block, node, hidden, not is_shared and not _is_fixed(studio, address))
    definitions.pull_out(studio, block, kind, frame(studio.model, address)[0])
    if block.definition:
        definitions.definition_form(studio, block)
    complete()


def _more(studio: Studio, block: Block, node: Node, hidden: list[Argument], shares: bool) -> None:
    """What is needed now and then. Closed it costs the page one element; what is in it comes when it is opened."""
    inside = [words.plural(len(hidden), "more argument")] if hidden else []
    inside += ["Sharing" if not hidden else "sharing"] if shares else []
    if not inside:
        return
    with st.expander(" and ".join(inside), key="more", on_change="rerun") as more:
        if more.open:
            if hidden:
                _form(studio, block, node, hidden, "more-arguments")
            if shares:
                share_form(studio, block, studio.model.address(block.id))


def _is_fixed(studio: Studio, address: Address) -> bool:
    """Whether a block is the root or a slot, which stand where they stand."""
    return not address or is_slot(studio.model.at(address[:-1]))


def _takes(kind: Kind) -> str:
    """What a kind takes, in words and by an example on which a fresh one works."""
    shapes = " and ".join(
        f"{'×'.join(map(str, shape))}{'' if dtype == 'float32' else f' of {dtype}'}" for shape, dtype in kind.example
    )
    words = [f"Takes {kind.takes}" if kind.takes else "", f"for example {shapes}" if shapes else ""]
    told = ", ".join(filter(None, words))
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _elsewhere(studio: Studio, told: str) -> None:
    """The way to the block that fails."""
    assert studio.failing
    st.warning(text.told(told))
    st.button("Show where", on_click=studio.reveal, args=(studio.failing[1].id,), width="stretch")


def _fixes(studio: Studio, problem: Problem | None) -> None:
    for fix in problem.fixes if problem else ():
        st.button(text.literal(fix.offer), on_click=studio.fix, args=(fix,), type="primary", width="stretch")


def _quotation(problem: Problem | None) -> None:
    """PyTorch's own words, for who wants them: our sentence says the same more plainly, where there is one."""
    said = problem.quotation if problem and problem.reason else ""
    if said:
        with st.expander("What PyTorch says"):
            st.markdown(text.literal(said.partition(" says: ")[2]))


def _parts(problem: Problem) -> str:
    why = problem.reason or problem.quotation
    received, expected, why, fix = map(text.told, (problem.received, problem.expected, why, problem.fix))
    because = f"**Why** {why}\n\n" if why else ""
    return f"{received}\n\n**Expected** {expected}\n\n{because}**Fix** {fix}"


def _name(studio: Studio, block: Block) -> None:
    address = studio.model.address(block.id)
    if _is_fixed(studio, address):
        return
    st.text_input(
        "name", placeholder=str(address[-1]), max_chars=64,
        help="As in PyTorch: the attribute and the state_dict key. Without one, the position is the name.",
        **held(f"name-{block.id}", block.name, lambda name: studio.edit_block(block.id, "rename", name=name)),
    )  # fmt: skip


def _split(kind: Kind, block: Block, left_out: tuple[str, ...]) -> tuple[list[Argument], list[Argument]]:
    """The arguments that are shown at once, and the others."""
    elsewhere = {"Graph": (*left_out, "outputs"), CODE: (SOURCE.name,), "Reuse": ("of",)}.get(kind.name, ())
    arguments = [each for each in kind.arguments if each.name not in elsewhere]
    shown = [
        each
        for each in arguments
        if each.required
        or each.reads is not None
        or each.name in block.args
        or each.name in USUAL
        or len(arguments) <= 4
    ]
    return shown, [each for each in arguments if each not in shown]


def _form(studio: Studio, block: Block, node: Node, arguments: list[Argument], key: str) -> None:
    with st.container(key=key):  # two columns by ui/page.css: Tab then goes along the rows, as the eye does
        for argument in arguments:
            _field(studio, block, node, argument)


def _field(studio: Studio, block: Block, node: Node, argument: Argument) -> None:
    """One argument. The widget always shows what the model says: a refused value springs back.

    By its key the canvas knows what is a person's own to set, where the way from a block to its form ends, from what
    is read off the input and best left alone.
    """
    key = f"{'arg' if argument.reads is None else 'read'}-{block.id}-{argument.name}"
    value = block.args.get(argument.name, argument.default)
    inferred = argument.reads is not None and argument.name not in block.args
    label = f"{argument.name} · inferred" if inferred else argument.name
    told, placeholder = _help(argument), _placeholder(node, argument)

    def then(typed: Any) -> None:
        _typed(studio, block, argument, typed)

    if argument.type == "bool":
        st.toggle(label, help=told, **held(key, bool(value), then))
    elif argument.type == "choice":
        st.selectbox(label, help=told, **choice(key, argument.choices, value, then))
    elif argument.type == "int" and not isinstance(value, Expression) and not _ruled(studio, block):
        # Without limits of its own: the browser would put a number beyond them back and say nothing.
        shown = None if inferred else value
        field = held(key, shown, then) if argument.required and argument.reads is None else clearable(key, shown, then)
        st.number_input(label, step=1, placeholder=placeholder, help=told, **field)
    else:
        field = held(key, "" if value is None or inferred else catalogue.written(value), then)
        st.text_input(label, placeholder=placeholder, help=told, **field)


def _ruled(studio: Studio, block: Block) -> bool:
    """Whether a rule may be typed: in a definition, or somewhere in a Repeat."""
    address = studio.model.address(block.id)
    return frame(studio.model, address)[0] is not None or any(
        studio.model.at(address[:depth]).kind == "Repeat" for depth in range(len(address))
    )


def _placeholder(node: Node, argument: Argument) -> str:
    if argument.reads is not None:
        value = node.args.get(argument.name)
        return (
            catalogue.written(tuple(value) if isinstance(value, list) else value) if value is not None else "inferred"
        )
    return "none" if argument.optional else ""


def _help(argument: Argument) -> str:
    words = [text.literal(argument.doc)] if argument.doc else []
    words.append(f"Takes {text.literal(catalogue.expectation(argument))}.")
    if argument.reads is not None:
        place = f" as input {argument.of + 1}" if argument.of else ""
        words.append(f"Left empty, it is read off dimension {argument.reads} of what arrives{place}.")
    return "\n\n".join(words)


def _typed(studio: Studio, block: Block, argument: Argument, typed: Any) -> None:
    if typed is None or typed == "":
        studio.edit_block(block.id, "set", unset=[argument.name])
        return
    try:
        value = catalogue.parse(argument, typed) if isinstance(typed, str) and argument.type != "choice" else typed
    except BlockError as error:
        studio.say(str(error), "error")
        return
    plain = (
        {"rule": value.text} if isinstance(value, Expression) else list(value) if isinstance(value, tuple) else value
    )
    studio.edit_block(block.id, "set", args={argument.name: plain})
