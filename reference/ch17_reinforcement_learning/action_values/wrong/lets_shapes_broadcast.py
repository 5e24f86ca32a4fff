"""Never compares the shapes, so that a reward for one state serves them all.

Fails: test_rejects_shapes_that_do_not_fit
"""

import torch


def action_values(transition, reward, values, gamma):
    expected = torch.einsum("sat,t->sa", transition, values)
    return reward + gamma * expected
