from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class Seq2SeqEncoder(nn.Module):
    """Read sentences of different length with an embedding and a stack of GRU layers."""

    def __init__(
        self, vocab_size: int, embed_size: int, num_hiddens: int, num_layers: int, dropout: float = 0.0
    ) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, batch_first=True, dropout=dropout)
        ### END SOLUTION

    def forward(self, X: Tensor, valid_len: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return the top layer's states (n, T, h) and the last state of every layer (num_layers, n, h).

        X: tokens (n, T), int64. valid_len: (n,), the number of tokens of each row that count, at least 1; None for
        all. Outputs after a sentence's end are 0.
        """
        ### BEGIN SOLUTION
        embedded = self.embedding(X)
        if valid_len is None:
            return self.rnn(embedded)
        packed = pack_padded_sequence(embedded, valid_len.cpu(), batch_first=True, enforce_sorted=False)
        outputs, state = self.rnn(packed)
        outputs, _ = pad_packed_sequence(outputs, batch_first=True, total_length=X.shape[1])
        return outputs, state
        ### END SOLUTION
