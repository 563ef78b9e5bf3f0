import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class GRUClassifier(nn.Module):
    def __init__(self, vocab=40, dim=16, hidden=20, classes=3):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.gru = nn.GRU(dim, hidden, batch_first=True)
        self.head = nn.Linear(hidden, classes)

    def forward(self, tokens):
        x = self.embed(tokens)
        packed = pack_padded_sequence(x, [x.size(1)] * x.size(0), batch_first=True)
        packed, h = self.gru(packed)
        out, _ = pad_packed_sequence(packed, batch_first=True)
        return self.head(out[:, -1])
