from torch import nn


class CharRNN(nn.Module):
    def __init__(self, vocab=40, hidden=20):
        super().__init__()
        self.encoder = nn.Embedding(vocab, hidden)
        self.gru = nn.GRU(hidden, hidden, num_layers=2, batch_first=True)
        self.decoder = nn.Linear(hidden, vocab)

    def forward(self, tokens, state=None):
        output, state = self.gru(self.encoder(tokens), state)
        return self.decoder(output), state
