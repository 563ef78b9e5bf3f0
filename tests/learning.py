"""A student in a browser: answers what a lesson asks and builds what it wants, on the page."""

import re

from playwright.sync_api import Locator, Page, expect

import blocks
from blocks import coding
from blocks.lessons import answers
from blocks.lessons.records import FROM_MODEL, Ask, Lesson, Task
from blocks.report import Report
from tests.browsing import SLOWEST


def go_to_step(page: Page, address: str, lesson: Lesson, place: int) -> None:
    """To a step by its address."""
    page.goto(f"{address}/learn?lesson={lesson.name}&step={place + 1}")
    at_step(page, lesson, place)


def at_step(page: Page, lesson: Lesson, place: int) -> None:
    """Wait until a step is shown."""
    expect(page.get_by_role("heading", name=lesson.steps[place].title, exact=True)).to_be_visible(timeout=60_000)


def report(lesson: Lesson, name: str) -> Report:
    """What PyTorch says of a model of a lesson; its code runs."""
    return blocks.analyse(blocks.loads(lesson.models[name]), code=True)


def right_answer(lesson: Lesson, place: int, ask: Ask) -> str | list[int]:
    """What is to be typed or chosen."""
    if ask.answer == "choice":
        return [each for each, option in enumerate(ask.options) if option.right]
    with coding.allowed():
        found = report(lesson, lesson.asked(ask, place)) if ask.answer in FROM_MODEL else None
    return answers.truth(ask, found)


def box(page: Page, part: Ask | Task) -> Locator:
    """Where a question or a task stands."""
    return page.locator(f".st-key-{'ask' if isinstance(part, Ask) else 'task'}-{part.key}")


def answer(page: Page, lesson: Lesson, ask: Ask, given: str | list[int]) -> None:
    """Type or choose an answer, and have it checked."""
    place = box(page, ask)
    expect(place).to_be_visible(timeout=SLOWEST)
    if isinstance(given, list):
        ticks = place.get_by_role("checkbox")
        for each in given:
            option = place.locator("label").filter(has=page.locator("input")).nth(each)
            option.click()
        assert ticks.count() in (0, len(ask.options))
    elif ask.answer == "fails at":
        place.get_by_role("combobox").click()
        page.get_by_role("option", name=given, exact=True).click()
    else:
        place.get_by_role("textbox").fill(given)
    place.get_by_role("button", name="Check").click()


def is_settled(page: Page, ask: Ask) -> None:
    """Wait until a question is answered."""
    expect(box(page, ask).get_by_role("button", name="Check")).to_have_count(0, timeout=60_000)


def build(page: Page, lesson: Lesson, task: Task, name: str) -> None:
    """Put a model on the desk, as a student who has it in a file."""
    page.locator("[data-action=file]").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("menuitem", name=re.compile("^Open")).click()
    chooser.value.set_files(
        [{"name": "built.json", "mimeType": "application/json", "buffer": lesson.models[name].encode()}]
    )
