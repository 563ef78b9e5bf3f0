"""Texts of Code blocks that several tests use."""

FIXED_HIDDEN = '''class FixedHiddenMLP(nn.Module):
    """A perceptron with constant weights, layers that are used twice, and a loop."""

    def __init__(self):
        super().__init__()
        self.constant = torch.rand((20, 20))
        self.linear = nn.Linear(20, 20)

    def forward(self, X):
        X = self.linear(X)
        X = F.relu(X @ self.constant + 1)
        X = self.linear(X)
        while X.abs().sum() > 1:
            X /= 2
        return X.sum()'''

HALVING = """class Halving(nn.Module):
    def forward(self, X):
        while X.abs().sum() > 1:
            X = X / 2
        return X"""

MLP = """class MLP(nn.Module):
    def __init__(self, width: int = 256, act: str = "relu"):
        super().__init__()
        self.hidden = nn.Linear(20, width)
        self.out = nn.Linear(width, 10)
        self.act = getattr_free[act]

    def forward(self, X):
        return self.out(self.act(self.hidden(X)))""".replace("getattr_free", '{"relu": F.relu, "tanh": torch.tanh}')


def forward(*lines: str, init: str = "pass", takes: str = "x") -> str:
    """A class with these lines in its forward, and one in its constructor."""
    body = "\n".join(f"        {line}" for line in lines)
    return (
        f"class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        {init}\n\n"
        f"    def forward(self, {takes}):\n{body}"
    )
