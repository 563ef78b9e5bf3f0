"""Which lines of the code that `to_code` writes make a block, and call it."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from blocks.tree import Address, Block, Model

Lines: TypeAlias = tuple[tuple[int, int], ...]  # from and to, both counted from 1 and included


def lines(source: str, model: Model) -> dict[Address, Lines]:
    """The lines of each block in the code of its model: where it is made, and where it is called. A block of which
    several stand in the code, as in rounds that differ, has the first."""
    classes = {node.name: _Class(node) for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}
    if not classes:
        return {}
    root = list(classes.values())[-1]
    found: dict[Address, Lines] = {(): (root.lines,)}
    found.update(_in_class(model.root, (), root, classes))
    return found


def of(found: Mapping[Address, Lines], address: Address) -> Lines:
    """The lines of a block; of one that needs none, such as an empty shortcut, those of what is around it."""
    while address and not found.get(address):
        address = address[:-1]
    return found.get(address, ())


def block_at(found: Mapping[Address, Lines], line: int) -> Address | None:
    """The innermost block that a line makes or calls."""
    there = [
        (stop - start, -len(address), address)
        for address, ranges in found.items()
        for start, stop in ranges
        if start <= line <= stop
    ]
    return min(there)[2] if there else None


@dataclass
class _Class:
    """A class of the file: what its constructor sets, what it hands to the class above it, and its `forward`."""

    node: ast.ClassDef
    made: dict[str, ast.Assign] = field(default_factory=dict)
    handed: ast.Call | None = None
    forward: list[ast.stmt] = field(default_factory=list)

    def __post_init__(self) -> None:
        for method in self.node.body:
            if isinstance(method, ast.FunctionDef) and method.name == "forward":
                self.forward = method.body
            if isinstance(method, ast.FunctionDef) and method.name == "__init__":
                self._read(method)

    def _read(self, method: ast.FunctionDef) -> None:
        for line in method.body:
            if isinstance(line, ast.Expr) and isinstance(line.value, ast.Call):
                self.handed = line.value
            if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Attribute):
                self.made[line.targets[0].attr] = line

    @property
    def lines(self) -> tuple[int, int]:
        return _span(self.node)

    def calls(self, name: str) -> list[ast.stmt]:
        """The statements of `forward` that use an attribute."""
        return [each for each in self.forward if name in _attributes(each)]


Classes: TypeAlias = Mapping[str, _Class]
Found: TypeAlias = Iterator[tuple[Address, Lines]]


def _in_class(block: Block, address: Address, found: _Class, classes: Classes) -> Found:
    """The blocks in one that is a class."""
    if block.definition:
        yield (*address, 0), (found.lines,)
        yield from _in_class(block.children[0], (*address, 0), found, classes)
        return
    if not found.forward:
        if found.handed:
            yield from _in_call(block, address, found.handed, classes)
        return
    last = -1
    for place, (name, child) in enumerate(zip(block.names(), block.children, strict=True)):
        made, calls = found.made.get(name), found.calls(name)
        if not made and not calls:
            calls = _unnamed(found, last, block.names()[place + 1 :])
        if calls:
            last = max(found.forward.index(each) for each in calls)
        there = (*address, place)
        yield there, tuple(_span(each) for each in (*([made] if made else []), *calls))
        if made:
            yield from _inside(child, there, made.value, classes)


def _unnamed(found: _Class, last: int, later: tuple[str, ...]) -> list[ast.stmt]:
    """The line of an operation that has no name there: that after the last block's, or, written into it, the line of
    one that comes later."""
    following = found.forward[max(last, 0) : last + 2][-1:]
    if following and last + 1 < len(found.forward):
        return following
    return next((calls for name in later if (calls := found.calls(name))), following)


def _inside(block: Block, address: Address, made: ast.expr, classes: Classes) -> Found:
    """The blocks in one, from the expression that makes it."""
    made = made.value if isinstance(made, ast.NamedExpr) else made
    if not block.children or not isinstance(made, ast.Call):
        return
    own = classes.get(made.func.id) if isinstance(made.func, ast.Name) else None
    if own and (block.definition or own.made) and block.kind not in _HELPED:
        yield from _in_class(block, address, own, classes)
    elif block.definition:
        yield from _inside(block.children[0], (*address, 0), made, classes)
    else:
        yield from _in_call(block, address, made, classes)


_HELPED = ("Residual", "Parallel", "Repeat")  # whose own class stands in the file too


def _in_call(block: Block, address: Address, made: ast.Call, classes: Classes) -> Found:
    """The children of a block, from the arguments with which it is made."""
    if block.definition:
        yield from _in_call(block.children[0], (*address, 0), made, classes)
        return
    parts = _parts(made)
    if block.kind == "Repeat":
        parts = _round(block, parts)
    for place, (child, part) in enumerate(zip(block.children, parts, strict=False)):
        yield (*address, place), (_span(part),)
        yield from _inside(child, (*address, place), part, classes)


def _parts(made: ast.Call) -> list[ast.expr]:
    """What a row is made of: the arguments, or what stands in their `OrderedDict`."""
    first = made.args[0] if len(made.args) == 1 else None
    if isinstance(first, ast.Call) and isinstance(first.func, ast.Name) and first.func.id == "OrderedDict":
        if first.args and isinstance(first.args[0], ast.List):
            return [pair.elts[1] for pair in first.args[0].elts if isinstance(pair, ast.Tuple)]
        return [keyword.value for keyword in first.keywords]
    return list(made.args)


def _round(repeat: Block, parts: list[ast.expr]) -> list[ast.expr]:
    """The first round of a Repeat: one expression, or those of its row."""
    for part in parts[:1]:
        one = part.value if isinstance(part, ast.Starred) else part
        while isinstance(one, ast.ListComp | ast.GeneratorExp | ast.BinOp | ast.List):
            if isinstance(one, ast.List):
                one = one.elts[0] if one.elts else ast.Constant(None)
            else:
                one = one.left if isinstance(one, ast.BinOp) else one.elt
        if len(repeat.children) > 1 and isinstance(one, ast.Call):
            return _parts(one)
        return [one]
    return []


def _attributes(node: ast.AST) -> set[str]:
    """The attributes of `self` that are used in a statement."""
    found = (each for each in ast.walk(node) if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name))
    return {each.attr for each in found if isinstance(each.value, ast.Name) and each.value.id == "self"}


def _span(node: ast.stmt | ast.expr) -> tuple[int, int]:
    return node.lineno, node.end_lineno or node.lineno
