"""Detaches the normaliser, so that only the score of the action taken has a gradient.

Fails: test_gradients_match_central_differences
"""

import torch


def reinforce_loss(logits, actions, returns, baseline=0.0):
    N = len(logits)
    if actions.shape != (N,) or returns.shape != (N,):
        raise ValueError("one entry per state is needed")
    if isinstance(baseline, torch.Tensor) and baseline.shape not in ((), (N,)):
        raise ValueError("baseline has a shape that does not fit")
    if isinstance(baseline, torch.Tensor):
        baseline = baseline.detach()
    advantage = returns.detach() - baseline
    log_p = logits[torch.arange(N), actions] - torch.logsumexp(logits, 1).detach()
    return -(log_p * advantage).mean()
