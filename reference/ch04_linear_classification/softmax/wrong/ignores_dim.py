"""Always normalises along the last axis, whatever dim says.

Fails: test_works_along_any_axis
"""


def softmax(logits, dim=-1):
    weights = (logits - logits.amax(-1, keepdim=True)).exp()
    return weights / weights.sum(-1, keepdim=True)
