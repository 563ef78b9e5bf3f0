"""What a class made of a lesson: how large its models are, and which share had each question right."""

import html
import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from blocks import words
from blocks.charts import frame
from blocks.charts.frame import Figure
from blocks.lessons.classroom import Classroom, Column

MOST_COUNTS = 12  # different numbers that each have a bar of their own
BINS = 8
ROW = 30  # pixels
HEAD = 96


def spread(column: Column, dark: bool = False) -> Figure:
    """How many students built models of how many parameters: a bar for each number, or, of many different ones, for
    each stretch between powers."""
    counts = sorted(column.params)
    note = f"{words.plural(len(counts), 'model')} that work" + ("s" if len(counts) == 1 else "")
    layout = frame.layout(
        dark, "Parameters of what was built", note if counts else "Nobody has built a model that works"
    )
    if not counts:
        return {"data": [], "layout": layout}
    labels, heights, hovers = _stretches(counts)
    places = list(range(len(labels)))
    layout |= {
        "xaxis": frame.axis(dark, "parameters") | frame.named(places, labels) | {"showgrid": False, "zeroline": False},
        "yaxis": frame.counted(dark, "students", max(heights)) | {"rangemode": "tozero"},
        "bargap": 0.3,
    }
    trace = _bar(places, heights, dark) | {
        "customdata": hovers, "hovertemplate": "%{customdata}: %{y}<extra></extra>",
        "text": [str(height) for height in heights],
    }  # fmt: skip
    return {"data": [trace], "layout": layout}


def _stretches(counts: Sequence[int]) -> tuple[list[str], list[int], list[str]]:
    """Labels, how many, and what is said of each bar."""
    single = Counter(counts)
    if len(single) <= MOST_COUNTS:
        return [f"{each:,}" for each in single], list(single.values()), [f"{each:,} parameters" for each in single]
    low, high = math.log10(counts[0] + 1), math.log10(counts[-1] + 1)
    borders = [round(10 ** (low + (high - low) * place / BINS)) - 1 for place in range(BINS + 1)]
    ends = [*borders[1:-1], counts[-1] + 1]
    starts = [counts[0], *borders[1:-1]]
    heights = [sum(start <= each < end for each in counts) for start, end in zip(starts, ends, strict=True)]
    labels = [f"{words.count(start)}–{words.count(end)}" for start, end in zip(starts, ends, strict=True)]
    return labels, heights, [f"{label} parameters" for label in labels]


def passed(classroom: Classroom, dark: bool = False) -> Figure:
    """A bar for each question and task: the share of the class that has it right, the lesson's first on top."""
    columns, students = classroom.columns, len(classroom.rows)
    layout = frame.layout(dark, "Who has it right", f"Of {words.plural(students, 'student')}")
    if not students or not columns:
        return {"data": [], "layout": layout}
    places = list(range(len(columns)))
    titles = [_short(f"{place}. {each.title}") for place, each in enumerate(columns, start=1)]
    names = frame.named(places, [html.escape(each) for each in titles])
    down = {"autorange": "reversed", "showgrid": False, "zeroline": False} | names
    layout |= {
        "xaxis": frame.axis(dark, "") | {"range": [0, 1.12], "tickformat": ".0%", "dtick": 0.25, "zeroline": False},
        "yaxis": frame.axis(dark, "") | down,
        "bargap": 0.35,
        "height": HEAD + ROW * len(columns),
    }
    shares = [column.counts["passed"] / students for column in columns]
    trace = _bar(shares, places, dark) | {
        "orientation": "h", "text": [f"{column.counts['passed']} of {students}" for column in columns],
        "customdata": [_hover(column) for column in columns], "hovertemplate": "%{customdata}<extra></extra>",
    }  # fmt: skip
    return {"data": [trace], "layout": layout}


def _short(title: str, longest: int = 34) -> str:
    """A title that fits, its beginning kept."""
    return title if len(title) <= longest else title[: longest - 1].rstrip() + "…"


def _hover(column: Column) -> str:
    return ", ".join(f"{count} {state}" for state, count in column.counts.items() if count)


def _bar(x: Sequence[float], y: Sequence[float], dark: bool) -> dict[str, Any]:
    return {
        "type": "bar", "x": list(x), "y": list(y), "marker": frame.plain([frame.accent(dark)] * len(x)),
        "textposition": "outside", "cliponaxis": False, "textfont": {"size": 11, "color": frame.ink(dark)},
    }  # fmt: skip
