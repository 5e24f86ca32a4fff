"""Asks torch.distributions for the log-probabilities."""

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
    policy = torch.distributions.Categorical(logits=logits)
    return -(policy.log_prob(actions) * advantage).mean()
