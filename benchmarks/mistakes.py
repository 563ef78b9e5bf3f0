"""Every mistake explained and repaired? The gallery is broken at random, and the diagnosis held against PyTorch.

    python -m benchmarks.mistakes --seed 0 --count 400

Each model of the gallery, as it is written and with every argument typed, suffers one random step (`breaking`).
What PyTorch refuses on the CPU (`witness`) is kept, and three things are asked: is the block that we name the
one in which PyTorch fails; does one click on an offered fix make the whole model run, again by the witness;
and does it bring back what was there. Times are CPU time of one diagnosis after the edit.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

import blocks
from benchmarks.breaking import CLASSES, Mistake, mistakes, typed
from benchmarks.witness import Refusal, refusal
from blocks import catalogue, commands
from blocks.analysis import analyse
from blocks.repair import diagnose
from blocks.report import Fix, Report
from blocks.tree import Model

SMALL = 10**9  # MACs of models that are run on the CPU every time; larger ones are run on the meta device first
GALLERY = Path(__file__).resolve().parents[1] / "gallery"


@dataclass
class Outcome:
    """What became of one mistake. `cures` is the place of the first fix that cures, counted from 0."""

    mistake: Mistake
    report: Report
    truth: Refusal
    seconds: float
    named: bool = False
    cures: int | None = None
    only_removes: bool = False
    restores: bool = False  # the sound model, or one of the same output, parameters and MACs
    same_output: bool = False


def _alone(model: Model) -> bool:
    """Whether each block has its own parameters and is no Python: the witness knows neither."""
    return not any(each.kind in ("Code", "Reuse") or each.tied for each in model.walk())


def main() -> None:
    """Print the table and what is not cured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--verbose", action="store_true", help="print each mistake with its problem and fixes")
    options = parser.parse_args()
    torch.set_num_threads(2)
    sound = [model for path in sorted(GALLERY.glob("*.json")) if _alone(model := blocks.load(path))]
    written = [model for model in sound if not model.definitions]  # what is typed has none any more
    outcomes: list[Outcome] = []
    tried, alarms = 0, 0
    for mistake in mistakes([*written, *map(typed, sound)], options.seed):
        tried += 1
        truth = _truth(mistake)
        if truth is None:
            alarms += not analyse(mistake.broken).ok
            continue
        outcomes.append(_judge(mistake, truth))
        if options.verbose:
            print(_told(outcomes[-1]), flush=True)
        if len(outcomes) == options.count:
            break
    print(f"torch {torch.__version__}, seed {options.seed}: {tried} steps, {len(outcomes)} refused by PyTorch")
    print(f"{alarms} that PyTorch runs are called wrong")
    _table(outcomes)
    _times(outcomes)
    if not options.verbose:
        print("\n".join(_told(each) for each in outcomes if not each.named or each.cures is None or each.only_removes))


def _truth(mistake: Mistake) -> Refusal | None:
    """Where PyTorch refuses on the CPU. A large model is run there only if the meta device, or we, have a doubt."""
    large = analyse(mistake.sound).macs > SMALL
    if large and refusal(mistake.broken, "meta") is None and analyse(mistake.broken).ok:
        return None
    return refusal(mistake.broken)


def _judge(mistake: Mistake, truth: Refusal) -> Outcome:
    analyse(mistake.sound)  # what a person sees before the step
    start = time.thread_time()
    report = diagnose(mistake.broken)
    outcome = Outcome(mistake, report, truth, time.thread_time() - start)
    outcome.named = _names(report, truth)
    if outcome.named:
        fixes = next(node.problem.fixes for _, _, node in report.nodes() if node.problem)
        _try(outcome, fixes)
    return outcome


def _names(report: Report, truth: Refusal) -> bool:
    """Whether the first problem is told at the block, and in the round, in which PyTorch fails."""
    address, rounds, _ = truth
    place, problem = next(((place, node.problem) for place, _, node in report.nodes() if node.problem), (None, None))
    told = [f"In round {index + 1}, " for index in rounds if index]
    return place == address and problem is not None and all(each.lower() in problem.received.lower() for each in told)


def _try(outcome: Outcome, fixes: tuple[Fix, ...]) -> None:
    """Click each fix on a copy of its own, and let PyTorch run what comes out."""
    wanted = analyse(outcome.mistake.sound)
    device = "cpu" if wanted.macs < SMALL else "meta"
    cured = []
    for place, fix in enumerate(fixes):
        fixed = commands.apply_all(outcome.mistake.broken, catalogue.kinds(), fix.edits)
        if refusal(fixed, device) is not None:
            continue
        cured.append(fix)
        outcome.cures = place if outcome.cures is None else outcome.cures
        found = analyse(fixed)
        outcome.same_output |= found.output == wanted.output
        outcome.restores |= _like(fixed, outcome.mistake.sound)
    outcome.only_removes = bool(cured) and all(_removes(fix) for fix in cured)


def _removes(fix: Fix) -> bool:
    return any(edit["op"] == "remove" for edit in fix.edits)


def _like(fixed: Model, sound: Model) -> bool:
    one, other = analyse(fixed), analyse(sound)
    return fixed.root == sound.root or (one.output, one.params, one.macs) == (other.output, other.params, other.macs)


# --- the answer


def _table(outcomes: list[Outcome]) -> None:
    columns: dict[str, Callable[[Outcome], bool]] = {
        "block named": lambda each: each.named,
        "cured by a fix": lambda each: each.cures is not None,
        "other than Remove": lambda each: each.cures is not None and not each.only_removes,
        "by the first fix": lambda each: each.cures == 0,
        "original output": lambda each: each.same_output,
        "original model": lambda each: each.restores,
    }
    print(f"\n| mistakes | | {' | '.join(columns)} |\n|---|---:|{'---:|' * len(columns)}")
    groups: dict[str, list[Outcome]] = {
        f"{what}, {'typed' if is_typed else 'as written'}": [
            each for each in outcomes
            if each.mistake.what == what and each.mistake.sound.title.endswith(", typed") == is_typed
        ]
        for what in CLASSES for is_typed in (False, True)
    }  # fmt: skip
    for name, group in [*groups.items(), ("**all**", outcomes)]:
        shares = [f"{100 * sum(map(has, group)) / max(len(group), 1):.1f} %" for has in columns.values()]
        print(f"| {name} | {len(group)} | {' | '.join(shares)} |")


def _times(outcomes: list[Outcome]) -> None:
    slowest = max(outcomes, key=lambda each: each.seconds)
    seconds = sorted(each.seconds for each in outcomes)
    deep = [each.seconds for each in outcomes if each.mistake.sound.title.startswith("ResNet-152")]
    print(f"\ndiagnosis, CPU time: median {1e3 * seconds[len(seconds) // 2]:.0f} ms")
    print(f"slowest {1e3 * slowest.seconds:.0f} ms ({slowest.mistake.label})")
    print(f"ResNet-152 slowest {1e3 * max(deep, default=0):.0f} ms\n")


def _told(outcome: Outcome) -> str:
    mistake, (address, rounds, words) = outcome.mistake, outcome.truth
    cures = "not cured" if outcome.cures is None else f"cured by fix {outcome.cures + 1}"
    kept = "restored" if outcome.restores else "same output" if outcome.same_output else "another output"
    named = "" if outcome.named else "NOT NAMED "
    lines = [
        f"{named}{mistake.what} | {mistake.label} | {cures}, {kept} | {1e3 * outcome.seconds:.0f} ms",
        f"    PyTorch at {mistake.broken.path(address)!r} {rounds or ''}: {words[:150]!r}",
    ]
    for path, problem in outcome.report.problems[:1]:
        lines += [f"    {path!r}: {problem}", *(f"      [{fix.label}]" for fix in problem.fixes)]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
