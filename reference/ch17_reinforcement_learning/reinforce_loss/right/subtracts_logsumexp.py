"""Subtracts logsumexp from the score of the action taken and adds up with a dot product."""

import torch


def reinforce_loss(logits, actions, returns, baseline=0.0):
    N = len(logits)
    if actions.shape != (N,) or returns.shape != (N,):
        raise ValueError("one entry per state is needed")
    if isinstance(baseline, torch.Tensor) and baseline.shape not in ((), (N,)):
        raise ValueError("baseline has a shape that does not fit")
    with torch.no_grad():
        advantage = returns - baseline
    chosen = logits[torch.arange(N), actions]
    return (torch.logsumexp(logits, 1) - chosen) @ advantage / N
