import torch
from torch import Tensor


def reinforce_loss(logits: Tensor, actions: Tensor, returns: Tensor, baseline: Tensor | float = 0.0) -> Tensor:
    """Return minus the mean of log-probability times advantage.

    logits: (N, A); actions: (N,), int64; returns: (N,); baseline: a number, () or (N,). Returns a scalar.
    Raises ValueError for shapes that do not fit.
    """
    ### BEGIN SOLUTION
    if not logits.shape[:1] == actions.shape == returns.shape:
        raise ValueError("actions and returns need one entry per row of logits")
    baseline = torch.as_tensor(baseline, dtype=returns.dtype, device=returns.device)
    if baseline.shape not in ((), returns.shape):
        raise ValueError("baseline must be a number or have one entry per row of logits")
    advantage = (returns - baseline).detach()
    log_policy = torch.log_softmax(logits, dim=1)
    taken = log_policy[torch.arange(len(actions), device=actions.device), actions]
    return -(taken * advantage).mean()
    ### END SOLUTION
