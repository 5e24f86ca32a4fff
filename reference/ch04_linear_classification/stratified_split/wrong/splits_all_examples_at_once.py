"""Shuffles all examples and cuts once, so that the counts per class differ from split to split.

Fails: test_counts_are_exact_on_the_digits
"""

import torch


def stratified_split(labels, fraction, generator):
    if labels.dim() != 1 or not 0 < fraction < 1:
        raise ValueError("cannot split")
    order = torch.randperm(len(labels), generator=generator)
    size = round(fraction * len(labels))
    return order[size:], order[:size]
