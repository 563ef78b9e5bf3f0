"""Which pictures suit a tensor, by its shape, its dtype and what its dimensions are."""

from blocks.charts.bars import MOST_LARGEST, MOST_VALUES
from blocks.charts.drawable import Drawable, View


def views(tensor: Drawable) -> list[View]:
    """The pictures that suit a tensor, the best one first; none of a single number or of no number."""
    count = tensor.array.ndim
    if not count or not tensor.array.size:
        return []
    if count == 1:
        return _row(tensor, 0)
    if count == 2:
        return _table(tensor)
    return _sequence(tensor) if count == 3 else _maps(tensor)


def _row(tensor: Drawable, dim: int) -> list[View]:
    """One dimension alone."""
    size = tensor.array.shape[dim]
    plain = View("Bars", "bars", (dim,))
    if tensor.is_whole:
        return [View("Numbers", "numbers", (dim,)), plain]
    sorted_ = [View(f"Largest {MOST_LARGEST}", "largest", (dim,))] if size > MOST_LARGEST and not tensor.fed else []
    return [*sorted_, plain] if size > MOST_VALUES else [plain, *sorted_]


def _table(tensor: Drawable) -> list[View]:
    examples, features = tensor.array.shape
    if features == 1:
        return _row(tensor, 0)
    rows, pairs = _row(tensor, 1), _pairs(tensor)
    batch = tensor.called(0) == "example"
    map_ = [View("Whole batch" if batch else "Heat map", "map", (0, 1))] if examples > 1 else []
    if tensor.word(0) and not batch:
        return [*map_, *rows]
    return [*pairs, *rows, *map_] if examples > 1 else [*rows, *pairs]


def _pairs(tensor: Drawable) -> list[View]:
    last = tensor.array.ndim - 1
    suits = tensor.array.shape[last] == 2 and not tensor.is_whole
    return [View("Points", "points", (last - 1, last))] if suits else []


def _sequence(tensor: Drawable) -> list[View]:
    outer, steps, features = tensor.array.shape
    map_ = View("Heat map", "map", tensor.plane)
    side = [] if tensor.called(0) == "example" or outer == 1 else [_side_by_side(tensor, 0)]
    rows = [] if features == 1 else _row(tensor, 2)
    if steps == 1:
        return [*rows, map_, *side]
    return [*_pairs(tensor), *side, map_, *rows]


def _maps(tensor: Drawable) -> list[View]:
    across = _across(tensor)
    one = View(f"One {tensor.called(across)}" if tensor.word(across) else "Heat map", "map", tensor.plane)
    many = tensor.array.shape[across] > 1
    found = [_side_by_side(tensor, across), one] if many else [one._replace(name="Heat map")]
    if tensor.array.ndim != 4 or tensor.array.shape[across] not in (1, 3):
        return found
    picture = View("Picture", "picture", (across, *tensor.plane))
    return [picture, *found] if tensor.fed else [*found, picture]


def _across(tensor: Drawable) -> int:
    """The dimension whose maps stand side by side: the channels, or the second one."""
    others = [dim for dim in range(tensor.array.ndim) if dim not in tensor.plane]
    return next((dim for dim in others if tensor.word(dim) == "channels"), others[1])


def _side_by_side(tensor: Drawable, dim: int) -> View:
    return View(f"All {tensor.word(dim)}" if tensor.word(dim) else "Side by side", "grid", (dim, *tensor.plane))
