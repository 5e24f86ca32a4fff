import torch
from torch import Tensor, nn


class TuneLSTM(nn.Module):
    """Read and write texts, token by token: an embedding, an LSTM layer and a linear layer."""

    def __init__(self, vocab_size: int, embed_size: int, num_hiddens: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.LSTM(embed_size, num_hiddens, batch_first=True)
        self.output = nn.Linear(num_hiddens, vocab_size)
        ### END SOLUTION

    def forward(
        self, X: Tensor, state: tuple[Tensor, Tensor] | None = None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Return the logits (n, T, vocab_size) after each token of X (n, T), and the new state (H, C)."""
        ### BEGIN SOLUTION
        hiddens, state = self.rnn(self.embedding(X), state)
        return self.output(hiddens), state
        ### END SOLUTION

    def generate(self, prefix: Tensor, num_tokens: int, temperature: float, generator: torch.Generator) -> Tensor:
        """Continue each row of prefix (n, P) by num_tokens drawn tokens; return int64 (n, P + num_tokens).

        Builds no graph and leaves the training mode as it was. Raises ValueError if num_tokens is negative.
        """
        ### BEGIN SOLUTION
        if num_tokens < 0:
            raise ValueError(f"num_tokens must not be negative, but is {num_tokens}")
        training = self.training
        self.eval()
        text, X, state = prefix, prefix, None
        with torch.no_grad():
            for _ in range(num_tokens):
                logits, state = self(X, state)
                X = sample_tokens(logits[:, -1], temperature, generator).unsqueeze(1)
                text = torch.cat([text, X], dim=1)
        self.train(training)
        return text
        ### END SOLUTION
