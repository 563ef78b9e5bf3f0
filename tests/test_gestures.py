"""What the canvas sends, held against what the studio does with it."""

import sys
from collections.abc import Iterator
from threading import Barrier, Thread
from typing import Any

import pytest

from blocks import commands, document
from tests.making import KINDS, block, doc, residual
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


def test_another_session_is_not_heard() -> None:
    """Edits name blocks by ids of their own session: after a restart of the server they change nothing."""
    studio = studio_of(*"ab")
    first = studio.model.root.children[0].id
    batch = {"client": "test", "ops": [{"id": 1, "op": "remove", "block": first}]}
    studio.receive(batch | {"session": "before the restart"})
    assert row(studio) == [*"ab"]
    assert studio.acknowledged == {}
    studio.receive(batch | {"session": studio.session})
    assert row(studio) == ["b"]


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
def test_each_edit_is_done_once_by_whatever_thread() -> None:
    """Streamlit starts a run of the page before the last one has ended: what both of them got is done once."""
    studio, runs = studio_of("a"), 4
    start = Barrier(runs)
    adding = {"op": "add", "kind": "ReLU", "parent": studio.model.root.id, "index": 0}
    batch = {"client": "test", "ops": [{"id": number, **adding} for number in range(1, 31)]}

    def run() -> None:
        start.wait()
        studio.receive(batch)

    threads = [Thread(target=run) for _ in range(runs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(row(studio)) == 31
    assert len(studio.past) == 30


def test_what_waited_is_done_again_on_the_draft() -> None:
    """A draft with edits by address gives the same model in a session where all ids are others."""
    first, again = studio_of(*"abc"), studio_of("z")
    text = document.dumps(first.model)
    at = first.model.root.children[0].id
    sent(first, 1, op="add", kind="Tanh", parent=first.model.root.id, index=3)
    sent(first, 2, op="remove", block=at, count=1)
    sent(again, 1, op="restore", text=text)
    sent(again, 2, op="add", kind="Tanh", parent=[], index=3)
    sent(again, 3, op="remove", block=[0], count=1)
    assert document.dumps(again.model) == document.dumps(first.model)
    assert again.notice is None


def test_a_draft_opens_as_it_was_looked_at() -> None:
    """What was selected and folded comes back by address; an address that leads nowhere is left out."""
    inner = block("Sequential", block("ReLU"))
    text = document.dumps(doc(residual(inner), block("Tanh")))
    studio = studio_of("z")
    sent(studio, 1, op="restore", text=text, selected=[0, 0], folded=[[0, 0, 0], [7]])
    assert studio.selected == studio.model.at((0, 0)).id
    assert studio.folded == {studio.model.at((0, 0, 0)).id}
    sent(studio, 2, op="restore", text=text.replace("Tanh", "ReLU"), selected=[9, 9], folded=[])
    assert studio.selected is None and studio.folded == set()


def test_a_draft_that_does_not_read_changes_nothing() -> None:
    """The open model stays, with what was selected in it, and a notice says why."""
    studio = studio_of(*"ab")
    before = studio.model, studio.selected
    sent(studio, 1, op="restore", text="{", selected=[0], folded=[])
    assert (studio.model, studio.selected) == before
    assert studio.notice is not None and studio.notice.level == "error"


@pytest.mark.parametrize(
    ("operation", "kinds"),
    [
        ({"op": "new"}, []),
        ({"op": "open", "text": document.dumps(doc(block("GELU"))), "name": "mine.json"}, ["GELU"]),
        ({"op": "open ours", "name": "perceptron"}, ["Linear", "ReLU", "Linear"]),
    ],
)
def test_opening_is_undone(operation: dict[str, Any], kinds: list[str]) -> None:
    """A new model, a file and one of the gallery open as one step, and hold no work of anybody's yet."""
    studio = studio_of(*"ab")
    before = studio.model
    sent(studio, 1, **operation)
    assert [child.kind for child in studio.model.root.children] == kinds
    assert studio.model is studio.opened
    sent(studio, 2, op="undo")
    assert studio.model is before


@pytest.mark.parametrize("name", ["", "../secret", "/etc/passwd", "lenet.json"])
def test_only_the_gallery_is_opened_by_name(name: str) -> None:
    """A name that is not in the gallery is refused before any file is looked for."""
    studio = studio_of("a")
    sent(studio, 1, op="open ours", name=name)
    assert row(studio) == ["a"]
    assert studio.notice is not None and "no such model" in studio.notice.text


@pytest.mark.parametrize(
    "damaged",
    [{"op": "restore", "text": "{}", "folded": "all"}, {"op": "fix", "block": "x"}, {"op": 7}],
)
def test_a_damaged_edit_holds_nothing_up(damaged: dict[str, Any]) -> None:
    """What is no edit is refused and acknowledged, so that what comes after it is done."""
    studio = studio_of(*"ab")
    sent(studio, 1, **damaged)
    assert studio.notice is not None and "That is no edit" in studio.notice.text
    sent(studio, 2, op="remove", block=studio.model.root.children[0].id)
    assert row(studio) == ["b"]


def test_several_steps_of_history() -> None:
    """Undo and redo go as many steps as they are told, and stop at the end of the history."""
    studio = studio_of(*"abc")
    for number, first in enumerate([child.id for child in studio.model.root.children], 1):
        sent(studio, number, op="remove", block=first)
    sent(studio, 4, op="undo", steps=2)
    assert row(studio) == ["b", "c"]
    assert studio.notice is not None
    assert studio.notice.text == "Undone: 2 steps."
    sent(studio, 5, op="redo", steps=99)
    assert row(studio) == []
    sent(studio, 6, op="undo", steps=99)
    assert row(studio) == [*"abc"]


def test_folding_is_no_step() -> None:
    """What only looks leaves no trace in the history."""
    studio = studio_of(*"ab")
    sent(studio, 1, op="fold", block=studio.model.root.children[0].id, folded=True)
    sent(studio, 2, op="foldall", depth=1)
    sent(studio, 3, op="select", block=None)
    assert studio.past == []


def test_a_drop_that_breaks_another_place_says_where() -> None:
    """A block that comes into a definition changes all its uses: where one of them fails is told, and leads there."""
    body = block("Sequential", block("Linear", in_features=20, out_features=20), block("ReLU"), name="step")
    edits = [{"op": "define", "blocks": [[0]]}, {"op": "add", "kind": "Step", "parent": [], "index": 1}]
    studio = Studio(KINDS, commands.apply_all(doc(body), KINDS, edits))
    assert studio.report.ok
    inside = studio.model.at((0, 0)).id
    sent(studio, 1, op="add", kind="Linear", parent=inside, index=2, args={"out_features": 10})
    assert studio.selected == studio.model.at((0, 0, 2)).id and studio.notice is not None
    assert studio.notice.text == "Linear 1.0 does not work: Linear receives 2×10: 10 in dimension 1."
    assert studio.breaks_elsewhere((0, 0, 2)) == studio.notice.text and not studio.breaks_elsewhere((1, 0, 0))
    assert studio.failing is not None
    studio.reveal(studio.failing[1].id)
    assert studio.selected == studio.model.at((1, 0, 0)).id
