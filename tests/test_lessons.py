"""Lessons: read with the line of what is wrong, looked at by doing them, and put side by side for a class."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import plotly.graph_objects as go
import pytest
from codes import forward
from making import block, doc

import blocks
from blocks import charts, document
from blocks.__main__ import main
from blocks.errors import BlockError
from blocks.lessons import classroom, progress
from blocks.lessons.asking import asked
from blocks.lessons.checks import Sharing
from blocks.lessons.classroom import Handed, Regraded, opened, summary, to_grade, told
from blocks.lessons.fences import CHECKS, DIRECTIVES, Fence, record
from blocks.lessons.progress import Answered, Attempt, Progress
from blocks.lessons.reading import LESSONS, read
from blocks.lessons.records import Answer, Lesson
from blocks.tree import Block, Input

DOCS = Path(__file__).parents[1] / "docs" / "lessons.md"


def saved(*children: Block) -> str:
    """A model of these blocks in a row, as a document."""
    return document.dumps(replace(doc(*children), inputs=(Input((2, 20), batch=0),)))


START, WIDE = (saved(block("Linear", out_features=width)) for width in (4, 10))
TASK = """
```task
title = "Ten numbers"
answer = "wide.json"
hints = ["Look at the end."]
wrong = ["start.json"]
[[check]]
check = "output"
shape = ["B", 10]
```
"""
ASK = """
```ask
question = "Shape?"
answer = "shape"
hints = ["The batch first."]
```
"""


def lesson(*parts: str, start: str = "start.json") -> str:
    """A text of one step."""
    return "\n".join(["# A lesson", "> About it", "## One", f'```start\nmodel = "{start}"\n```', *parts])


def written(folder: Path, text: str, **models: str) -> Path:
    """A lesson's folder with a text and models."""
    folder.mkdir()
    (folder / "lesson.md").write_text(text, encoding="utf-8")
    for name, model in {"start": START, "wide": WIDE, **models}.items():
        (folder / f"{name}.json").write_text(model, encoding="utf-8")
    return folder


# --- the documentation


def test_the_documented_lesson_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The example in the documentation, taken out of it, has nothing wrong with it."""
    found = re.findall(r"File `(\S+)`:\n\n(`{3,})\w+\n(.*?)\n\2\n", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "two-nets").mkdir()
    for name, _, text in found:
        (tmp_path / "two-nets" / name).write_text(text, encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "1 lesson, 2 questions, 1 task: nothing to complain about\n"


def test_everything_is_documented() -> None:
    """Each directive, answer and check is in the documentation, with TOML that is read."""
    text = DOCS.read_text(encoding="utf-8")
    assert [name for name in DIRECTIVES if f"\n### {name}\n" not in text] == []
    assert [each for each in get_args(Answer) if f'| `"{each}"` |' not in text] == []
    examples = re.findall(r"\n```toml\n(.*?)\n```\n", text, re.DOTALL)
    fields = {
        "[[check]]": "task",
        "question": "ask",
        "title": "task",
        "panel": "show",
        "model": "start",
        "train": "compare",
    }
    used = set()
    for each in examples:
        name = fields[each.split()[0]]
        bare = each if not each.startswith("[[check]]") else f'title = "t"\nanswer = "a.json"\n{each}'
        found = record(Fence(name, 1, bare))
        used |= {type(found), *(type(check) for check in getattr(found, "checks", ()))}
    assert set(CHECKS.values()) | set(DIRECTIVES.values()) <= used


# --- what cannot be read


UNREAD = [
    ("a field of a check", TASK.replace("shape", "shap"), "line 13, task: There is a field `shap` in this [[check]].",
     "check, shape, hint.", "Did you mean shape"),
    ("a check without its field", TASK.replace('shape = ["B", 10]', ""), "line 13, task: There is no `shape`",
     "check, shape, hint.", "add `shape`"),
    ("a check of another name", TASK.replace('"output"', '"ouput"'), "line 13, task: There is a check 'ouput'",
     "input, output, parameters", "Did you mean output"),
    ("no name of a check", TASK.replace('check = "output"', ""), "There is no `check` in this [[check]]", "check, hint.", "add"),
    ("another kind of value", TASK.replace('["B", 10]', '"B×10"'), "There is text in quotes for `shape` of this [[check]]",
     "a list in [ ]", "docs/lessons.md"),
    ("one of several words", TASK.replace('"output"', '"gradient"').replace('shape = ["B", 10]', 'to = "inputs"'),
     "`to` says 'inputs'", "input, parameters, both.", "Did you mean input"),
    ("no bounds", TASK.replace('"output"', '"parameters"').replace('shape = ["B", 10]', ""),
     "line 13, task: This [[check]] asks for no number", "exactly, least, most.", "add"),
    ("an answer of another name", ASK.replace('"shape"', '"shapes"'), "line 8, ask: `answer` says 'shapes'", "shape, parameters",
     "Did you mean shape"),
    ("a field of an option", ASK.replace('"shape"', '"choice"').replace("```\n", "").rstrip() +
     '\n[[option]]\ntext = "a"\nrigt = true\n```', "There is a field `rigt` in this [[option]]", "text, right, why.", "right"),
    ("a picture", ASK.replace('"Shape?"', '"![Shape?](//a)"'), "ask: There is a picture", "asks nobody", "a model"),
    ("no TOML", ASK.replace('"Shape?"', '"Shape?'), "line 9, ask: It is no TOML", "lines such as", "quotes"),
    ("no model of that name", TASK.replace('"wide.json"', '"wid.json"'), "It calls a model 'wid.json'", ".json file", "wide.json"),
    ("no end", "```ask\nquestion", "line 7: This block has no end", "a line of ``` after it", "add one"),
    ("another directive", "```aks\n```", "line 7: A block is called 'aks'", "start, ask, task", "Did you mean ask"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "received", "expected", "fix"), [e[1:] for e in UNREAD], ids=[e[0] for e in UNREAD])
def test_what_is_wrong_is_told_with_its_line(part: str, received: str, expected: str, fix: str) -> None:
    """What came, the fields that belong just there, and what was meant."""
    files = {"lesson.md": lesson(part).encode(), "start.json": START.encode(), "wide.json": WIDE.encode()}
    with pytest.raises(BlockError) as caught:
        read("one", files)
    assert str(caught.value).startswith("one/lesson.md")
    assert received in str(caught.value)
    assert expected in caught.value.expected
    assert fix in caught.value.fix


# --- what is read, and still does not work


BROKEN = saved(block("Linear", in_features=3, out_features=10))
CODED = saved(Block("Code", args={"source": forward("return x[:, :10]")}))
COMPLAINTS = [
    ("no question", lesson("Text."), {}, "one/lesson.md: It asks nothing."),
    ("a model that is none", lesson(ASK), {"start": "{}"}, "one/start.json"),
    ("a path that leads nowhere", lesson(ASK.replace('"shape"', '"shape"\nof = "9"')), {},
     "one/lesson.md line 8, ask: The question is about a block '9'."),
    ("a number of what does not work", lesson(ASK), {"start": BROKEN}, "line 8, ask: The question asks for a shape where"),
    ("no hints", lesson(TASK.replace('hints = ["Look at the end."]', "")), {}, "line 8, task: The task has no hints."),
    ("an answer that fails", lesson(TASK.replace("10]", "11]")), {},
     "line 8, task: Its answer wide.json does not pass: It gives B×11, for any batch. It gives B×10."),
    ("a start that passes", lesson(TASK, start="wide.json"), {}, "What the step begins with, wide.json, passes already."),
    ("a wrong one that passes", lesson(TASK.replace('["start.json"]', '["other.json"]')), {"other": WIDE},
     "What is called wrong, other.json, passes already."),
    ("a kind that is none", lesson(TASK.replace('"output"', '"uses"').replace('shape = ["B", 10]', 'kind = "Linea"')), {},
     "There is no kind of block 'Linea'."),
    ("a key twice", lesson(*[ASK.replace('"shape"', '"shape"\nkey = "k"')] * 2), {}, "line 16, ask: The key 'k' is there twice"),
    ("a reference that does not work", lesson(TASK.replace('"output"', '"same outputs"').replace('shape = ["B", 10]',
     'model = "off.json"')), {"off": BROKEN}, "The lesson's off.json does not work"),
    ("Python", lesson(TASK), {"wide": CODED}, "There is Python in wide.json"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "models", "said"), [each[1:] for each in COMPLAINTS], ids=[e[0] for e in COMPLAINTS])
def test_lessons_are_looked_at(tmp_path: Path, text: str, models: dict[str, str], said: str) -> None:
    """Each complaint has the file, and the line where it is one of the text."""
    found = blocks.check_lessons(written(tmp_path / "one", text, **models).parent)
    assert not found
    assert said in str(found.complaints[0])
    assert len(found.complaints) == 1


def test_the_shell_checks_lessons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a complaint and the sum; one lesson by its folder; Python where it is allowed; nothing where none is."""
    one = written(tmp_path / "one", lesson(ASK, TASK), wide=CODED)
    written(tmp_path / "two", lesson("```task\n```"))
    assert main(["check", str(tmp_path)]) == 1
    *complaints, last = capsys.readouterr().out.splitlines()
    assert [each.partition(":")[0] for each in complaints] == ["one/lesson.md", "two/lesson.md line 7, task"]
    assert last == "2 lessons, 1 question, 1 task: 2 complaints"
    assert main(["check", str(one), "--code"]) == 0
    assert capsys.readouterr().out == "1 lesson, 1 question, 1 task: nothing to complain about\n"
    assert main(["check", str(tmp_path / "nowhere")]) == 2
    assert "There is no lesson in nowhere" in capsys.readouterr().err


@pytest.mark.skipif(not LESSONS.is_dir(), reason="the course is not here yet")
def test_the_course_has_nothing_to_complain_about() -> None:
    """Each lesson of ours can be done, and says so of no wrong answer."""
    assert str(blocks.check_lessons(LESSONS, code=True)).splitlines()[-1].endswith("nothing to complain about")


@pytest.mark.parametrize("name", CHECKS)
def test_each_check_can_be_said(name: str) -> None:
    """In a sentence that stands on its own, without its end."""
    given: dict[str, Any] = {
        "shape": ("B", 4),
        "model": "a.json",
        "kind": "Linear",
        "names": ("a",),
        "most": 3,
        "tensors": 1,
    }
    kind = CHECKS[name]
    said = asked(kind(**{field: given[field] for field in kind.__struct_fields__ if field in given}))  # type: ignore[arg-type]
    assert re.fullmatch(r"[A-Z].*[^. ]", said)
    assert "None" not in said


def test_sharing_is_said() -> None:
    """Both of its numbers."""
    said = asked(Sharing(by_place=840, tensors=2))
    assert "would be 840 parameters if each place had its own, 2 parameter tensors in use in more" in said
    assert asked(Sharing(tensors=0)) == "There is no parameter tensor in use in more than one place"


# --- a class


@pytest.fixture(scope="module")
def taught() -> Lesson:
    """A lesson with a shape, a choice and a task."""
    choice = (
        '```ask\nquestion = "Which <b>?"\nanswer = "choice"\nkey = "which"\n[[option]]\ntext = "this"\nright = true\n'
        '[[option]]\ntext = "that"\nwhy = "No."\n```'
    )
    text = lesson(ASK.replace('"shape"', '"shape"\nkey = "shape"'), choice, TASK.replace("title", 'key = "ten"\ntitle'))
    return read("one", {"lesson.md": text.encode(), "start.json": START.encode(), "wide.json": WIDE.encode()})


def student(name: str, *, models: dict[str, str] | None = None, lesson: str = "one", **answers: Answered) -> bytes:
    """What a student hands in."""
    return progress.dumps(Progress(name, {lesson: Attempt(0, answers, models or {})})).encode()


RIGHT, SHOWN = Answered("2×4", True), Answered("2×4", True, shown=True)
CLASS = [
    ("ada.json", student("Ada", models={"ten": WIDE}, shape=Answered("2x4", True, ("4×2",)), which=Answered([0], True))),
    ("bob.json", student("Bob", models={"ten": START}, shape=Answered("4, 2", True), which=Answered([1], True, ([0, 1],)))),
    ("cleo.json", student("Cleo", models={"ten": WIDE}, shape=SHOWN, ten=Answered("", True, shown=True))),
    ("ada2.json", student("ada", models={"ten": "{}"}, shape=Answered("(2, 4)", True))),
    ("none.json", student("", shape=Answered("B×4", True))),
    ("again.json", student("Ada", models={"ten": WIDE}, shape=Answered("2x4", True, ("4×2",)), which=Answered([0], True))),
    ("else.json", student("Dora", lesson="two")),
    ("cut.json", student("Eve")[:40]),
    ("empty.json", b" \n"),
    ("page.json", b"<html>"),
]  # fmt: skip


def regrade(lesson: Lesson, handed: list[Handed]) -> dict[tuple[int, str], Regraded]:
    """As a page does it, in this process."""
    found = {}
    for place, task, text in to_grade(lesson, handed):
        try:
            model = blocks.loads(text)
            outcomes = tuple(blocks.grade(model, task.checks))
        except BlockError as error:
            found[place] = Regraded(refused=str(error))
            continue
        report = blocks.analyse(model)
        found[place] = Regraded(outcomes, report.params if report.ok else None)
    return found


@pytest.fixture(scope="module")
def room(taught: Lesson) -> classroom.Classroom:
    """The class, looked at."""
    handed, notes = opened(CLASS)
    reports = {"start.json": blocks.analyse(blocks.loads(START))}
    return summary(taught, handed, regrade(taught, handed), reports, notes)


def test_a_class_side_by_side(room: classroom.Classroom) -> None:
    """Who passed what, graded again: what a file claims is not believed."""
    assert [(row.name, row.source, *(cell.state for cell in row.cells)) for row in room.rows] == [
        ("Ada", "ada.json", "passed", "passed", "passed"),
        ("ada (2)", "ada2.json", "passed", "not tried", "not graded"),
        ("Bob", "bob.json", "failed", "failed", "failed"),  # though his file says that all is right
        ("Cleo", "cleo.json", "given up", "not tried", "given up"),
        ("no name (none.json)", "none.json", "passed", "not tried", "not tried"),
    ]
    assert room.rows[0].passed == 3
    assert room.rows[2].cells[2].said == "It gives B×10, for any batch"
    assert "Expected" in room.rows[1].cells[2].said


def test_what_a_class_gets_wrong(room: classroom.Classroom) -> None:
    """Counts a column, the most common wrong answer however it is written, and what was built."""
    shape, which, ten = room.columns
    assert shape.counts == {"passed": 3, "failed": 1, "given up": 1, "not tried": 0, "not graded": 0}
    assert (shape.common, shape.times) == ("4×2", 2)  # Ada's first try, and Bob's "4, 2"
    assert which.common in ("that", "this · that")
    assert told(ten) == ("1 of 3 who tried have it right. Most often failed: It gives B×10, for any batch (1 student).")
    assert sorted(ten.params) == [84, 210, 210]  # 20 x 4 + 4, and 20 x 10 + 10 twice


def test_nothing_is_dropped_without_a_word(room: classroom.Classroom) -> None:
    """Files that are damaged, empty, of another lesson or there twice, and names that are."""
    said = " ".join(room.notes)
    for each in ("cut.json: It holds no answers", "empty.json: It is empty.", "page.json: It holds no answers",
                 "else.json: nothing in it is of this lesson", "again.json: the same as ada.json, counted once",
                 "2 students are called Ada"):  # fmt: skip
        assert each in said
    assert len(room.notes) == 6


def test_a_link_is_as_good_as_a_file() -> None:
    """Also in the middle of a mail; a damaged one is told."""
    link = progress.to_link(Progress("Ada", {"one": Attempt()}), "http://localhost:8501/")
    handed, notes = opened([("mail.txt", f"Hello, here it is: {link}\n".encode()), ("bad.txt", link[:-9].encode())])
    assert [each.progress.name for each in handed] == ["Ada"]
    assert len(notes) == 1 and notes[0].startswith("bad.txt: ")


@pytest.mark.parametrize("dark", [False, True])
def test_figures_of_a_class(room: classroom.Classroom, dark: bool) -> None:
    """Plotly takes them; their bars are the counts, and a title cannot bring HTML along."""
    for figure in (spread := charts.spread(room.columns[2], dark), passed := charts.passed(room, dark)):
        go.Figure(figure)
        json.dumps(figure, allow_nan=False)
    assert spread["data"][0]["y"] == [1, 2]
    assert spread["layout"]["xaxis"]["ticktext"] == ["84", "210"]
    assert passed["data"][0]["x"] == [3 / 5, 1 / 5, 1 / 5]
    assert "2. Which &lt;b&gt;?" in passed["layout"]["yaxis"]["ticktext"]


def test_many_sizes_are_drawn_in_stretches(room: classroom.Classroom) -> None:
    """Every model is in one bar."""
    sizes = tuple(range(100, 100_000, 3_000))
    column = classroom.Column("k", "Big", True, 0, room.columns[2].counts, params=sizes)
    figure = charts.spread(column)
    assert sum(figure["data"][0]["y"]) == len(sizes)
    assert len(figure["data"][0]["y"]) == 8
    empty = charts.spread(classroom.Column("k", "None", True, 0, room.columns[2].counts))
    assert empty["data"] == [] and "Nobody" in empty["layout"]["title"]["subtitle"]["text"]
