"""Eager against recorded and compiled: the same model, weights and input, called in several ways by turns.

`torch.compile` makes machine code only where it has a folder to put it in (and, for the CPU, a C++ compiler); else it
records its graphs and PyTorch runs them. It trains nothing, and looks at the forward pass alone.

Sources: https://docs.pytorch.org/docs/stable/torch.compiler.html, https://docs.pytorch.org/docs/stable/export.html
"""

import contextlib
import io
import logging
import os
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
from types import CodeType
from typing import Any, NamedTuple, TypeAlias

import torch
from msgspec.structs import replace
from torch import Tensor, nn
from torch.jit._trace import TracerWarning

from blocks import coding
from blocks.analysis import analyse
from blocks.compiled import WAYS, Called, Comparison, Spot, Way
from blocks.devices import device_called, wait
from blocks.errors import BlockError
from blocks.explain import sentence
from blocks.feeding import feed
from blocks.measuring import tensors_of, type_of
from blocks.places import Place, places
from blocks.report import Report
from blocks.running import affordable, as_run, network
from blocks.runs import Array, Order, with_batch
from blocks.source import CODE
from blocks.tree import Model

Call: TypeAlias = Callable[..., Any]
WARM = 3  # rounds that are not counted: a trace is improved while it runs for the first times
FEWEST, MOST = 5, 200  # rounds that are
PATIENCE = 4_000.0  # milliseconds for all of them, where that is enough
PAYS = 0.8  # of the time with one thread
LOCKED = "It only records here: no machine code is made in the locked process in which blocks written in Python run."
NO_COMPILER = "It only records here: to make machine code it needs a C++ compiler (g++ or clang++) on the path."


def compare(
    model: Model,
    order: Order = Order(),
    given: Mapping[str, Array] | None = None,
    ways: Sequence[Way] = WAYS,
    folder: str = "",
) -> Comparison:
    """Call the model in each of the ways, and eagerly first in any case.

    `folder` is where machine code may be put; without one none is made. `order.backward` and `order.show` mean nothing
    here. Raises BlockError when the model has a problem, does not fit in memory, or does not run as it is.
    """
    model = with_batch(model, order.batch)
    report = analyse(model)
    device = device_called(order.device)
    affordable(report, device, replace(order, backward=False))
    wanted: list[Way] = ["eager", *(way for way in WAYS if way in ways and way != "eager")]
    with _quiet(), torch.no_grad():
        net = network(report, order)
        tensors = [as_run(each, order) for each in feed(model, order.feed, given or {})]
        case = _Case(net, device.name, order.feed.seed, tensors, [_other(each) for each in tensors])
        with _compiling(folder), _threads(case) as threads:
            tries = [_tried(way, case, report, folder) for way in wanted]
            if tries[0].error:
                raise _stops(tries[0].error) from tries[0].error
            times = _by_turns(case, [each for each in tries if each.call])
        rows = [_row(each, tries[0], times) for each in tries]
    fed, gave = (tuple(map(type_of, some)) for some in (tensors, tries[0].outputs))
    return Comparison(
        device.name, device.label, fed, gave, tuple(rows), len(times["eager"]), _spread(times["eager"]), threads, order
    )


class _Case(NamedTuple):
    """What is called, and on what."""

    net: nn.Module
    device: str
    seed: int
    given: Sequence[Tensor]
    other: Sequence[Tensor]

    def timed(self, call: Call, given: Sequence[Tensor]) -> tuple[tuple[Tensor, ...], float]:
        """The outputs of a call and its milliseconds. Dropout drops the same each time; a block may write to its
        input."""
        torch.manual_seed(self.seed)
        own = [each.clone() for each in given]
        wait(self.device)
        start = time.perf_counter()
        result = call(*own)
        wait(self.device)
        ms = (time.perf_counter() - start) * 1e3
        return tuple(each.clone() for each in tensors_of(result)), ms


class _Tried(NamedTuple):
    """A way after its first call, or with the error that it ended in."""

    way: Way
    first: float = 0.0
    call: Call | None = None
    outputs: tuple[Tensor, ...] = ()
    elsewhere: tuple[Tensor, ...] = ()
    told: Called | None = None
    error: Exception | None = None


def _tried(way: Way, case: _Case, report: Report, folder: str) -> _Tried:
    making = _MAKING[way](case, report, folder)
    start = time.perf_counter()
    try:
        call = making.made()
        made = (time.perf_counter() - start) * 1e3
        outputs, ms = case.timed(call, case.given)
        elsewhere, _ = case.timed(call, case.other)
    except Exception as error:  # of whatever type: a compiler may raise anything
        return _Tried(way, error=error, told=making.told(error))
    return _Tried(way, made + ms, call, outputs, elsewhere, making.told())


def _by_turns(case: _Case, tries: Sequence[_Tried]) -> dict[str, list[float]]:
    """The milliseconds of later calls: each way once in each round."""

    def rounds(count: int) -> list[list[float]]:
        return [[case.timed(each.call, case.given)[1] for each in tries if each.call] for _ in range(count)]

    lasts = sum(rounds(WARM)[-1])
    found = rounds(max(FEWEST, min(MOST, int(PATIENCE / max(lasts, 1e-3)))))
    return {each.way: list(row) for each, row in zip(tries, zip(*found, strict=True), strict=True)}


def _spread(times: Sequence[float]) -> float:
    low, _, high = quantiles(times, n=4)
    return high / max(low, 1e-6)


def _row(tried: _Tried, eager: _Tried, times: Mapping[str, Sequence[float]]) -> Called:
    told = tried.told or Called(tried.way)
    if tried.error:
        return told
    own, plain = times[tried.way], times["eager"]
    return replace(
        told,
        first=tried.first,
        later=median(own),
        gain=median(slow / max(quick, 1e-6) for slow, quick in zip(plain, own, strict=True)),
        difference=_difference(tried.outputs, eager.outputs),
        elsewhere=_difference(tried.elsewhere, eager.elsewhere),
    )


def _difference(some: Sequence[Tensor], others: Sequence[Tensor]) -> float | None:
    """The largest one, as a share of the largest number of the others; None where there is no comparing them."""
    if [each.shape for each in some] != [each.shape for each in others]:
        return None
    found = [_apart(*pair) for pair in zip(some, others, strict=True)]
    return None if None in found else max(filter(None, found), default=0.0)


def _apart(one: Tensor, other: Tensor) -> float | None:
    one, other = (each.detach().cpu().to(torch.complex128 if each.is_complex() else torch.float64).flatten()
                  for each in (one, other))  # fmt: skip
    finite = torch.isfinite(other)
    if not torch.equal(finite, torch.isfinite(one)):
        return None
    if not finite.any():
        return 0.0
    one, other = one[finite], other[finite]
    return float((one - other).abs().max() / other.abs().max().clamp(min=1e-30))


def _other(given: Tensor) -> Tensor:
    """Another input of the same shape and kind: real numbers ten times as large, whole ones in another order."""
    return given * 10 if given.is_floating_point() or given.is_complex() else given.flatten().flip(0).view_as(given)


def _stops(error: Exception) -> BlockError:
    return BlockError(
        f"PyTorch stops: {sentence(error)}",
        "a model that runs on this input.",
        "run it: that says which block stops.",
    )


# --- the ways


class _Eager:
    """As the model is: Python calls one operation after the other."""

    way: Way = "eager"

    def __init__(self, case: _Case, report: Report, folder: str) -> None:
        self.case, self.report, self.folder = case, report, folder

    def made(self) -> Call:
        """What is called in this way."""
        return self.case.net

    def told(self, error: Exception | None = None) -> Called:
        """What there is to say, without times."""
        return Called(self.way, refused=_reason(error) if error else "", spots=self._spots(error))

    def _spots(self, error: Exception | None) -> tuple[Spot, ...]:
        file, line = coding.place_of(error) if error else ("", None)
        return (_spot(self.report, self.case.net, file, line, ""),) if line else ()


class _Compiled(_Eager):
    """`torch.compile`: reads Python's bytecode, records graphs, and makes machine code of them."""

    way: Way = "torch.compile"
    graphs = operations = 0
    note = ""

    def made(self) -> Call:
        from torch._dynamo import lookup_backend

        _forget()
        self.note = "" if self.folder and _has_compiler(self.case.device) else NO_COMPILER if self.folder else LOCKED
        compile_graph: Call = lookup_backend("eager" if self.note else "inductor")

        def count(graph: torch.fx.GraphModule, inputs: list[Tensor]) -> Any:
            self.graphs += 1
            self.operations += sum(node.op.startswith("call") for node in graph.graph.nodes)
            return compile_graph(graph, inputs)

        call: Call = torch.compile(self.case.net, backend=count)
        return call

    def told(self, error: Exception | None = None) -> Called:
        return replace(
            super().told(error), graphs=self.graphs, operations=self.operations, spots=self._breaks(), note=self.note
        )

    def _breaks(self) -> tuple[Spot, ...]:
        """Each place at which Python takes over, once, with the longest of the reasons given for it."""
        from torch._dynamo.utils import counters, graph_break_reasons

        found: dict[tuple[str, int], str] = {}
        for each in graph_break_reasons:
            last = each.user_stack[-1] if each.user_stack else None
            where = (last.filename, last.lineno or 0) if last else ("", 0)
            found[where] = max(found.get(where, ""), each.reason, key=len)
        told = list(counters["unimplemented"])
        spots = {}
        for (file, line), reason in found.items():
            if reason.startswith("generic_jump"):  # the short word for a branch; elsewhere it says more of it
                reason = next((each for each in told if f'File "{file}", line {line},' in each), reason)
            spot = _spot(self.report, self.case.net, file, line, _plain(reason))
            spots[spot.path or spot.file, line] = spot
        known = {spot.reason for spot in spots.values() if spot.path}  # elsewhere it is told of who calls it
        return tuple(spot for spot in spots.values() if spot.path or spot.reason not in known)


class _Traced(_Eager):
    """`torch.jit.trace`: records the operations of one call. In eval mode its parameters are constants then."""

    way: Way = "torch.jit.trace"

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._warned: list[warnings.WarningMessage] = []

    def made(self) -> Call:
        net, given = self.case.net, tuple(each.clone() for each in self.case.given)
        with warnings.catch_warnings(record=True) as self._warned:
            warnings.simplefilter("always")
            traced: Any = torch.jit.trace(net, given, check_trace=False)
        return traced if net.training else torch.jit.freeze(traced)  # type: ignore[no-any-return]

    def told(self, error: Exception | None = None) -> Called:
        seen = {}
        for each in self._warned:
            if issubclass(each.category, TracerWarning):
                reason = ". ".join(str(each.message).split("\n")[0].split(". ")[:2]).rstrip(".") + "."
                spot = _spot(self.report, self.case.net, each.filename, each.lineno, reason)
                seen[spot.path, spot.line] = spot
        told = super().told(error)  # what PyTorch's own layers ask of shapes is of no interest
        return replace(told, spots=(*told.spots, *(spot for spot in seen.values() if spot.path)))


class _Exported(_Eager):
    """`torch.export`: one whole graph or none."""

    way: Way = "torch.export"
    operations = 0

    def made(self) -> Call:
        exported = torch.export.export(self.case.net, tuple(self.case.given))
        self.operations = sum(node.op == "call_function" for node in exported.graph.nodes)
        call: Call = exported.module(check_guards=False)
        return call

    def told(self, error: Exception | None = None) -> Called:
        return replace(super().told(error), graphs=int(error is None), operations=self.operations)


_MAKING: dict[Way, type[_Eager]] = {each.way: each for each in (_Eager, _Compiled, _Traced, _Exported)}
_UNKNOWN_NUMBERS = "UserError", "GuardOnDataDependentSymNode"


def _reason(error: Exception) -> str:
    said = sentence(error)
    if type(error).__name__ in _UNKNOWN_NUMBERS or "data-dependent" in said:
        return f"which way it goes depends on the numbers, and one graph has one way. PyTorch says: “{said}”"
    return f"PyTorch says: “{said}”"


def _plain(reason: str) -> str:
    """The title and the explanation of a graph break, of the page that PyTorch writes about it."""
    title, _, rest = reason.strip().partition("\n")
    _, _, explanation = rest.partition("Explanation: ")
    told = explanation.split("\n")[0].strip()
    return f"{title.rstrip('.')}. {told}".strip()[:400]


# --- places


def _spot(report: Report, net: nn.Module, file: str, line: int, reason: str) -> Spot:
    """A line of a file, as one of a block's, where its code is there."""
    found = [place for place in places(report) if _stands(place, net, file, line)]
    if not found:
        return Spot(reason, line=line, file=Path(file).name)
    source = str(found[0].block.args["source"]).split("\n") if found[0].block.kind == CODE else []
    text = source[line - 1].strip()[:120] if 0 < line <= len(source) else ""
    return Spot(reason, found[0].path, line, text, "" if source else Path(file).name, len(found) - 1)


def _stands(place: Place, net: nn.Module, file: str, line: int) -> bool:
    if place.block.kind == CODE:
        return coding.filename(str(place.block.args["source"])) == file
    if place.block.children:
        return False
    code: CodeType = type(net.get_submodule(place.module)).forward.__code__
    last = max((each[2] or 0 for each in code.co_lines()), default=0)
    return code.co_filename == file and code.co_firstlineno <= line <= last


# --- surroundings


def _has_compiler(device: str) -> bool:
    """Whether machine code can be made for a device: for the CPU it is C++ first."""
    if not device.startswith("cpu"):
        return True
    from torch._inductor.cpp_builder import get_cpp_compiler
    from torch._inductor.exc import InvalidCxxCompiler

    try:
        get_cpp_compiler()
    except InvalidCxxCompiler:
        return False
    return True


@contextlib.contextmanager
def _compiling(folder: str) -> Iterator[None]:
    """What the compiler writes goes to a folder, it starts no processes that stay, and it forgets all afterwards."""
    try:
        if folder:
            with _environment(TORCHINDUCTOR_CACHE_DIR=folder, TMPDIR=folder), _configured():
                yield
        else:
            yield
    finally:
        _forget()


def _configured() -> contextlib.AbstractContextManager[None]:
    """No pool of compilers, which would stay; random numbers are drawn as eager draws them."""
    from torch._inductor import config

    changes = {"compile_threads": 1, "fallback_random": True}
    found: contextlib.AbstractContextManager[None] = config.patch(changes)
    return found


def _forget() -> None:
    """What `torch.compile` has compiled and counted."""
    from torch._dynamo import reset
    from torch._dynamo.utils import counters

    reset()
    counters.clear()


@contextlib.contextmanager
def _threads(case: _Case) -> Iterator[int]:
    """All threads, where they make this model a quarter quicker, else one: small operations lose by sharing, above
    all on a busy machine."""
    before = torch.get_num_threads()
    if case.device != "cpu" or before == 1:
        yield before
        return
    found = {}
    try:
        for count in (before, 1):
            torch.set_num_threads(count)
            with contextlib.suppress(Exception):  # what is wrong with the model shows below
                found[count] = median(case.timed(case.net, case.given)[1] for _ in range(FEWEST))
        pays = len(found) == 2 and found[before] < PAYS * found[1]
        torch.set_num_threads(before if pays else 1)
        yield torch.get_num_threads()
    finally:
        torch.set_num_threads(before)


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """PyTorch's compilers print a good deal; what matters of it is in the records."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with (
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
