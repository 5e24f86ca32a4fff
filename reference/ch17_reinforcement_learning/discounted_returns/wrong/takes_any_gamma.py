"""Never looks at gamma, so that with 1.5 rewards far away count more than those at hand.

Fails: test_rejects_gamma_outside_the_unit_interval
"""

import torch


def discounted_returns(rewards, gamma, done=None):
    if rewards.dim() not in (1, 2):
        raise ValueError("rewards should be (T,) or (B, T)")
    if done is None:
        done = torch.zeros_like(rewards, dtype=torch.bool)
    if done.shape != rewards.shape:
        raise ValueError("done and rewards differ in shape")
    goes_on = (~done).to(rewards.dtype)
    T = rewards.shape[-1]
    returns = [None] * T
    G = torch.zeros_like(rewards[..., 0])
    for t in reversed(range(T)):
        G = rewards[..., t] + gamma * goes_on[..., t] * G
        returns[t] = G
    return torch.stack(returns, dim=-1)
