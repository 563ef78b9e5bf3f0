"""Windows of learned weights, and the same windows as plain columns."""

from blocks.catalogue.entry import GRID, WINDOWS, WORDS, Entry, floats, grid

FAMILY = "Convolution"


def _convolution(dimensions: int) -> Entry:
    return Entry(
        f"Conv{dimensions}d",
        WORDS[dimensions],
        start={"out_channels": 32, "kernel_size": 3, "padding": 1},
        example=(grid(dimensions),),
        reads={"in_channels": -1 - dimensions},
        takes=GRID[dimensions],
        paper="https://doi.org/10.1162/neco.1989.1.4.541",
        formula=WINDOWS,
    )


def _transposed(dimensions: int) -> Entry:
    return Entry(
        f"ConvTranspose{dimensions}d",
        "upsample",
        start={"out_channels": 32, "kernel_size": 2, "stride": 2},
        example=(grid(dimensions),),
        reads={"in_channels": -1 - dimensions},
        takes=GRID[dimensions],
        choices={"padding_mode": ("zeros",)},
        paper="https://arxiv.org/abs/1603.07285",
        lax=True,
        formula="n → (n − 1)·s − 2·p + d·(k − 1) + 1",
        docs={"padding_mode": "What stands in the border: PyTorch knows zeros alone here"},
    )


ENTRIES = (
    *map(_convolution, (2, 1, 3)),
    *map(_transposed, (2, 1, 3)),
    Entry("Unfold", "windows", start={"kernel_size": 3, "padding": 1}, example=(grid(2),)),
    Entry(
        "Fold",
        "undo Unfold",
        start={"output_size": (8, 8), "kernel_size": 2, "stride": 2},
        example=(floats(2, 12, 16),),  # 3 channels x 2 x 2 windows; 4 x 4 of them in 8 x 8
    ),
)
