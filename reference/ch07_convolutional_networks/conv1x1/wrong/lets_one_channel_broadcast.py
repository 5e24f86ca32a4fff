"""Never compares the channels, so that a W for one channel is silently broadcast over all of them.

Fails: test_rejects_channels_that_do_not_match
"""


def conv1x1(X, W):
    if X.dim() != 4 or W.dim() != 2:
        raise ValueError("wrong number of axes")
    return (X.unsqueeze(1) * W[None, :, :, None, None]).sum(2)
