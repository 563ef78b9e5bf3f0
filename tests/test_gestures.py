"""What the canvas sends, held against what the studio does with it."""

from typing import Any

from tests.making import KINDS, block, doc
from ui.state import Studio


def studio_of(*names: str) -> Studio:
    """A studio with a row of named layers, of which the first is selected."""
    model = doc(*(block("ReLU", name=name) for name in names))
    return Studio(KINDS, model, selected=model.root.children[0].id)


def sent(studio: Studio, number: int, **operation: Any) -> None:
    """One operation, as the canvas sends it."""
    studio.receive({"client": "test", "ops": [{"id": number, **operation}]})


def row(studio: Studio) -> list[str]:
    """The names of the layers."""
    return [child.name for child in studio.model.root.children]


def test_a_row_is_one_step_of_undo() -> None:
    """Whatever is done to several blocks, one undo takes all of it back."""
    for operation, expected in [
        ({"op": "remove"}, ["c", "d"]),
        ({"op": "duplicate"}, ["a", "b", "a_2", "b_2", "c", "d"]),
        ({"op": "wrap", "kind": "Repeat"}, ["", "c", "d"]),
        ({"op": "move", "index": 4}, ["c", "d", "a", "b"]),
    ]:
        studio = studio_of(*"abcd")
        first, second = (child.id for child in studio.model.root.children[:2])
        place = {"parent": studio.model.root.id} if operation["op"] == "move" else {}
        sent(studio, 1, block=first, others=[second], **operation, **place)
        assert row(studio) == expected
        assert [label.partition(" ")[2].startswith("2 blocks") for label, _ in studio.past] == [True]
        sent(studio, 2, op="undo")
        assert row(studio) == [*"abcd"]


def test_removing_a_row_selects_what_takes_its_place() -> None:
    """The block after the row is selected, and the one before it at the end; a refusal changes nothing."""
    studio = studio_of(*"abcd")
    first, second, third, fourth = (child.id for child in studio.model.root.children)
    sent(studio, 1, op="remove", block=first, others=[second])
    assert studio.selected == third
    sent(studio, 2, op="remove", block=fourth, others=[second])
    assert row(studio) == ["c", "d"]
    assert studio.notice is not None
    assert "no longer there" in studio.notice.text
    studio.selected = fourth
    sent(studio, 3, op="remove", block=fourth)
    assert studio.selected == third
