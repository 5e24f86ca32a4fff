import torch
from torch import Tensor, nn


class BiGRU(nn.Module):
    """Read sequences of different length from left to right with f_rnn and from right to left with b_rnn."""

    def __init__(self, num_inputs: int, num_hiddens: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.f_rnn = nn.GRU(num_inputs, num_hiddens, batch_first=True)
        self.b_rnn = nn.GRU(num_inputs, num_hiddens, batch_first=True)
        ### END SOLUTION

    def forward(self, X: Tensor, lengths: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return the states of both directions at each step (n, T, 2h), and where they end (n, 2h).

        X: (n, T, num_inputs). lengths: (n,), int64, the number of steps of each row that count, at least 1; None
        for all. Outputs after a row's length are 0.
        """
        ### BEGIN SOLUTION
        n, T = X.shape[:2]
        if lengths is None:
            lengths = torch.full((n,), T, device=X.device)
        forward, _ = self.f_rnn(X)
        backward, _ = self.b_rnn(reverse_valid(X, lengths))
        rows = torch.arange(n, device=X.device)
        final = torch.cat([forward[rows, lengths - 1], backward[rows, lengths - 1]], dim=1)
        outputs = torch.cat([forward, reverse_valid(backward, lengths)], dim=2)
        valid = torch.arange(T, device=X.device) < lengths[:, None]
        return outputs * valid[..., None], final
        ### END SOLUTION
