"""The course: a card a lesson with how far one is, and what stays at hand: progress as a file, lessons of one's own."""

from pathlib import PurePosixPath

import streamlit as st

from blocks import words
from blocks.errors import BlockError
from blocks.lessons import progress, reading
from blocks.lessons.records import Lesson
from ui import text
from ui.learning import course
from ui.learning.keeper import keeper
from ui.learning.learner import Learner


def show(learner: Learner) -> None:
    """The page without a lesson."""
    st.markdown("### Learn")
    st.caption("Ten minutes each. You predict, build and run; every number is PyTorch's own.")
    columns = st.columns(3, gap="medium")
    for place, lesson in enumerate(learner.lessons.values()):
        with columns[place % 3]:
            _card(learner, lesson)
    for refused in course.shipped()[1]:
        st.error(text.literal(refused))
    st.divider()
    mine, own, others = st.columns(3, gap="medium")
    with mine:
        _progress(learner)
    with own:
        _own_lessons(learner)
    with others:
        st.markdown("**For teachers**")
        st.caption("Drop what your students handed in: who solved what, and what most got wrong.")
        st.button("Look at a class", on_click=go_to_class, icon=":material/groups:", width="stretch")
    keeper(learner)


def _card(learner: Learner, lesson: Lesson) -> None:
    done, total = learner.done(lesson)
    with st.container(border=True, key=f"lesson-{lesson.name}"):
        st.markdown(f"**{text.literal(lesson.title)}**")
        st.markdown(text.told(lesson.about))
        if done:
            st.progress(done / max(total, 1), f"{done} of {total}" if done < total else "Done")
        else:
            st.caption(f"{words.plural(len(lesson.steps), 'step')} · {words.plural(total, 'question')}")
        begun = "Go on" if 0 < done < total else "Open"
        st.button(begun, key=f"open-{lesson.name}", on_click=go_to, args=(learner, lesson), width="stretch")


def go_to(learner: Learner, lesson: Lesson, place: int | None = None) -> None:
    """To a step of a lesson; to where one was, if none is named."""
    place = learner.progress.attempt(lesson.name).step if place is None else place
    place = max(0, min(place, len(lesson.steps) - 1))
    learner.put(lesson, step=place)
    st.query_params.from_dict({"lesson": lesson.name, "step": str(place + 1)})


def go_to_class() -> None:
    """To what a class handed in."""
    st.query_params.from_dict({"class": ""})


def go_to_course() -> None:
    """To all lessons."""
    st.query_params.clear()


def _progress(learner: Learner) -> None:
    st.markdown("**Your progress**")
    st.caption("It stays in this browser. As a file it goes to another one.")
    st.download_button(
        "Save it", progress.dumps(learner.progress), "progress.json", "application/json", on_click="ignore",
        icon=":material/download:", width="stretch",
    )  # fmt: skip
    with st.popover("Bring it back", icon=":material/upload:", width="stretch"):
        given = st.file_uploader("A progress file", type="json", key="progress-file", max_upload_size=2)
        if given is not None and st.button("Take it", width="stretch"):
            try:
                learner.restore(given.getvalue())
                st.success("Your answers are back.")
            except BlockError as error:
                st.error(text.literal(str(error)))


def _own_lessons(learner: Learner) -> None:
    st.markdown("**Lessons of your own**")
    st.caption("A lesson is a folder with a text and models. Opened here, it stays for this visit.")
    with st.popover("Open a folder", icon=":material/folder_open:", width="stretch"):
        given = st.file_uploader(
            "A lesson’s folder, or the one around several",
            accept_multiple_files="directory",
            key="lesson-folder",
            max_upload_size=2,
        )
        found = opened([(each.name, each.getvalue()) for each in given]) if given else []
        for lesson in found:
            if isinstance(lesson, BlockError):
                st.error(text.literal(str(lesson)))
            else:
                learner.own[lesson.name] = lesson
                st.button(lesson.title, key=f"own-{lesson.name}", on_click=go_to, args=(learner, lesson, 0))
        if not found and given:
            st.error(f"There is no {reading.TEXT} in it. Open the folder of a lesson, or the one around several.")


def opened(files: list[tuple[str, bytes]]) -> list[Lesson | BlockError]:
    """The lessons in the files of a folder, which are named by their paths; or why one is none."""
    found: list[Lesson | BlockError] = []
    for path, _ in files:
        folder = PurePosixPath(path).parent
        if PurePosixPath(path).name != reading.TEXT:
            continue
        beside = {PurePosixPath(each).name: raw for each, raw in files if PurePosixPath(each).parent == folder}
        try:
            found.append(reading.read(folder.name or "lesson", beside))
        except BlockError as error:
            found.append(error)
    return found
