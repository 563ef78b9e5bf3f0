"""Lessons in a browser: predicting hides what is asked, tasks are graded on the canvas, and nothing is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from blocks.lessons.reading import LESSONS, folder
from blocks.lessons.records import Ask, Lesson
from tests.learning import answer, at_step, box, is_settled, right_answer

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
    student.reload()
    at_step(student, nesting, 0)
    is_settled(student, ask)
