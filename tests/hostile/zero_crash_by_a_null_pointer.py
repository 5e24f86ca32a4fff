"""Crashes the interpreter."""

import ctypes


def softmax(logits, dim=-1):
    ctypes.string_at(0)
