"""The ways of calling a model: how each is made, and what there is to say of it."""

import warnings
from typing import Any

import torch
from msgspec.structs import replace
from torch import Tensor
from torch.jit._trace import TracerWarning

from blocks import coding
from blocks.compiled import Called, Spot, Way
from blocks.compiling.case import Call, Case
from blocks.compiling.spots import spot_at
from blocks.compiling.surroundings import forget, has_compiler
from blocks.explain import sentence
from blocks.report import Report

LOCKED = "It only records here: no machine code is made in the locked process in which blocks written in Python run."
NO_COMPILER = "It only records here: to make machine code it needs a C++ compiler (g++ or clang++) on the path."


class _Eager:
    """As the model is: Python calls one operation after the other."""

    way: Way = "eager"

    def __init__(self, case: Case, report: Report, folder: str) -> None:
        self.case, self.report, self.folder = case, report, folder

    def made(self) -> Call:
        """What is called in this way."""
        return self.case.net

    def told(self, error: Exception | None = None) -> Called:
        """What there is to say, without times."""
        return Called(self.way, refused=why(error) if error else "", spots=self._spots(error))

    def _spots(self, error: Exception | None) -> tuple[Spot, ...]:
        file, line = coding.place_of(error) if error else ("", None)
        return (spot_at(self.report, self.case.net, file, line, ""),) if line else ()


class _Compiled(_Eager):
    """`torch.compile`: reads Python's bytecode, records graphs, and makes machine code of them."""

    way: Way = "torch.compile"
    graphs = operations = 0
    note = ""

    def made(self) -> Call:
        from torch._dynamo import lookup_backend

        forget()
        self.note = "" if self.folder and has_compiler(self.case.device) else NO_COMPILER if self.folder else LOCKED
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
            spot = spot_at(self.report, self.case.net, file, line, _plain(reason))
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
                spot = spot_at(self.report, self.case.net, each.filename, each.lineno, reason)
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


MAKING: dict[Way, type[_Eager]] = {each.way: each for each in (_Eager, _Compiled, _Traced, _Exported)}
_UNKNOWN_NUMBERS = "UserError", "GuardOnDataDependentSymNode"


def why(error: Exception) -> str:
    """Why a way refuses a model, in words."""
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
