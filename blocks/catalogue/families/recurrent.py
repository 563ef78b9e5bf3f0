"""Sequences read step by step, each step with what the steps before left."""

from typing import Any

from torch import nn

from blocks.catalogue.adapters import recurrent
from blocks.catalogue.entry import Entry, floats

FAMILY = "Recurrent"
OUTPUTS = ("sequence", "last step", "last state", "all")
NONLINEARITIES = {"nonlinearity": ("tanh", "relu")}


def _layer(module: type[nn.Module], hint: str, paper: str, *gives: str, **choices: tuple[str, ...]) -> Entry:
    return Entry(
        module.__name__,
        hint,
        module,
        start={"hidden_size": 64, "batch_first": True},
        example=(floats(2, 6, 8),),
        reads={"input_size": -1},
        takes="(batch, time, features) with batch_first, else (time, batch, features)",
        choices={"output": OUTPUTS, **choices},
        gives=("sequence", *gives),
        paper=paper,
        docs={
            "output": "What comes out: each step of the last layer; the last of these; the state in which the last "
            "layer ends, both directions side by side; or the sequence and the states of all layers",
        },
    )


def _cell(name: str, hint: str, paper: str, *inputs: str, **others: Any) -> Entry:
    return Entry(
        name,
        hint,
        start={"hidden_size": 64},
        example=(floats(2, 8),),
        reads={"input_size": -1},
        takes="one step: (batch, features)",
        inputs=("input", *inputs),
        paper=paper,
        **others,
    )


ELMAN = "https://doi.org/10.1207/s15516709cog1402_1"
LSTM = "https://doi.org/10.1162/neco.1997.9.8.1735"
GRU = "https://arxiv.org/abs/1406.1078"
ENTRIES = (
    _layer(recurrent.LSTM, "with memory", LSTM, "hidden", "cell"),
    _layer(recurrent.GRU, "gated", GRU, "hidden"),
    _layer(recurrent.RNN, "simple", ELMAN, "hidden", **NONLINEARITIES),
    _cell("LSTMCell", "one step", LSTM, "hidden", "cell", module=recurrent.LSTMCell, gives=("hidden", "cell")),
    _cell("GRUCell", "one step", GRU, "hidden"),
    _cell("RNNCell", "one step", ELMAN, "hidden", choices=NONLINEARITIES),
)
