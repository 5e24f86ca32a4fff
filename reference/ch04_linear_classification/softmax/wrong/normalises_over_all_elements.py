"""Divides by the sum over all elements, so that the whole batch sums to one instead of each row.

Fails: test_rows_sum_to_one
"""


def softmax(logits, dim=-1):
    return logits.exp() / logits.exp().sum()
