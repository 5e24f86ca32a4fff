"""Takes the logit of the true class and compares it with the largest."""

import torch


def classification_accuracy(logits, labels):
    if labels.shape != logits.shape[:-1] or not labels.numel():
        raise ValueError("shapes do not fit")
    of_the_label = logits.gather(-1, labels.long().unsqueeze(-1)).squeeze(-1)
    return (of_the_label == logits.amax(-1)).to(torch.float64).mean().item()
