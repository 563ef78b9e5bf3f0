"""Forms for My blocks: where an edit reaches, what a definition is called and takes, and how it is kept."""

import streamlit as st

from blocks import document, words
from blocks import kinds as catalogue
from blocks.definitions import frame, record
from blocks.errors import BlockError
from blocks.expressions import Expression
from blocks.kinds import Argument, Kind
from blocks.tree import Address, Block, Definition, Model
from ui.fields import choices, held
from ui.state import Studio

COLOURS = {"blue": 212, "teal": 172, "green": 142, "amber": 34, "pink": 320, "violet": 266}


def reach(studio: Studio, address: Address) -> str:
    """Of a block in an instance: how many places an edit of it changes; "" of any other."""
    definition, _ = frame(studio.model, address)
    count = words.plural(studio.uses[definition.name], "place") if definition else ""
    return f"In {definition.name}: what you change here changes {count}." if definition else ""


def pull_out(studio: Studio, block: Block, kind: Kind, place: Definition | None) -> None:
    """For a block in a definition: a click on an argument makes it a parameter of the definition."""
    fixed = [each.name for each in kind.arguments if not isinstance(block.args.get(each.name), Expression)]
    known = [each for each in fixed if block.args.get(each, _default(kind, each)) is not None]
    if place is None or not known:
        return
    st.pills(
        f"Make a parameter of {place.name}",
        help="Each instance can then have its own value; the one here becomes the default.",
        **choices(f"pull-{block.id}", known, None,
                  lambda argument: studio.edit_block(block.id, "pull out", argument=argument)),
    )  # fmt: skip


def definition_form(studio: Studio, block: Block) -> None:
    """For an instance: make it unique, and the form of its definition."""
    assert block.definition
    definition = block.definition
    count = studio.uses[definition.name]
    st.button(
        "Make unique", icon=":material/call_split:", width="stretch", key=f"unique-{block.id}",
        help="This place becomes blocks of its own; later edits of the definition leave it as it is.",
        on_click=lambda: studio.edit_block(block.id, "make unique"),
    )  # fmt: skip
    with st.expander(f"The definition · {words.plural(count, 'place')}", key="definition", on_change="rerun") as form:
        if not form.open:
            return
        _name(studio, definition)
        _colour(studio, definition)
        for argument in record(definition).arguments:
            _parameter(studio, definition, argument)
        if not definition.parameters:
            st.caption(
                "It has no parameters yet: open it, select a block in it, and press **parameter** at an argument."
            )


def library_form(studio: Studio) -> None:
    """My blocks as a file: for another model, a class, a team."""
    st.markdown("**My blocks**")
    model = studio.model
    if model.definitions:
        st.download_button(
            f"Save {words.plural(len(model.definitions), 'definition')}",
            document.dumps(library(model)), "my-blocks.json", "application/json",
            on_click="ignore", width="stretch", icon=":material/download:",
        )  # fmt: skip
        _unused(studio)
    else:
        st.caption("Select blocks on the canvas and press M to make a definition of them.")
    key = "library"

    def opened() -> None:
        uploaded = st.session_state[key]
        if uploaded is not None:
            studio.bring_in(uploaded.getvalue(), uploaded.name[:80])

    st.file_uploader("Load definitions into this model", type="json", key=key, max_upload_size=1, on_change=opened)


def _default(kind: Kind, name: str) -> object:
    argument = kind.argument(name)
    return argument.default if argument else None


def library(model: Model) -> Model:
    """A document of the model's definitions alone."""
    return Model("My blocks", f"Definitions from {model.title}.", definitions=model.definitions)


def _unused(studio: Studio) -> None:
    inner = {block.kind for each in studio.model.definitions for block in each.body.walk()}
    for each in studio.model.definitions:
        if not studio.uses[each.name] and each.name not in inner:
            st.button(
                f"Remove {each.name}, which nothing uses", key=f"forget-{each.name}", width="stretch",
                on_click=lambda name=each.name: studio.edit({"op": "remove definition", "definition": name}),
            )  # fmt: skip


def _name(studio: Studio, definition: Definition) -> None:
    st.text_input(
        "class", max_chars=64, help="The name of the class, in the palette and in the code.",
        **held(f"definition-{definition.name}", definition.name, lambda name: studio.edit(
            {"op": "rename definition", "definition": definition.name, "name": name}
        )),
    )  # fmt: skip


def _colour(studio: Studio, definition: Definition) -> None:
    names = {hue: name for name, hue in COLOURS.items()}
    st.segmented_control(
        "colour",
        **choices(f"colour-{definition.name}", list(COLOURS), names.get(definition.hue), lambda colour: studio.edit(
            {"op": "recolour", "definition": definition.name, "hue": COLOURS.get(colour, definition.hue)}
        )),
    )  # fmt: skip


def _parameter(studio: Studio, definition: Definition, argument: Argument) -> None:
    """One parameter: its name, its default, and a button that ends it."""
    name, default, end = st.columns([3, 3, 1], vertical_alignment="bottom")
    key = f"parameter-{definition.name}-{argument.name}"
    told = {"definition": definition.name, "parameter": argument.name}
    name.text_input(
        "parameter", max_chars=64,
        **held(key, argument.name, lambda name: studio.edit({"op": "rename parameter", **told, "name": name})),
    )  # fmt: skip
    written = catalogue.written(argument.default)
    default.text_input(
        "default", **held(f"{key}-default", written, lambda typed: _typed(studio, argument, told, typed))
    )
    end.button(
        "", icon=":material/close:", key=f"{key}-end", help="No parameter any more: the default stands in the blocks.",
        on_click=lambda: studio.edit({"op": "remove parameter", **told}),
    )  # fmt: skip


def _typed(studio: Studio, argument: Argument, told: dict[str, str], typed: str) -> None:
    try:
        value = catalogue.parse(argument, typed)
    except BlockError as error:
        studio.say(str(error), "error")
        return
    plain = list(value) if isinstance(value, tuple) else value
    studio.edit({"op": "parameter", **told, "value": plain})
