import torch
from torch import Tensor, nn


class Seq2SeqDecoder(nn.Module):
    """Write sentences token by token, with the encoder's message in front of it at every step."""

    def __init__(
        self, vocab_size: int, embed_size: int, num_hiddens: int, num_layers: int, dropout: float = 0.0
    ) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size + num_hiddens, num_hiddens, num_layers, batch_first=True, dropout=dropout)
        self.dense = nn.Linear(num_hiddens, vocab_size)
        ### END SOLUTION

    def forward(self, X: Tensor, context: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits (n, T, vocab_size) after each token of X (n, T), int64, and the new state.

        context: (n, h), the same at every step. state: (num_layers, n, h), like the one returned.
        """
        ### BEGIN SOLUTION
        message = context[:, None].expand(-1, X.shape[1], -1)
        outputs, state = self.rnn(torch.cat([self.embedding(X), message], dim=2), state)
        return self.dense(outputs), state
        ### END SOLUTION
