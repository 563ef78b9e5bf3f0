"""What the page that tries the code editor shows: texts, how often their lines ran, and what is wrong with one."""

SOURCES = {
    "residual": '''class Residual(nn.Module):
    """Adds what its layers give to what they take."""

    def __init__(self, features: int = 64, rounds: int = 4):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(features, features) for _ in range(rounds))

    def forward(self, x):
        for layer in self.layers:  # each round keeps the shape B×D
            x = x + torch.relu(layer(x)) * 0.5
        if x.isnan().any():
            raise ValueError(f"not a number after {len(self.layers)} rounds, which should never be seen in a model")
        return x
''',
    "short": "x = 1\n",
}
COUNTS = {9: 5, 10: 4, 11: 1, 12: 0, 13: 1}
PROBLEMS = [(10, "It takes B×32. Linear(64, 64) expects B×64. Set features to 32.")]
