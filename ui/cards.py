"""The cards that were drawn last, so that an edit makes anew only those that it touches."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from blocks.report import Node
from blocks.tree import Block

Card = dict[str, Any]
_Kept = tuple[Block, Node, object, Card]


@dataclass
class Cards:
    """Cards by the id of their block. What was not asked for since the last `turn` but one is forgotten."""

    _last: dict[int, _Kept] = field(default_factory=dict)
    _now: dict[int, _Kept] = field(default_factory=dict)

    def turn(self) -> None:
        """To be called before everything is drawn again."""
        self._last, self._now = self._now, {}

    def of(self, block: Block, node: Node, place: object, make: Callable[[], Card]) -> Card:
        """The card of a block of which the same is known, at the same place; else one that is made now.

        Trees are immutable: the same object is the same block. Nodes come anew with each report, and are compared.
        """
        known = self._last.get(block.id)
        if known is None or known[0] is not block or known[2] != place or known[1] != node:
            known = (block, node, place, make())
        self._now[block.id] = known
        return known[3]
