"""Who counts right: parameters and MACs of small and large models, by hand, by us and by other counters.

    python -m benchmarks.counters            # prints the tables
    python -m benchmarks.counters --write    # and puts them into docs/counting.md

The true numbers are derivations from the layers' sizes (`counting/derivations`, `counting/cases`); no
counter has a say in them. It measures no time.
"""

import argparse
import warnings
from pathlib import Path

from benchmarks.counting.cases import CASES, Case
from benchmarks.counting.derivations import value
from benchmarks.counting.tools import TOOLS, Counted, Tool, versions

PAGE = Path(__file__).resolve().parents[1] / "docs" / "counting.md"
BEGIN, END = "<!-- counters: begin -->", "<!-- counters: end -->"
MOST_A_TOUCH = 5  # operations on one element: what fvcore counts for a LayerNorm, the largest of any tool here
Answer = Counted | Exception
Found = dict[str, dict[str, Answer]]  # by case, then by tool


def main() -> None:
    """Ask everybody, print, and write where asked to."""
    parser = argparse.ArgumentParser(description="Compare counters of parameters and MACs.")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/counting.md")
    wanted = parser.parse_args()
    warnings.simplefilter("ignore")  # of the tools, about themselves
    about = f"Versions: {versions()}."
    found: Found = {case.name: {tool.name: asked(tool, case) for tool in TOOLS} for case in CASES}
    tables = "\n\n".join((about, derivations(), params(found), macs(found), notes(found)))
    print(tables)
    if wanted.write:
        before, _, after = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n\n{tables}\n\n{END}{after.partition(END)[2]}", encoding="utf-8")


def asked(tool: Tool, case: Case) -> Answer:
    """The tool's answer, or why there is none."""
    try:
        return tool.ask(case)
    except Exception as error:  # whatever a tool raises is its answer
        return error


def explained(tool: Tool, case: Case, macs: int) -> bool:
    """Whether a number of MACs is the true one, or above it by no more than the tool's own convention adds."""
    extra = {"bias": value(case.work.bias), "touched": MOST_A_TOUCH * value(case.work.touched)}
    return 0 <= macs - value(case.work.macs) <= sum(extra[each] for each in tool.adds)


# --- tables


def derivations() -> str:
    """The true numbers, each with the arithmetic that makes it."""
    rows = [
        [case.name, "×".join(map(str, case.shape)), _derived(case.work.params), _derived(case.work.macs)]
        for case in CASES
    ]
    return _table(["Model", "Input", "Parameters", "MACs"], "llll", rows)


def params(found: Found) -> str:
    """Parameters, of the tools that count them."""
    tools = [tool for tool in TOOLS if any(isinstance(_params(found[case.name][tool.name]), int) for case in CASES)]
    rows = []
    for case in CASES:
        true = value(case.work.params)
        answers = [_params(found[case.name][tool.name]) for tool in tools]
        cells = [_cell(found, each, each == true) for each in answers]
        rows.append([case.name, f"{true:,}", *cells])
    return _table(["Parameters", "True", *(tool.name for tool in tools)], "lr" + "r" * len(tools), rows)


def macs(found: Found) -> str:
    """MACs, and in the last row how many of the answers are right."""
    rows = []
    for case in CASES:
        true, cells = value(case.work.macs), []
        for tool in TOOLS:
            answer = _macs(found[case.name][tool.name])
            right = isinstance(answer, int) and explained(tool, case, answer)
            more = "⁺" if right and answer != true else ""
            cells.append(_cell(found, answer, right) + more)
        rows.append([case.name, f"{true:,}", *cells])
    scores = [_score([row[2 + column] for row in rows]) for column in range(len(TOOLS))]
    rows.append(["right", "", *scores])
    return _table(["MACs", "True", *(tool.name for tool in TOOLS)], "lr" + "r" * len(TOOLS), rows)


def notes(found: Found) -> str:
    """Why a tool gave no number."""
    return "\n".join(
        f"{place}. {tool} on {case}: {type(error).__name__}: {(str(error).splitlines() or [''])[0]}"
        for place, (case, tool, error) in enumerate(_failures(found), 1)
    )


def _failures(found: Found) -> list[tuple[str, str, Exception]]:
    return [
        (case, tool, error)
        for case, answers in found.items()
        for tool, answer in answers.items()
        if isinstance(error := _macs(answer), Exception)
    ]


def _params(answer: Answer) -> int | Exception | None:
    return answer.params if isinstance(answer, Counted) else answer


def _macs(answer: Answer) -> int | Exception:
    return answer.macs if isinstance(answer, Counted) else answer


def _cell(found: Found, answer: int | Exception | None, right: bool) -> str:
    if isinstance(answer, Exception):
        place = next(place for place, (*_, error) in enumerate(_failures(found), 1) if error is answer)
        return f"fails ({place})"
    return f"{answer:,}" if right else f"**{answer:,}**"


def _score(cells: list[str]) -> str:
    return f"{sum(not cell.startswith(('**', 'fails')) for cell in cells)} of {len(cells)}"


def _derived(derivation: str) -> str:
    lines = "` +<br>`".join(derivation.splitlines())
    return f"`{lines}`<br>= {value(derivation):,}"


def _table(head: list[str], sides: str, rows: list[list[str]]) -> str:
    rule = ["---:" if side == "r" else "---" for side in sides]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *rows])


if __name__ == "__main__":
    main()
