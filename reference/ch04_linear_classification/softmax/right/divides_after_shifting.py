"""Shifts by the detached maximum, then normalises with division in two statements."""


def softmax(logits, dim=-1):
    largest, _ = logits.detach().max(dim, keepdim=True)
    result = (logits - largest).exp()
    return result.div(result.sum(dim, keepdim=True))
