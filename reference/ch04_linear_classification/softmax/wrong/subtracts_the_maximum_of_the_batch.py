"""Subtracts the largest logit of the whole batch, so that rows far below it underflow to 0/0.

Fails: test_treats_every_row_by_itself
"""


def softmax(logits, dim=-1):
    weights = (logits - logits.max()).exp()
    return weights / weights.sum(dim, keepdim=True)
