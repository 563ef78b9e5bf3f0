"""What of the diagram is unfolded: as deep as was chosen, and on top of it what was folded or unfolded by hand."""

from dataclasses import dataclass

from blocks.diagram import Folds, fitting
from blocks.report import Report


@dataclass
class Unfolding:
    """One person's choice. It is the diagram's own: the canvas folds to edit, the diagram to be read as a whole.

    `depth` is None for what fits a panel legibly.
    """

    depth: int | None = None
    opened: frozenset[int] = frozenset()
    closed: frozenset[int] = frozenset()

    def choose(self, depth: int | None) -> None:
        """Another depth; what was done by hand goes, so that one sees what one chose."""
        self.depth, self.opened, self.closed = depth, frozenset(), frozenset()

    def turn(self, block: int, unfolded: bool) -> None:
        """Fold or unfold one block."""
        one = frozenset({block})
        self.opened, self.closed = self.opened - one, self.closed - one
        if unfolded:
            self.opened |= one
        else:
            self.closed |= one

    def folds(self, report: Report) -> Folds:
        """What that is in a model."""
        start = fitting(report) if self.depth is None else Folds(self.depth)
        return start.turned(self.opened, self.closed)
