"""Takes exp of the logits as they are, which overflows for large ones.

Fails: test_survives_large_logits
"""


def softmax(logits, dim=-1):
    weights = logits.exp()
    return weights / weights.sum(dim, keepdim=True)
