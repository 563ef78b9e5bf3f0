"""Blockyard's model logic: build, analyse and run PyTorch models made of nested blocks.

    import blocks

    model = blocks.load("gallery/resnet152.json")
    report = blocks.analyse(model)       # report.params, report["resnet.layer1"].output.shape
    net = blocks.build(model)            # a plain nn.Module
    print(blocks.to_code(model))         # PyTorch that needs only torch

Importing this loads no torch; the functions that need it do, on their first call.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Block": "tree",
    "Model": "tree",
    "Input": "tree",
    "BlockError": "errors",
    "EngineError": "errors",
    "Report": "report",
    "Training": "kept",
    "Fitted": "fitting.records",
    "apart": "fitting.records",
    "apart_in_all": "fitting.records",
    "Plan": "fitting.records",
    "Order": "runs",
    "Feed": "runs",
    "load": "library",
    "loads": "library",
    "dump": "library",
    "dumps": "library",
    "from_link": "library",
    "to_link": "library",
    "analyse": "library",
    "training_memory": "library",
    "build": "library",
    "run": "library",
    "fit": "library",
    "show": "library",
    "compare_compiled": "library",
    "grade": "library",
    "check_lessons": "library",
    "from_module": "library",
    "from_code": "library",
    "save_weights": "library",
    "load_weights": "library",
    "compare_weights": "library",
    "export": "library",
    "Differences": "differences",
    "Exported": "exported",
    "to_code": "library",
    "to_notebook": "library",
    "to_dot": "library",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'blocks' has no attribute {name!r}")
    return getattr(import_module(f"blocks.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
