"""Adds up the losses instead of taking their mean, so that the learning rate depends on the batch size.

Fails: test_computes_a_batch_of_two_by_hand
"""

from torch.nn import functional as F


def dqn_loss(q_values, actions, rewards, next_q_values, terminated, gamma, next_q_online=None):
    N, A = q_values.shape
    for x in (actions, rewards, terminated):
        if x.shape != (N,):
            raise ValueError("one entry per transition is needed")
    for x in (next_q_values, next_q_online):
        if x is not None and x.shape != (N, A):
            raise ValueError("next values need the shape of q_values")
    taken = q_values.gather(1, actions.unsqueeze(1)).squeeze(1)
    if next_q_online is None:
        best = next_q_values.amax(1)
    else:
        best = next_q_values.gather(1, next_q_online.argmax(1, keepdim=True)).squeeze(1)
    target = (rewards + gamma * best * (~terminated)).detach()
    return F.smooth_l1_loss(taken, target, reduction="sum")
