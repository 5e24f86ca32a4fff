"""Visits one state after the other in a Python loop, which is slow for large batches.

Fails: test_takes_all_states_at_once
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
    total = 0
    for i in range(N):
        total = total - torch.log_softmax(logits[i], 0)[actions[i]] * advantage[i]
    return total / N
