"""Whatever comes in: blocks that compute the same, or a `BlockError` in three parts; never anything else."""

import contextlib
import io
import warnings
from collections.abc import Iterator

import pytest
import torch
from test_importing_proofreading import HEAD, net

from blocks import coding
from blocks.analysis import analyse
from blocks.building import build
from blocks.errors import BlockError
from blocks.importing import difference, from_module
from blocks.importing.making import make

X = (((2, 8), "float32"),)
XX = X * 2
PICTURE = (((2, 3, 8, 8), "float32"),)
WORDS = (((2, 5), "int64"),)
LINEAR = "self.fc = nn.Linear(8, 8)"
BLOCK = """class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 8)

    def forward(self, x, {more}):
        {does}


"""


@pytest.fixture(autouse=True)
def code_runs() -> Iterator[None]:
    """Python of imported models may run here, and PyTorch may warn of what people write."""
    with coding.allowed(), warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def called(more: str, does: str, *forward: str) -> str:
    """A class that calls another one in this way."""
    text = net("self.block = Block()", *forward)
    return text.replace("class Net", BLOCK.format(more=more, does=does) + "class Net")


GOOD = {
    # names
    **{f"a layer called {name}": (net(f"self.{name} = nn.Linear(8, 8)", f"return self.{name}(x)"), X)
       for name in ("_hidden", "class_", "dim", "insert", "torch", "F", "nn", "größe", "x", "block", "body", "relu_2", "a" * 80)},
    "an input called type": (net(LINEAR, "return self.fc(type)", takes="type"), X),
    "an input called input": (net(LINEAR, "return self.fc(input) + input", takes="input"), X),
    "an input like a layer": (net(LINEAR, "return self.fc(fc) + fc", takes="fc"), X),
    "inputs like layers": (net(LINEAR, "return self.fc(fc) + fc_2", takes="fc, fc_2"), XX),
    "a number in a dictionary of layers": (net('self.d = nn.ModuleDict({"1": nn.Linear(8, 8), "a-b": nn.ReLU()})', 'return self.d["a-b"](self.d["1"](x)) + x'), X),
    "a row whose numbers have gaps": (net('self.add_module("3", nn.Linear(8, 8))\nself.add_module("1", nn.ReLU())', 'return self._modules["1"](self._modules["3"](x))'), X),
    # how modules are called
    "with a number": (called("scale", "return self.fc(x) * scale", "return self.block(x, 3)"), X),
    "with a number by name": (called("scale=1.0", "return self.fc(x) * scale", "return self.block(x, scale=2.5)"), X),
    "twice with the same number": (called("scale", "return self.fc(x) * scale", "return self.block(self.block(x, 3), 3)"), X),
    "twice with other numbers": (called("scale", "return self.fc(x) * scale", "return self.block(self.block(x, 3), 4)"), X),
    "with a word": (called("how", "return self.fc(x).relu() if how == 'relu' else self.fc(x)", "return self.block(x, 'relu')"), X),
    "with a list of tensors": (called("others", "return self.fc(x) + others[0] + others[1]", "return self.block(x, [x * 2, x * 3])"), X),
    "with a dictionary": (called("others", "return self.fc(x) + others['a']", "return self.block(x, {'a': x * 2})"), X),
    "with any number": (called("*others", "return self.fc(x) + sum(others)", "return self.block(x, x * 2, x * 3)"), X),
    "by names": (called("a=None, b=None", "return self.fc(x) + b", "return self.block(x, b=x * 2)"), X),
    "by names in another order": (called("a, b", "return self.fc(x) + a - b", "return self.block(b=x * 2, a=x, x=x)"), X),
    "by any names": (called("**more", "return self.fc(x) + more['a']", "return self.block(x, a=x)"), X),
    "by names alone": (called("*, a", "return self.fc(x) + a", "return self.block(x, a=x)"), X),
    "with a flag, kept as Python": (called("flag=False", "return self.fc(x) if x.sum() > 1e9 else self.fc(x) * (2 if flag else 1)", "return self.block(x, flag=True)"), X),
    "for a dictionary": (called("*_", "return {'a': self.fc(x), 'b': x}", "out = self.block(x)", "return out['a'] - out['b']"), X),
    "for a list": (called("*_", "return [self.fc(x), x]", "a, b = self.block(x)", "return a - b"), X),
    "for one thing in others": (called("*_", "return self.fc(x), (x, [x * 2])", "a, (b, c) = self.block(x)", "return a - b + c[0]"), X),
    "for one of several": (called("*_", "return self.fc(x), x", "return self.block(x)[1]"), X),
    "twice, for one of several": (net("self.rnn = nn.GRU(8, 8, batch_first=True)", "a = self.rnn(x)[0]", "return self.rnn(a)[1]"), (((2, 3, 8), "float32"),)),
    # what a forward takes and gives
    "any number of inputs": (net(LINEAR, "return self.fc(xs[0]) + xs[1]", takes="*xs"), XX),
    "one and any number": (net(LINEAR, "return self.fc(x) + sum(xs)", takes="x, *xs"), XX),
    "a mask that is not given": (net(LINEAR, "return self.fc(x) if mask is None else self.fc(x) * mask", takes="x, mask=None"), X),
    "a mask that is given": (net(LINEAR, "return self.fc(x) if mask is None else self.fc(x) * mask", takes="x, mask=None"), XX),
    "tuples in tuples": (net(LINEAR, "return self.fc(x), (x, [x * 2])"), X),
    "something and None": (net(LINEAR, "return self.fc(x), None"), X),
    "what goes in, too": (net(LINEAR, "return x, self.fc(x)"), X),
    "the same twice": (net(LINEAR, "x = self.fc(x)", "return x, x"), X),
    "an input that is not used": (net(LINEAR, "return self.fc(x)", takes="x, y"), XX),
    "passing on": (net(LINEAR, "return x"), X),
    "a test for a type": (net(LINEAR, "if isinstance(x, torch.Tensor):", "    x = [x]", "return self.fc(torch.cat(x, 0))"), X),
    "a test for a length": (net(LINEAR, "if len(x.shape) == 2:", "    x = x[None]", "return self.fc(x)"), X),
    "a test for a dtype": (net(LINEAR, "return self.fc(x if x.dtype == torch.float32 else x.float())"), X),
    "going through the batch": (net(LINEAR, "return torch.stack([self.fc(each) for each in x])"), X),
    "counting": (net(LINEAR, "for _ in range(x.size(1) // 4):", "    x = self.fc(x)", "return x"), X),
    "a while on sizes": (net(LINEAR, "while x.shape[0] < 8:", "    x = torch.cat([x, x])", "return self.fc(x)"), X),
    # in place
    "writing into a tensor": (net(LINEAR, "y = self.fc(x)", "y[:, 0] = 0", "return y"), X),
    "a sum that others see": (net(LINEAR, "y = self.fc(x)", "z = y", "y += 1", "return y * z"), X),
    "a view that others see": (net(LINEAR, "y = self.fc(x)", "z = y.view(-1, 2)", "y.mul_(2)", "return z"), X),
    "an activation that others see": (net(LINEAR + "\nself.act = nn.ReLU(inplace=True)", "y = self.fc(x)", "return self.act(y) + y"), X),
    "a block that changes what it is given": (called("*_", "x += self.fc(x)\n        return x", "return self.block(x) * x"), X),
    "a block that changes what nobody else sees": (called("*_", "x += self.fc(x)\n        return x", "return self.block(x * 2) * x"), X),
    "a row that changes what it is given": (net(LINEAR + "\nself.net = nn.Sequential(nn.Sequential(nn.ReLU(True)), nn.Linear(8, 8))", "x = self.fc(x)", "return x + self.net(x)"), X),
    "a list that changes what it is given": (net(LINEAR + "\nself.net = nn.ModuleList([nn.ReLU(True), nn.Linear(8, 8)])", "x = y = self.fc(x)", "for each in self.net:", "    y = each(y)", "return x + y"), X),
    "a sum that nobody else sees": (net(LINEAR, "y = self.fc(x)", "y += x", "y *= 2", "return y.relu_()"), X),
    # what PyTorch does not record
    "gradients off": (net(LINEAR, "with torch.no_grad():", "    y = self.fc(x)", "return y * x"), X),
    "a closure": (net(LINEAR + "\nself.f = lambda y: self.fc(y) * 2", "return self.f(x)"), X),
    "a partial": (net(LINEAR + "\nimport functools\nself.f = functools.partial(torch.mul, other=2)", "return self.f(self.fc(x))"), X),
    "a counter": (net(LINEAR + "\nself.n = 0", "self.n += 1", "return self.fc(x)"), X),
    "words": (net(LINEAR, "print(x.shape)", "return self.fc(x)"), X),
    "a number of a tensor": (net(LINEAR, "return self.fc(x) * x.sum().item()"), X),
    "numpy": (net(LINEAR, "return self.fc(x) * float(x.detach().numpy().sum())"), X),
    "a function of its own": (net(LINEAR, "return Double.apply(self.fc(x))").replace("class Net", "class Double(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, x):\n        return x * 2\n\n    @staticmethod\n    def backward(ctx, grad):\n        return grad * 2\n\n\nclass Net"), X),
    # parameters
    "a parameter of no dimension": (net("self.a = nn.Parameter(torch.tensor(0.5))", "return x * self.a"), X),
    "parameters in a list": (net("self.w = nn.ParameterList([nn.Parameter(torch.ones(8)) for _ in range(2)])", "return x * self.w[0] + self.w[1]"), X),
    "parameters in a dictionary": (net("self.w = nn.ParameterDict({'a': nn.Parameter(torch.randn(8, 8))})", "return x @ self.w['a']"), X),
    "a parameter that is None": (net("self.fc = nn.Linear(8, 8)\nself.register_parameter('b', None)", "return self.fc(x) if self.b is None else x"), X),
    "a layer's own parameter": (net(LINEAR, "return F.linear(self.fc(x), self.fc.weight)"), X),
    "a layer's parameter alone": (net(LINEAR, "return F.linear(x, self.fc.weight.t())"), X),
    "a parameter as a layer": (net("self.weight = nn.Parameter(torch.randn(4, 8))\nself.bias = nn.Parameter(torch.zeros(4))", "return F.linear(x, self.weight, self.bias)"), X),
    "a parameter twice": (net("self.g = nn.Parameter(torch.ones(8))", "return x * self.g + (x + 1) * self.g"), X),
    "frozen": (net("self.fc = nn.Linear(8, 8).requires_grad_(False)", "return self.fc(x)"), X),
    "weight norm": (net("self.fc = nn.utils.parametrizations.weight_norm(nn.Linear(8, 8))", "return self.fc(x)"), X),
    "a buffer that is not saved": (net("self.register_buffer('b', torch.arange(8.0), persistent=False)", "return x + self.b"), X),
    "a buffer of whole numbers": (net("self.register_buffer('b', torch.tensor([3, 1, 2]))", "return x[:, self.b]"), X),
    "a large buffer": (net("self.register_buffer('b', torch.linspace(0, 1, 800).view(100, 8))", "return x + self.b[3]"), X),
    "infinity in a buffer": (net("self.register_buffer('b', torch.tensor([1.0, float('inf'), -float('inf'), 0, 0, 0, 0, 0]))", "return torch.minimum(x, self.b)"), X),
    "changed after it was made": (net(LINEAR, "return self.fc(x)") + "\n\nnet = Net()\nnet.fc = nn.Linear(8, 3)\n", X, "net"),
    # sharing
    "the same layer in a row": ("fc = nn.Linear(8, 8)\nnet = nn.Sequential(fc, nn.ReLU(), fc, nn.ReLU(), fc)", X, "net"),
    "the same layer alone in a row": ("fc = nn.Linear(8, 8)\nnet = nn.Sequential(*[fc] * 4)", X, "net"),
    "a layer inside and outside": (net("fc = nn.Linear(8, 8)\nself.a = nn.Sequential(fc, nn.ReLU())\nself.b = fc", "return self.b(self.a(x))"), X),
    "a layer in two lists": (net("fc = nn.Linear(8, 8)\nself.a = nn.ModuleList([fc, fc])\nself.b = nn.ModuleList([fc])", "for each in [*self.a, *self.b]:", "    x = each(x)", "return x"), X),
    "a block in a block that repeats": (net("fc = nn.Linear(8, 8)\nself.rows = nn.Sequential(*[nn.Sequential(fc, nn.ReLU()) for _ in range(3)])", "return self.rows(x)"), X),
    "tied in a class that is used twice": (called("*_", "return self.fc(F.linear(x, self.fc.weight))", "return self.block(x)"), X),
    # what PyTorch has
    **{name: (name, inputs, name) for name, inputs in {
        "nn.Linear(8, 2)": X, "nn.ReLU()": X, "nn.Identity()": X, "nn.Flatten()": PICTURE, "nn.Sequential(nn.Linear(8, 3))": X,
        "nn.Conv2d(3, 4, 3)": PICTURE, "nn.Embedding(9, 4)": WORDS, "nn.LSTM(8, 5, batch_first=True)": (((2, 4, 8), "float32"),),
        "nn.GRU(8, 5, num_layers=2, bidirectional=True)": (((4, 2, 8), "float32"),), "nn.LSTMCell(8, 5)": X,
        "nn.Bilinear(8, 8, 3)": XX, "nn.MSELoss()": XX, "nn.CosineSimilarity()": XX,
        "nn.TransformerEncoderLayer(8, 2, 16)": (((4, 2, 8), "float32"),), "nn.MultiheadAttention(8, 2)": (((4, 2, 8), "float32"),) * 3,
        "nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), 2, norm=nn.LayerNorm(8))": (((4, 2, 8), "float32"),),
        "nn.TransformerDecoder(nn.TransformerDecoderLayer(8, 2, 16, batch_first=True), 2)": (((2, 4, 8), "float32"), ((2, 3, 8), "float32")),
        "nn.Transformer(8, 2, 1, 1, 16, batch_first=True)": (((2, 4, 8), "float32"), ((2, 3, 8), "float32")),
        "nn.Sequential(nn.Conv2d(3, 4, 3), nn.PixelShuffle(2), nn.Dropout2d(0.2), nn.Upsample(scale_factor=2))": PICTURE,
        "nn.Sequential(nn.LazyLinear(4), nn.Softmax(dim=-1))": X, "nn.Sequential(nn.Unflatten(1, (2, 4)), nn.Flatten())": X,
        "torch.fx.symbolic_trace(nn.Sequential(nn.Linear(8, 8), nn.ReLU()))": X,
    }.items()},
    # kept as Python
    "what a class needs": (net("self.act = ACTS['relu']\nself.size = SIZES[0]", "return half(self.act(x)) if x.sum() < 1e9 else x").replace("class Net", "SIZES = [8, 4]\nACTS = {'relu': nn.ReLU()}\nhalf = lambda x: x * FACTOR\nFACTOR = 0.5\n\n\nclass Net"), X),
    "functions that call each other": (net("self.a = 1", "return even(x, 3) if x.sum() < 1e9 else x").replace("class Net", "def even(x, n):\n    return x if n == 0 else odd(x * 2, n - 1)\n\n\ndef odd(x, n):\n    return x if n == 0 else even(x + 1, n - 1)\n\n\nclass Net"), X),
    "arguments of all kinds": (net("self.fc = nn.Linear(8, a)\nself.b, self.c, self.d, self.e = b, c, d, e", "return self.fc(x) * self.b if x.sum() < 1e9 else x").replace("__init__(self)", "__init__(self, a, b, c, d, *, e)") + "\n\nnet = Net(8, 0.5, 'x', (1, 2), e=True)\n", X, "net"),
    "imports": (net(LINEAR, "return rearranged(self.fc(x)) if x.sum() < 1e9 else x").replace("class Net", "import math as m\nfrom typing import Optional\nfrom functools import partial\nrearranged = partial(torch.mul, other=m.pi)\n\n\nclass Net"), X),
    # masks
    "the causal mask of PyTorch": (net("self.enc = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), 2)", "mask = nn.Transformer.generate_square_subsequent_mask(x.size(1))", "return self.enc(x, mask=mask, is_causal=True)"), (((2, 4, 8), "float32"),)),
    "a mask made by hand": (net("self.attn = nn.MultiheadAttention(8, 2, batch_first=True)", "mask = torch.triu(torch.ones(x.size(1), x.size(1)), diagonal=1).bool()", "return self.attn(x, x, x, attn_mask=mask, need_weights=False)[0]"), (((2, 4, 8), "float32"),)),
    "another mask": (net("self.attn = nn.MultiheadAttention(8, 2, batch_first=True)", "mask = torch.ones(4, 4).triu(2).bool()", "return self.attn(x, x, x, attn_mask=mask)[0]"), (((2, 4, 8), "float32"),)),
    "a padding mask": (net("self.attn = nn.MultiheadAttention(8, 2, batch_first=True)", "return self.attn(x, x, x, key_padding_mask=pad > 0)[0]", takes="x, pad"), (((2, 4, 8), "float32"), ((2, 4), "float32"))),
    "weights of attention": (net("self.attn = nn.MultiheadAttention(8, 2, batch_first=True)", "out, weights = self.attn(x, x, x)", "return out, weights"), (((2, 4, 8), "float32"),)),
    "a mask for attention as a function": (net("self.q = nn.Linear(8, 8)", "mask = torch.ones(4, 4, dtype=torch.bool).tril()", "return F.scaled_dot_product_attention(self.q(x), x, x, attn_mask=mask)"), (((2, 4, 8), "float32"),)),
    # dtypes
    "doubles": (net("self.fc = nn.Linear(8, 2).double()", "return self.fc(x)"), (((2, 8), "float64"),)),
    "whole numbers": (net("self.e = nn.Embedding(9, 4)", "return self.e(x).float().mean(1)"), WORDS),
    "truth values": (net(LINEAR, "return torch.where(x > 0, self.fc(x), x) * (x != 0) * ~(x < 0)"), X),
    "complex numbers": (net(LINEAR, "return torch.fft.fft(self.fc(x)).real"), X),
}  # fmt: skip


@pytest.mark.parametrize("case", GOOD)
def test_blocks_that_compute_the_same(case: str) -> None:
    """Blocks of any such module work, and compute what it computes; its parameters are all there."""
    text, inputs, *call = GOOD[case]
    torch.manual_seed(0)
    module, made = make(text if not call or call[0] == "net" else "", call[0] if call else "Net()")
    found = from_module(module, inputs, "", made)
    report = analyse(found.model)
    assert not found.error
    assert report.ok, report.problems
    assert difference(found, module) <= 1e-5
    assert set(found.keys) == set(build(report).state_dict())
    tensors, noted = module.state_dict(keep_vars=True), [path for path, _ in found.notes]
    had = {id(tensors[path]) for path in found.keys.values()}
    missing = [path for path, each in tensors.items() if id(each) not in had]
    assert [path for path in missing if not any(path == each or path.startswith(f"{each}.") for each in noted)] == []


def test_deep() -> None:
    """Thirty modules in each other are thirty levels; too many for a document are refused."""
    make_deep = "net = nn.Linear(8, 8)\nfor _ in range({}):\n    net = nn.Sequential(net, nn.ReLU())"
    module, made = make(make_deep.format(30), "net")
    assert difference(from_module(module, X, "", made), module) == 0
    module, made = make(make_deep.format(100), "net")
    with pytest.raises(BlockError, match="levels"):
        from_module(module, X, "", made)


BAD = {
    "no Python": ("def", "Net()", X, "SyntaxError"),
    "an error": ("x = 1\nraise ValueError('no')", "Net()", X, "line 2"),
    "an error of a kind of its own": ("class E(Exception): pass\nraise E", "Net()", X, "line 2"),
    "an end": ("import sys\nsys.exit()", "Net()", X, "SystemExit"),
    "no such class": ("x = 1", "Net()", X, "NameError"),
    "no module": ("x = 1", "x", X, "gives int"),
    "a class": (net(LINEAR, "return self.fc(x)"), "Net", X, "gives type"),
    "no expression": ("x = 1", "x = 2", X, "SyntaxError"),
    "nothing": ("", "", X, "SyntaxError"),
    "a null": ("x = '\0'", "x", X, "null"),
    "too many brackets": ("x = " + "(" * 500 + ")" * 500, "x", X, "The code"),
    "too few arguments": (net(LINEAR, "return self.fc(x)"), "Net(3)", X, "TypeError"),
    "no super": (net(LINEAR, "return self.fc(x)", first=""), "Net()", X, "super().__init__()"),
    "no forward": ("class Net(nn.Module):\n    pass", "Net()", X, "forward"),
    "no result": (net(LINEAR, "self.fc(x)"), "Net()", X, "no tensor"),
    "a number as a result": (net(LINEAR, "return 3"), "Net()", X, "no tensor"),
    "too few shapes": (net(LINEAR, "return self.fc(x) + y", takes="x, y"), "Net()", X, "with 1 tensor"),
    "too many shapes": (net(LINEAR, "return self.fc(x)"), "Net()", XX, "with 2 tensors"),
    "no shapes": (net(LINEAR, "return self.fc(x)"), "Net()", (), "0 inputs"),
    "no such dtype": (net(LINEAR, "return self.fc(x)"), "Net()", (((2, 8), "float31"),), "dtype"),
    "a size below zero": (net(LINEAR, "return self.fc(x)"), "Net()", (((-2, 8), "float32"),), "-2"),
    "a list of layers": ("nets = nn.ModuleList([nn.Linear(8, 8)])", "nets", X, "forward"),
    "a scripted module": ("", "torch.jit.script(nn.Linear(8, 8))", X, "TorchScript"),
    "too large": (net(LINEAR, "return self.fc(x)"), "Net()", (((1000000, 1000000), "float32"),), "too large"),
    "a layer of PyTorch that no block is": ("", "nn.AdaptiveLogSoftmaxWithLoss(8, 20, [5, 10])", (((2, 8), "float32"), ((2,), "int64")), "cannot be written"),
    "changed, and kept as Python": (net(LINEAR, "return self.fc(x) if x.sum() < 1e9 else x") + "\n\nnet = Net()\nnet.fc = nn.Linear(8, 3)\n", "net", X, "not as its constructor makes it"),
    "another program's word": (net(LINEAR, "return json.loads('2') * self.fc(x) if x.sum() > 0 else x").replace("import torch\n", "import json\nimport torch\n"), "Net()", X, "json"),
    "a class in a function": (("def build():\n" + net(LINEAR, "return self.fc(x) if x.sum() > 0 else x")[len(HEAD):].replace("\n", "\n    ").replace("class", "    class", 1) + "\n    return Net()"), "build()", X, "the text of Net is not at hand"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_blocks(case: str) -> None:
    """What is no module, or one that can be neither blocks nor Python, is told in three parts."""
    text, call, inputs, told = BAD[case]
    with pytest.raises(BlockError) as error:
        module, made = make(text, call)
        from_module(module, inputs, "", made)
    assert told in str(error.value)
    assert error.value.received and error.value.expected and error.value.fix
