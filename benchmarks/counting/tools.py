"""The tools of the counting table, each called as its own documentation shows it; all give MACs.

The peers are imported when they are asked, so that a test of our own numbers does without them.
"""

import contextlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

import blocks
from benchmarks.counting.cases import Case


@dataclass(frozen=True)
class Counted:
    """What a tool answers: `params` is None where it does not count them, `macs` the error where only they fail."""

    params: int | None
    macs: int | Exception


@dataclass(frozen=True)
class Tool:
    """`ask` counts a case. `adds` names what the tool's own convention counts as well: bias, touched (see `Work`)."""

    name: str
    package: str
    ask: Callable[[Case], Counted]
    adds: tuple[str, ...] = ()


def _ours(case: Case) -> Counted:
    report = blocks.analyse(case.document(), code=True)  # the documents are this repository's own
    if not report.ok:
        raise ValueError(str(report.problems))
    return Counted(report.params, report.macs)


def _torchinfo(case: Case) -> Counted:
    import torchinfo

    found = torchinfo.summary(case.plain(), input_data=case.feed(), verbose=0)
    return Counted(found.total_params, found.total_mult_adds)


def _fvcore(case: Case) -> Counted:
    from fvcore.nn import FlopCountAnalysis, parameter_count

    model = case.plain().eval()
    analysis = FlopCountAnalysis(model, case.feed())
    analysis.unsupported_ops_warnings(False).uncalled_modules_warnings(False).tracer_warnings("none")
    macs: int | Exception
    try:
        macs = int(analysis.total())
    except Exception as error:  # its count of parameters is another function, which still answers
        macs = error
    return Counted(parameter_count(model)[""], macs)


def _ptflops(backend: str) -> Callable[[Case], Counted]:
    def ask(case: Case) -> Counted:
        import ptflops

        said = io.StringIO()
        settings: dict[str, Any] = {"as_strings": False, "print_per_layer_stat": False, "backend": backend}
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            macs, params = ptflops.get_model_complexity_info(
                case.plain(), case.shape[1:], input_constructor=lambda _: case.feed(), **settings
            )
        if macs is None:  # it prints what went wrong
            raise RuntimeError(said.getvalue().strip())
        return Counted(params, int(macs))

    return ask


def _flop_counter(device: str, grad: bool) -> Callable[[Case], Counted]:
    def ask(case: Case) -> Counted:
        with torch.device(device):  # only while building: inside it PyTorch leaves its fast path for attention
            model, x = case.plain().eval(), case.feed()
        return Counted(None, flop_counter(model, x, grad))

    return ask


def flop_counter(model: nn.Module, x: Tensor, grad: bool = False) -> int:
    """The MACs of one forward pass by PyTorch's own `FlopCounterMode`, whose FLOPs are two to a MAC."""
    with torch.set_grad_enabled(grad), FlopCounterMode(display=False) as counter:
        model(x)
    return counter.get_total_flops() // 2


TOOLS = (
    Tool("Blockyard", "", _ours),
    Tool("torchinfo", "torchinfo", _torchinfo, ("bias", "touched")),
    Tool("fvcore", "fvcore", _fvcore, ("touched",)),
    Tool("ptflops aten", "ptflops", _ptflops("aten"), ("bias",)),
    Tool("ptflops pytorch", "ptflops", _ptflops("pytorch"), ("bias", "touched")),
    Tool("FlopCounterMode CPU", "torch", _flop_counter("cpu", grad=False)),
    Tool("the same, with gradients", "torch", _flop_counter("cpu", grad=True)),
    Tool("FlopCounterMode meta", "torch", _flop_counter("meta", grad=False)),
)


def versions() -> str:
    """Every package with its version: `torch 2.13.0, ...`. Ends the program when one is not installed."""
    packages = sorted({tool.package for tool in TOOLS if tool.package})
    try:
        return ", ".join(f"{package} {version(package).partition('+')[0]}" for package in packages)
    except PackageNotFoundError as error:
        fix = "pip install -r requirements-benchmarks.txt"
        raise SystemExit(f"{error.name} is not installed. Expected: {', '.join(packages)}. Fix: {fix}.") from error
