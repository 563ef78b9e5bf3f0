"""Recurrent layers and their cells, with states as tensors of their own.

Letters: `T` time, `B` batch, `F` features, `H` hidden size (twice that of a layer with two directions).
"""

import torch
from torch import Tensor, nn


class RNN(nn.RNN):
    """PyTorch's RNN, giving its sequence, the last step of it, the last layer's last state, or all."""

    def __init__(self, *args, output: str = "sequence", **kwargs):
        super().__init__(*args, **kwargs)
        self.output = output

    def forward(self, input: Tensor, hidden: Tensor | None = None) -> Tensor | tuple[Tensor, ...]:
        sequence, hidden = super().forward(input, hidden)  # T B H, or B T H, or T H
        if self.output == "last step":
            return sequence.select(1 if self.batch_first and sequence.dim() == 3 else 0, -1)  # B H
        if self.output == "last state":
            return torch.cat([*hidden[-1 - self.bidirectional :]], dim=-1)  # B H
        return sequence if self.output == "sequence" else (sequence, hidden)


class GRU(nn.GRU):
    """PyTorch's GRU, giving its sequence, the last step of it, the last layer's last state, or all."""

    def __init__(self, *args, output: str = "sequence", **kwargs):
        super().__init__(*args, **kwargs)
        self.output = output

    def forward(self, input: Tensor, hidden: Tensor | None = None) -> Tensor | tuple[Tensor, ...]:
        sequence, hidden = super().forward(input, hidden)  # T B H, or B T H, or T H
        if self.output == "last step":
            return sequence.select(1 if self.batch_first and sequence.dim() == 3 else 0, -1)  # B H
        if self.output == "last state":
            return torch.cat([*hidden[-1 - self.bidirectional :]], dim=-1)  # B H
        return sequence if self.output == "sequence" else (sequence, hidden)


class LSTM(nn.LSTM):
    """PyTorch's LSTM, giving its sequence, the last step of it, the last layer's last state, or all."""

    def __init__(self, *args, output: str = "sequence", **kwargs):
        super().__init__(*args, **kwargs)
        self.output = output

    def forward(
        self, input: Tensor, hidden: Tensor | None = None, cell: Tensor | None = None
    ) -> Tensor | tuple[Tensor, ...]:
        state = None
        if hidden is not None:
            state = hidden, hidden.new_zeros(*hidden.shape[:-1], self.hidden_size) if cell is None else cell
        sequence, (hidden, cell) = super().forward(input, state)  # T B H, or B T H, or T H
        if self.output == "last step":
            return sequence.select(1 if self.batch_first and sequence.dim() == 3 else 0, -1)  # B H
        if self.output == "last state":
            return torch.cat([*hidden[-1 - self.bidirectional :]], dim=-1)  # B H
        return sequence if self.output == "sequence" else (sequence, hidden, cell)


class LSTMCell(nn.LSTMCell):
    """PyTorch's LSTMCell, taking and giving its hidden and its cell state as two tensors."""

    def forward(self, input: Tensor, hidden: Tensor | None = None, cell: Tensor | None = None) -> tuple[Tensor, Tensor]:
        if hidden is None:
            return super().forward(input)
        return super().forward(input, (hidden, torch.zeros_like(hidden) if cell is None else cell))
