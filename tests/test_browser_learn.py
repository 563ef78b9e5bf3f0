"""Lessons in a browser: predicting hides what is asked, tasks are graded on the canvas, and nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from blocks.lessons import progress
from blocks.lessons.reading import LESSONS, folder
from blocks.lessons.records import Ask, Lesson, Task
from tests.learning import answer, at_step, box, build, go_to_step, is_settled, right_answer

pytestmark = pytest.mark.browser


def lesson_of(name: str) -> Lesson:
    """One of the course."""
    found = dict(folder(LESSONS))[name]
    assert isinstance(found, Lesson)
    return found


@pytest.fixture(scope="module")
def nesting() -> Lesson:
    """The first lesson."""
    return lesson_of("01-block")


@pytest.fixture
def student(browser: Browser, address: str) -> Iterator[Page]:
    """A page of somebody who has not been here before."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    found = context.new_page()
    faults: list[str] = []
    found.on("pageerror", lambda error: faults.append(str(error)))
    yield found
    context.close()
    assert not faults


def test_first_one_predicts(student: Page, address: str, nesting: Lesson) -> None:
    """The canvas says no shape before the answer; a wrong one gets words, the right one shows it, and a refresh keeps
    it."""
    ask = next(part for part in nesting.steps[0].parts if isinstance(part, Ask))
    student.goto(f"{address}/learn")
    student.locator(f".st-key-open-{nesting.name}").get_by_role("button").click(timeout=60_000)
    at_step(student, nesting, 0)
    expect(student.get_by_role("button", name="output ?")).to_be_visible(timeout=60_000)
    right = right_answer(nesting, 0, ask)
    assert isinstance(right, str)
    answer(student, nesting, ask, right + "×1")
    expect(box(student, ask).get_by_role("alert")).to_contain_text("dimensions; there are fewer", timeout=60_000)
    answer(student, nesting, ask, right)
    is_settled(student, ask)
    expect(box(student, ask).get_by_role("status")).to_contain_text(right)
    other = next(part for part in nesting.steps[0].parts if isinstance(part, Ask) and part is not ask)
    answer(student, nesting, other, right_answer(nesting, 0, other))
    expect(student.get_by_role("button", name=f"output {right}")).to_be_visible()
    student.wait_for_function("key => localStorage.getItem('blockyard/progress')?.includes(key)", arg=other.key)
    student.reload()
    at_step(student, nesting, 0)
    is_settled(student, ask)


def test_what_is_built_is_graded_and_handed_in(student: Page, address: str, nesting: Lesson, tmp_path: Path) -> None:
    """The checks of a task tick themselves as it is built; the file that is handed in is graded again for a teacher."""
    place, task = next((place, part) for place, part in nesting.questions() if isinstance(part, Task))
    go_to_step(student, address, nesting, place)
    for ask in nesting.steps[place].parts:
        if isinstance(ask, Ask):
            answer(student, nesting, ask, right_answer(nesting, place, ask))
            is_settled(student, ask)
    expect(box(student, task)).to_be_visible()
    build(student, nesting, task, task.wrong[-1])
    expect(box(student, task).get_by_text("Solved")).to_have_count(0)
    build(student, nesting, task, task.answer)
    expect(box(student, task).get_by_text("Solved.")).to_be_visible(timeout=60_000)
    student.get_by_role("button", name="Hand in").click()
    student.get_by_label("Your name").fill("Ada")
    student.get_by_label("Your name").press("Enter")
    with student.expect_download() as download:
        student.get_by_role("button", name="Save the file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    handed = progress.loads(file.read_bytes())
    assert handed.name == "Ada"
    assert handed.attempt(nesting.name).of(task.key).right
    student.goto(f"{address}/learn?class")
    student.locator("input[type=file]").set_input_files(file)
    student.get_by_role("tab", name="Question by question").click(timeout=60_000)
    told = student.get_by_role("tabpanel", name="Question by question")
    expect(told.get_by_text("1 of 1 who tried have it right.").first).to_be_visible(timeout=60_000)
    expect(told.locator(".js-plotly-plot")).to_be_visible()


def test_on_a_wall(student: Page, address: str, nesting: Lesson) -> None:
    """With the projector the palette is gone, and the keys of a presenter turn the steps."""
    go_to_step(student, address, nesting, 0)
    expect(student.locator("[data-palette=Linear]")).to_be_visible(timeout=60_000)
    student.get_by_text("Projector").click()
    expect(student.locator("[data-palette=Linear]")).to_be_hidden()
    student.get_by_role("heading", name=nesting.steps[0].title).click()
    student.keyboard.press("PageDown")
    at_step(student, nesting, 1)
    student.keyboard.press("ArrowLeft")
    at_step(student, nesting, 0)
