"""From a model to a plain `nn.Module`, with PyTorch's own layers under the names of the document."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

import torch
from torch import nn

from blocks import catalogue, coding, wiring
from blocks.analysis import analyse
from blocks.catalogue.structures import MERGES, Graph, Repeat, Residual
from blocks.errors import BlockError
from blocks.report import Node, Report
from blocks.tree import Block, Model

Made: TypeAlias = dict[str, nn.Module]  # by label


def build(model: Model | Report, device: str | torch.device = "cpu") -> nn.Module:
    """The model as an `nn.Module` on `device`, freshly initialised by PyTorch's defaults, in eval mode.

    Raises: BlockError when the model has a problem, or a block written in Python that may not run here.
    """
    report = model if isinstance(model, Report) else analyse(model)
    if not report.ok:
        raise broken(report)
    with torch.device(device):
        return _module(report.model.root, report.root, {}).eval()


def broken(report: Report) -> BlockError:
    """The first problem of a model, as an error."""
    path, problem = report.problems[0]
    return BlockError(problem.received, f"{problem.expected} {problem.why}".rstrip(), problem.fix, path or "the model")


def _module(block: Block, node: Node, made: Made) -> nn.Module:
    """The module of a block. What has a label is put into `made`, where `Reuse` and ties find it."""
    if block.kind == "Reuse":
        return made[node.args["of"]]
    module = _new(block, node, made)
    for name, source in block.tied.items():
        label, _, parameter = source.partition(".")
        setattr(module, name, made[label].get_parameter(parameter))
    if block.shared:
        made[block.shared] = module
    return module


def _new(block: Block, node: Node, made: Made) -> nn.Module:
    if block.definition:
        return _module(block.children[0], node.children[0], {})
    match block.kind:
        case "Sequential":
            return nn.Sequential(_named(block, node.children, made))
        case "Residual":
            body, shortcut = _named(block, node.children, made).values()
            return Residual(body, shortcut)
        case "Parallel":
            branches = _named(block, node.children, made)
            merge, dim = node.args.get("merge", "concat"), node.args.get("dim", 1)
            return MERGES[merge](branches, dim=dim) if merge in ("concat", "stack") else MERGES[merge](branches)
        case "Repeat":
            return (Repeat if len(node.inputs) > 1 else nn.Sequential)(*_rounds(block, node, made))
        case "Graph":
            return Graph(_named(block, node.children, made), plan(block, node), called_again(block))
        case "Code":
            return coding.make(node.args["source"], {name: node.args[name] for name in node.args if name != "source"})
    module: nn.Module = catalogue.module_class(block.kind)(**node.args)
    return module


def called_again(graph: Block) -> dict[str, str]:
    """The children of a Graph that are another child called again, with the name of that one."""
    own = {child.shared: child.name for child in graph.children if child.shared}
    again = [(child.name, str(child.args.get("of"))) for child in graph.children if child.kind == "Reuse"]
    return {name: own[of] for name, of in again if of in own}


def plan(block: Block, node: Node) -> list[list[tuple[int | None, int]]]:
    """What each child of a Graph takes, and at last what the Graph gives: outputs by child and place."""
    graph = replace(block, args=node.args)  # the root's inputs are named in the model
    taken = [wiring.sources(graph, place) if known.inputs else () for place, known in enumerate(node.children)]
    return [[(each.child, each.place) for each in sources] for sources in (*taken, wiring.results(graph))]


def _named(block: Block, nodes: Sequence[Node], made: Made) -> "OrderedDict[str, nn.Module]":
    triples = zip(block.names(), block.children, nodes, strict=True)
    return OrderedDict((name, _module(child, node, made)) for name, child, node in triples)


def _rounds(block: Block, node: Node, made: Made) -> list[nn.Module]:
    if node.args.get("share") and node.rounds:
        return [_round(block, node.children, made)] * int(node.args["times"])
    return [_round(block, rounds.children, made) for rounds in node.rounds for _ in range(rounds.count)]


def _round(block: Block, nodes: Sequence[Node], made: Made) -> nn.Module:
    """One round's body; a body of one block is that block. Its labels are its own."""
    inner = dict(made)
    if len(block.children) == 1:
        return _module(block.children[0], nodes[0], inner)
    return nn.Sequential(_named(block, nodes, inner))
