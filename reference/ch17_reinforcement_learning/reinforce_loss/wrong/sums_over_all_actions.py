"""Adds up the log-probabilities of all actions instead of picking the one that was taken.

Fails: test_computes_two_rows_by_hand
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
    log_p = torch.log_softmax(logits, 1).sum(1)
    return -(log_p * advantage).mean()
