"""What is wrong with code though Python takes it: layers that PyTorch cannot see, a constructor that forgets its own,
constants that are no buffers, changes in place that stop the way back. Each with the source that is right.
"""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from torch import Tensor, nn

from blocks import words
from blocks.errors import BlockError
from blocks.importing.making import filename, make
from blocks.importing.observing import observe
from blocks.importing.rewriting import (
    Edit,
    after,
    around,
    assigned,
    before,
    classes,
    edited,
    instead,
    is_own,
    method,
    module_name,
    text_of,
)
from blocks.importing.trying import Change, way_back
from blocks.mistakes import Mistake, Repair
from blocks.tree import Input


def mistakes(source: str, expression: str, inputs: Sequence[Input], net: nn.Module | None) -> tuple[Mistake, ...]:
    """All that is found, in the order in which it has to be put right. `net` is what the source and the expression
    made; None where they stopped. Only repaired sources run here, to see whether they work; the module runs forward
    and back. Nothing is found in a text that is no Python, or that stops for another reason: making it says why."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    found = list(_unmade(source, tree))
    if net is not None and not found:
        found = _after_making(net, source, tree, expression, inputs)
    return tuple(each if _works(each, expression) else replace(each, repair=None) for each in found)


def _after_making(
    net: nn.Module, source: str, tree: ast.Module, expression: str, inputs: Sequence[Input]
) -> list[Mistake]:
    found = [*_hidden(net, source, tree), *_constants(net, source, tree), *_always_dropping(source, tree)]
    found += _without_result(net, source, tree, inputs)
    change = way_back(net, inputs, filename(source))
    return [*found, _changing(change, source, tree, expression, inputs)] if change else found


def _works(mistake: Mistake, expression: str) -> bool:
    """Whether a repaired source makes a module; one that does not is not offered."""
    if mistake.repair is None:
        return False
    try:
        make(mistake.repair.source, expression)
    except BlockError:
        return False
    return True


# --- super().__init__()


def _unmade(source: str, tree: ast.Module) -> Iterator[Mistake]:
    """Classes whose constructor does not call `nn.Module`'s, or calls it too late."""
    wrong = [found for found in classes(tree).values() if _is_module(found, tree) and _first_own(found) is not None]
    edits = [edit for found in wrong for edit in _made_first(source, found)]
    for found in wrong:
        constructor = method(found, "__init__")
        late = constructor is not None and _call(constructor) is not None
        yield Mistake(
            f"The constructor of {found.name} {'sets attributes before it calls' if late else 'does not call'} "
            "super().__init__().",
            "that call first.",
            f"write `super().__init__()` in the first line of __init__ of {found.name}.",
            "nn.Module's own constructor makes the places where layers, parameters and buffers are registered.",
            constructor.lineno if constructor else found.lineno,
            Repair("Call super().__init__() first", edited(source, edits)),
        )


def _is_module(found: ast.ClassDef, tree: ast.Module) -> bool:
    """Whether a class derives from `nn.Module`, as far as the text says."""
    known = classes(tree)
    for base in found.bases:
        name = ast.unparse(base)
        if name.split(".")[-1] == "Module" or name.startswith(("nn.", "torch.nn.")):
            return True
        if name in known and name != found.name and _is_module(known[name], tree):
            return True
    return False


def _first_own(found: ast.ClassDef) -> ast.stmt | None:
    """The first statement of a constructor, where it does something before the call that should come first."""
    constructor = method(found, "__init__")
    if constructor is None or any(ast.unparse(each) == "dataclass" for each in found.decorator_list):
        return None
    call = _call(constructor)
    early = [each for each in constructor.body if call is None or each.lineno < call.lineno]
    sets = any(
        is_own(node) and isinstance(node.ctx, ast.Store)
        for each in early
        for node in ast.walk(each)
        if isinstance(node, ast.Attribute)
    )
    return early[0] if early and sets else None


def _call(constructor: ast.FunctionDef) -> ast.stmt | None:
    """The statement in which a constructor calls that of what it derives from."""
    for statement in constructor.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "__init__":
                return statement
    return None


def _made_first(source: str, found: ast.ClassDef) -> Iterator[Edit]:
    constructor = method(found, "__init__")
    assert constructor
    call, body = _call(constructor), constructor.body
    words_first = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and len(body) > 1
    first = body[1 if words_first else 0]
    yield before(first, "super().__init__()" if call is None else text_of(source, call))
    if call is not None:
        yield Edit(call.lineno, 0, (call.end_lineno or 0) + 1, 0, "")


# --- layers in plain containers


def _hidden(net: nn.Module, source: str, tree: ast.Module) -> Iterator[Mistake]:
    for path, owner, name, value in _attributes(net):
        inner = (
            list(value.values()) if isinstance(value, dict) else list(value) if isinstance(value, list | tuple) else []
        )
        known = set(net.modules())
        layers = [each for each in _modules(inner) if each not in known]
        if not layers:
            continue
        count = sum(each.numel() for layer in layers for each in layer.parameters())
        kept, better = ("dict", "ModuleDict") if isinstance(value, dict) else (type(value).__name__, "ModuleList")
        call = f"{module_name(tree)}.{better}"
        repair = None
        if all(isinstance(each, nn.Module) for each in inner) and _fits(value):
            repair = _wrapped(source, tree, owner, name, call, f"Keep {name} in an nn.{better}")
        yield Mistake(
            f"{path} is a plain {kept} of {words.plural(len(layers), 'layer')} with {count:,} parameters: "
            "0 parameters: PyTorch cannot see them.",
            "layers that are registered, so that they are trained, moved and saved.",
            f"write `self.{name} = {call}(...)`.",
            "PyTorch looks for parameters in attributes that are modules; it does not look into plain containers.",
            _line_of(tree, owner, name), repair,
        )  # fmt: skip


def _modules(values: Sequence[object]) -> Iterator[nn.Module]:
    for each in values:
        if isinstance(each, nn.Module):
            yield each
        elif isinstance(each, list | tuple | dict):
            yield from _modules(list(each.values()) if isinstance(each, dict) else list(each))


def _fits(value: object) -> bool:
    """Whether a `ModuleDict` takes these keys."""
    return not isinstance(value, dict) or all(
        isinstance(key, str) and key and "." not in key and not hasattr(nn.ModuleDict, key) for key in value
    )


def _wrapped(source: str, tree: ast.Module, owner: nn.Module, name: str, call: str, label: str) -> Repair | None:
    """The source with a call around what an attribute is set to."""
    found = classes(tree).get(type(owner).__name__)
    places = list(assigned(found, name)) if found else []
    if not places:
        return None
    return Repair(label, edited(source, [edit for each in places for edit in _inside(source, each.value, call)]))


def _inside(source: str, value: ast.expr, call: str) -> list[Edit]:
    """A call around a value; a tuple needs brackets of its own."""
    bare = isinstance(value, ast.Tuple) and not text_of(source, value).startswith("(")
    return around(value, f"{call}((", "))") if bare else around(value, f"{call}(")


# --- tensors that are no buffers


def _constants(net: nn.Module, source: str, tree: ast.Module) -> Iterator[Mistake]:
    for path, owner, name, value in _attributes(net):
        if not isinstance(value, Tensor):
            continue
        line, count = _line_of(tree, owner, name), words.plural(value.numel(), "number")
        if value.requires_grad and value.is_leaf:
            call = f"{module_name(tree)}.Parameter"
            yield Mistake(
                f"{path} asks for gradients, but is a plain tensor of {count}: "
                "no optimiser is told of it.",
                "a parameter.", f"write `self.{name} = {call}(...)`.",
                "parameters() has what is registered, and a plain attribute is not.", line,
                _wrapped(source, tree, owner, name, call, f"Make {name} a parameter"),
            )  # fmt: skip
        elif not value.requires_grad:
            yield Mistake(
                f"{path} is a constant of {count} that is kept as a plain attribute.",
                "a buffer, as a rule.", f'write `self.register_buffer("{name}", ...)`.',
                "A plain attribute neither follows .to(device) nor is in state_dict; a buffer does and is.", line,
                _registered(source, tree, owner, name),
            )  # fmt: skip


def _registered(source: str, tree: ast.Module, owner: nn.Module, name: str) -> Repair | None:
    found = classes(tree).get(type(owner).__name__)
    places = list(assigned(found, name)) if found else []
    if len(places) != 1:
        return None
    text = text_of(source, places[0].value)
    return Repair(
        f"Make {name} a buffer", edited(source, [instead(places[0], f'self.register_buffer("{name}", {text})')])
    )


def _attributes(net: nn.Module) -> Iterator[tuple[str, nn.Module, str, object]]:
    """Path, module, name and value of all that classes of one's own keep without registering it; of several modules of
    one class the first."""
    seen = set()
    for path, each in net.named_modules():
        if type(each).__module__.startswith("torch."):
            continue
        for name, value in vars(each).items():
            if not name.startswith("_") and (type(each), name) not in seen:
                seen.add((type(each), name))
                yield f"{path}.{name}".lstrip("."), each, name, value


def _line_of(tree: ast.Module, owner: nn.Module, name: str) -> int | None:
    found = classes(tree).get(type(owner).__name__)
    return next((each.lineno for each in assigned(found, name)), None) if found else None


# --- dropout that never ends


def _always_dropping(source: str, tree: ast.Module) -> Iterator[Mistake]:
    """`F.dropout(x)` in a `forward`, which drops in eval mode too."""
    calls = [
        node
        for found in classes(tree).values()
        for each in found.body
        if isinstance(each, ast.FunctionDef) and each.args.args and each.args.args[0].arg == "self"
        for node in ast.walk(each)
        if isinstance(node, ast.Call) and _drops(node)
    ]
    if calls:
        edits = [
            around(node, "", ", training=self.training)")[1]._replace(column=(node.end_col_offset or 0) - 1)
            for node in calls
        ]
        first = text_of(source, calls[0].func)
        yield Mistake(
            f"`{first}` is not told whether the model is trained: it always drops.",
            "numbers that are dropped while training alone.", f"write `{first}(..., training=self.training)`.",
            "The function knows nothing of model.eval(); the layer nn.Dropout does.", calls[0].lineno,
            Repair("Drop while training alone", edited(source, edits)),
        )  # fmt: skip


def _drops(node: ast.Call) -> bool:
    own = ast.unparse(node.func)
    plain = own.startswith(("F.", "functional.", "nn.functional.", "torch.nn.functional."))
    told = len(node.args) > 2 or any(each.arg in ("training", None) for each in node.keywords)
    return (
        plain and own.split(".")[-1] in ("dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout") and not told
    )


# --- a forward without a result


def _without_result(net: nn.Module, source: str, tree: ast.Module, inputs: Sequence[Input]) -> Iterator[Mistake]:
    seen = observe(net, inputs)
    found = classes(tree)
    for path, module in net.named_modules():
        calls, own = seen.calls.get(module, []), found.get(type(module).__name__)
        forward = method(own, "forward") if own else None
        if not calls or calls[0].result is not None or forward is None:
            continue
        last = forward.body[-1]
        target = last.targets[0] if isinstance(last, ast.Assign) else last.value if isinstance(last, ast.Expr) else None
        repair = None
        if isinstance(last, ast.Assign) and isinstance(target, ast.Name):
            repair = Repair(f"Return {target.id}", edited(source, [after(last, f"return {target.id}")]))
        elif isinstance(last, ast.Expr) and not isinstance(last.value, ast.Constant):
            repair = Repair("Return it", edited(source, [instead(last, f"return {text_of(source, last.value)}")]))
        yield Mistake(
            f"The forward of {type(module).__name__}{f' ({path})' if path else ''} gives nothing.",
            "a forward that returns its result.", "write `return` in its last line.",
            "A function without `return` gives None.", last.lineno, repair,
        )  # fmt: skip
        return


# --- changes in place


def _changing(change: Change, source: str, tree: ast.Module, expression: str, inputs: Sequence[Input]) -> Mistake:
    """A change in place that stops the way back, and the source without it, if that helps."""
    where = f"Line {change.line}" if change.line else "A step"
    module = f" in {change.module}" if change.module else ""
    kept = f" that line {change.kept_by} needs for its gradient" if change.kept_by else " that is needed for a gradient"
    repair = next(
        (Repair("Make a new tensor instead", text) for text in _unchanged(change, source, tree)
         if _goes_back(text, expression, inputs)),
        None,
    )  # fmt: skip
    return Mistake(
        f"{where}{module} changes a tensor in place{kept}: the way back stops.",
        "a new tensor, as `x = x + 1` makes one.",
        "leave what gradients need as it is: no `+=`, no `_` at the end of a method, no inplace=True there.",
        f'PyTorch says: "{change.said}"', change.line, repair,
    )  # fmt: skip


def _unchanged(change: Change, source: str, tree: ast.Module) -> Iterator[str]:
    """Sources without the change: with that of its line alone, else with none."""
    here: Callable[[ast.AST], bool] = lambda node: getattr(node, "lineno", None) == change.line  # noqa: E731
    for wanted in (here, lambda node: True):
        edits = [edit for node in ast.walk(tree) if wanted(node) for edit in _new(node, source)]
        if edits:
            yield edited(source, edits)


def _new(node: ast.AST, source: str) -> Iterator[Edit]:
    """The changes that make a step give a new tensor."""
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name | ast.Attribute):
        target, value = text_of(source, node.target), text_of(source, node.value)
        value = value if isinstance(node.value, ast.Name | ast.Constant | ast.Call | ast.Attribute) else f"({value})"
        sign = ast.unparse(ast.BinOp(ast.Name("a"), node.op, ast.Name("b")))[1:-1].strip()
        yield instead(node, f"{target} = {target} {sign} {value}")
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _in_place(node.value):
        func = node.value.func
        assert isinstance(func, ast.Attribute)
        text, start = text_of(source, node.value), len(text_of(source, func))
        yield instead(node, f"{text_of(source, func.value)} = {text_of(source, func)[:-1]}{text[start:]}")
    if isinstance(node, ast.keyword) and node.arg == "inplace":
        yield instead(node.value, "False")
    if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in _INPLACE and node.args:
        first = node.args[0]
        if isinstance(first, ast.Constant) and first.value is True:
            yield instead(first, "False")


_INPLACE = ("ReLU", "ReLU6", "SiLU", "SELU", "Mish", "Hardswish", "Hardsigmoid")


def _in_place(node: ast.Call) -> bool:
    func = node.func
    return isinstance(func, ast.Attribute) and func.attr.endswith("_") and not func.attr.endswith("__")


def _goes_back(source: str, expression: str, inputs: Sequence[Input]) -> bool:
    try:
        net, _ = make(source, expression)
    except BlockError:
        return False
    return way_back(net, inputs, filename(source)) is None
