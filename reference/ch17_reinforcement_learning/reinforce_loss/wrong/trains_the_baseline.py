"""Lets a gradient flow into the baseline, which is meant to be a constant here.

Fails: test_returns_and_baseline_are_constants
"""

import torch


def reinforce_loss(logits, actions, returns, baseline=0.0):
    N = len(logits)
    if actions.shape != (N,) or returns.shape != (N,):
        raise ValueError("one entry per state is needed")
    if isinstance(baseline, torch.Tensor) and baseline.shape not in ((), (N,)):
        raise ValueError("baseline has a shape that does not fit")
    advantage = returns.detach() - baseline
    log_p = torch.log_softmax(logits, 1).gather(1, actions.unsqueeze(1)).squeeze(1)
    return -(log_p * advantage).mean()
