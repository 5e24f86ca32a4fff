"""Calls torch's own softmax instead of writing it.

Fails: test_follows_the_definition
"""


def softmax(logits, dim=-1):
    return logits.softmax(dim)
