"""Where in a model a line of Python stands."""

from pathlib import Path
from types import CodeType

from torch import nn

from blocks import coding
from blocks.compiled import Spot
from blocks.places import Place, places
from blocks.report import Report
from blocks.source import CODE


def spot_at(report: Report, net: nn.Module, file: str, line: int, reason: str) -> Spot:
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
