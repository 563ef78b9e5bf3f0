"""Sums, products and comparisons of tensors, and functions of each number."""

from torch import nn

from blocks.catalogue.entry import Entry, floats, page
from blocks.catalogue.operations import arithmetic

FAMILY = "Arithmetic"
_ANY, _TRUTHS = floats(2, 6, 8), ((2, 6, 8), "bool")
_LIST = "https://docs.pytorch.org/docs/stable/torch.html"  # of all functions
FUNCTIONS = (
    "abs", "neg", "sign", "exp", "log", "log1p", "sqrt", "rsqrt", "square", "reciprocal", "sin", "cos", "tanh",
    "sigmoid", "erf", "floor", "ceil", "round",
)  # fmt: skip


def _pair(module: type[nn.Module], hint: str, expression: str, function: str, several: bool = False) -> Entry:
    """An operation on two tensors, or on `several`."""
    return Entry(
        module.__name__, hint, module, example=(_ANY, _ANY), inputs=("input", "other"), least=2, variadic=several,
        takes="shapes that broadcast", expression=expression, url=page(function),
    )  # fmt: skip


ENTRIES = (
    _pair(arithmetic.Add, "x + y", "{all: + }", "add", several=True),
    _pair(arithmetic.Subtract, "x − y", "{0} - {1}", "sub"),
    _pair(arithmetic.Multiply, "x · y", "{all: * }", "mul", several=True),
    _pair(arithmetic.Divide, "x / y", "{0} / {1}", "div"),
    Entry(
        "MatMul",
        "x @ y",
        arithmetic.MatMul,
        example=(floats(2, 6, 8), floats(2, 8, 5)),
        takes="(…, rows, columns), and as many rows in the second as columns in the first",
        expression="{0} @ {1}",
        url=page("matmul"),
    ),
    Entry(
        "Einsum",
        "equation",
        arithmetic.Einsum,
        start={"equation": "btd,bsd->bts"},
        example=(floats(2, 6, 8), floats(2, 5, 8)),
        variadic=True,
        docs={"equation": "A letter for each dimension of each input, and after -> those that stay."},
        expression="torch.einsum({equation}, {all})",
        url=page("einsum"),
    ),
    _pair(arithmetic.Maximum, "larger", "torch.maximum({0}, {1})", "maximum"),
    _pair(arithmetic.Minimum, "smaller", "torch.minimum({0}, {1})", "minimum"),
    Entry(
        "Affine",
        "a·x + b",
        arithmetic.Affine,
        example=(_ANY,),
        docs={"scale": "What each number is multiplied by.", "shift": "What is then added."},
        expression="{scale} * {0}{shift: + }",
        url=_LIST,
    ),
    Entry(
        "Power",
        "xⁿ",
        arithmetic.Power,
        start={"exponent": 2.0},
        example=(_ANY,),
        bounds={"exponent": (-100, 100)},
        docs={"exponent": "The power: 0.5 is the square root, -1 the reciprocal."},
        expression="{0} ** {exponent}",
        url=page("pow"),
    ),
    Entry(
        "Clamp",
        "min … max",
        arithmetic.Clamp,
        start={"min": 0.0, "max": 1.0},
        example=(_ANY,),
        docs={"min": "The least that comes out; none for no limit.", "max": "The most; none for no limit."},
        expression="torch.clamp({0}{min:, min=}{max:, max=})",
        url=page("clamp"),
    ),
    Entry(
        "Function",
        "√x, exp, sin …",
        arithmetic.Function,
        start={"function": "exp"},
        example=(_ANY,),
        choices={"function": FUNCTIONS},
        docs={"function": "Which one, under PyTorch's name: rsqrt is 1/√x, log1p is log(1 + x)."},
        expression="torch.{function!s}({0})",
        url=_LIST,
    ),
    Entry(
        "Compare",
        "x > y",
        arithmetic.Compare,
        start={"comparison": "gt"},
        example=(_ANY,),
        choices={"comparison": ("eq", "ne", "lt", "le", "gt", "ge")},
        docs={
            "comparison": "Equal, not equal, less, at most, greater, at least.",
            "value": "What to compare with when there is no second tensor.",
        },
        url=_LIST,
    ),
    Entry(
        "Where",
        "if … else",
        arithmetic.Where,
        example=(_TRUTHS, _ANY, _ANY),
        takes="a condition, such as Compare gives; zero is false",
        expression="torch.where({0}.bool(), {1}, {2})",
        url=page("where"),
    ),
)
