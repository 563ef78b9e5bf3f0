"""A class: what students handed in, graded again here."""

from ui.learning.learner import Learner


def show(learner: Learner) -> None:
    """The page for a teacher."""
