import math

import torch
import torch.nn as nn


class TiedLM(nn.Module):
    def __init__(self, ntoken=30, ninp=16, nhid=16):
        super().__init__()
        self.ninp = ninp
        self.encoder = nn.Embedding(ntoken, ninp)
        self.rnn = nn.RNN(ninp, nhid, batch_first=True)
        self.decoder = nn.Linear(nhid, ntoken)
        self.decoder.weight = self.encoder.weight

    def forward(self, tokens):
        emb = self.encoder(tokens) * math.sqrt(self.ninp)
        out, _ = self.rnn(emb)
        return self.decoder(out)
