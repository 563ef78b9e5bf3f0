"""Many numbers become one, or a running one."""

from collections.abc import Mapping
from typing import Any

from torch import nn

from blocks.catalogue.entry import Entry, floats, page
from blocks.catalogue.operations import reduction

FAMILY = "Reduction"
_DIM = "Which dimension; 0 is the batch, -1 the last."
_DOCS = {
    "dim": "The dimensions that go; none for all of them, the batch too.",
    "keepdim": "Keep them, with size 1.",
    "correction": "Divide by the count less this: 1 for a sample, 0 for all there is.",
    "ord": "1 adds absolute values, 2 takes the root of the sum of squares, 0 counts what is not zero.",
}


def _over(module: type[nn.Module], hint: str, expression: str, function: str, **more: Mapping[str, Any]) -> Entry:
    """A reduction over dimensions; `more` are further fields of the entry."""
    arguments = ("dim", "keepdim", *(name for name in ("correction", "ord") if name in expression))
    fields: dict[str, Any] = {"start": {"dim": (1,)}, "docs": {name: _DOCS[name] for name in arguments}} | more
    return Entry(
        module.__name__, hint, module, example=(floats(2, 6, 8),), expression=expression, url=page(function), **fields
    )


_ALONG = {"dim": "Along which dimension; none for the place in all numbers in a row.", "keepdim": _DOCS["keepdim"]}
_MOST = {"correction": (0, 10**6)}
_KEEP = "{keepdim:, keepdim=}"

ENTRIES = (
    _over(reduction.Mean, "over dims", f"{{0}}.mean({{dim}}{_KEEP})", "mean"),
    _over(reduction.Sum, "Σ", f"{{0}}.sum({{dim}}{_KEEP})", "sum"),
    _over(reduction.Max, "largest", f"{{0}}.amax({{dim}}{_KEEP})", "amax"),
    _over(reduction.Min, "smallest", f"{{0}}.amin({{dim}}{_KEEP})", "amin"),
    _over(reduction.Std, "spread", f"{{0}}.std({{dim}}{{correction:, correction=}}{_KEEP})", "std", bounds=_MOST),
    _over(reduction.Var, "σ²", f"{{0}}.var({{dim}}{{correction:, correction=}}{_KEEP})", "var", bounds=_MOST),
    _over(
        reduction.Norm, "length", f"torch.linalg.vector_norm({{0}}{{ord:, ord=}}{{dim:, dim=}}{_KEEP})",
        "linalg.vector_norm", bounds={"ord": (-100, 100)},
    ),
    _over(
        reduction.LogSumExp, "smooth max", f"{{0}}.logsumexp({{dim}}{_KEEP})", "logsumexp",
        docs={"dim": "The dimensions that go.", "keepdim": _DOCS["keepdim"]},
    ),
    _over(reduction.ArgMax, "which", f"{{0}}.argmax({{dim}}{_KEEP})", "argmax", start={"dim": -1}, docs=_ALONG),
    _over(reduction.ArgMin, "which", f"{{0}}.argmin({{dim}}{_KEEP})", "argmin", start={"dim": -1}, docs=_ALONG),
    _over(reduction.CumSum, "running", "{0}.cumsum({dim})", "cumsum", start={"dim": 1}, docs={"dim": _DIM}),
    _over(reduction.CumProd, "running", "{0}.cumprod({dim})", "cumprod", start={"dim": 1}, docs={"dim": _DIM}),
)  # fmt: skip
