"""Compares no shapes, so that returns in a column silently weigh every action.

Fails: test_rejects_batches_that_do_not_fit
"""

import torch


def reinforce_loss(logits, actions, returns, baseline=0.0):
    if isinstance(baseline, torch.Tensor):
        baseline = baseline.detach()
    advantage = returns.detach() - baseline
    log_p = torch.log_softmax(logits, 1).gather(1, actions.unsqueeze(1)).squeeze(1)
    return -(log_p * advantage).mean()
