import torch
from torch import nn


class Encoder(nn.Module):
    def __init__(self, vocab, emb, hid):
        super().__init__()
        self.embedding = nn.Embedding(vocab, emb)
        self.rnn = nn.GRU(emb, hid, batch_first=True)

    def forward(self, src):
        outputs, hidden = self.rnn(self.embedding(src))
        return outputs, hidden


class Decoder(nn.Module):
    def __init__(self, vocab, emb, hid):
        super().__init__()
        self.embedding = nn.Embedding(vocab, emb)
        self.rnn = nn.GRU(emb + hid, hid, batch_first=True)
        self.dense = nn.Linear(hid, vocab)

    def forward(self, tgt, hidden):
        embs = self.embedding(tgt)
        context = hidden[-1]
        context = context.unsqueeze(1).repeat(1, embs.shape[1], 1)
        outputs, hidden = self.rnn(torch.cat((embs, context), -1), hidden)
        return self.dense(outputs), hidden


class Seq2Seq(nn.Module):
    def __init__(self, src_vocab=20, tgt_vocab=30, emb=8, hid=16):
        super().__init__()
        self.encoder = Encoder(src_vocab, emb, hid)
        self.decoder = Decoder(tgt_vocab, emb, hid)

    def forward(self, src, tgt):
        _, hidden = self.encoder(src)
        output, _ = self.decoder(tgt, hidden)
        return output
