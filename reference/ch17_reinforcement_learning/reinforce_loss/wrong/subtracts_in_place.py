"""Subtracts the baseline from the caller's returns in place.

Fails: test_leaves_its_arguments_alone
"""

import torch


def reinforce_loss(logits, actions, returns, baseline=0.0):
    N = len(logits)
    if actions.shape != (N,) or returns.shape != (N,):
        raise ValueError("one entry per state is needed")
    if isinstance(baseline, torch.Tensor) and baseline.shape not in ((), (N,)):
        raise ValueError("baseline has a shape that does not fit")
    returns -= baseline
    advantage = returns.detach()
    log_p = torch.log_softmax(logits, 1).gather(1, actions.unsqueeze(1)).squeeze(1)
    return -(log_p * advantage).mean()
