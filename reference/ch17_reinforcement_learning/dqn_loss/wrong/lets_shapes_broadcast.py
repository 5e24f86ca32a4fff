"""Compares no shapes, so that rewards in a column silently turn the differences into a table.

Fails: test_rejects_rewards_in_a_column
"""


def dqn_loss(q_values, actions, rewards, next_q_values, terminated, gamma, next_q_online=None):
    taken = q_values.gather(1, actions.unsqueeze(1)).squeeze(1)
    if next_q_online is None:
        best = next_q_values.amax(1)
    else:
        best = next_q_values.gather(1, next_q_online.argmax(1, keepdim=True)).squeeze(1)
    target = (rewards + gamma * best * (~terminated)).detach()
    d = (taken - target).abs()
    return (d.clamp(max=1) * (d - d.clamp(max=1) / 2)).mean()
