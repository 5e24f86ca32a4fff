"""Values and calls in the words of a message."""

import re
from typing import Any

import numpy as np
import torch


def describe(value: Any) -> str:
    """Return a short description of a value: its kind, its shape, and the value itself if it is small."""
    if isinstance(value, torch.Tensor):
        kind = str(value.dtype).removeprefix("torch.")
        if value.numel() <= 6 and value.dim() <= 1:
            return f"{kind} tensor {number_list(value)}"
        return f"{kind} tensor of shape {shape_of(value)}"
    if isinstance(value, np.ndarray):
        return f"NumPy array of {value.dtype} and shape {tuple(value.shape)}"
    if isinstance(value, list | tuple) and any(isinstance(item, torch.Tensor | list | tuple) for item in value):
        inside = ", ".join(describe(item) for item in value[:4]) + (", ..." if len(value) > 4 else "")
        return f"{type(value).__name__} of {len(value)} ({inside})"
    text: str = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def kind_of(value: Any) -> str:
    """Return the kind of a value with its article, as in "a tensor" or "None"."""
    if value is None:
        return "None"
    if isinstance(value, torch.Tensor):
        return "a tensor"
    name = getattr(value, "_kind", None) or type(value).__name__
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def shape_of(value: torch.Tensor) -> str:
    return str(tuple(value.shape))


def number(value: Any) -> str:
    """Return a number with at most six significant digits."""
    if isinstance(value, torch.Tensor):
        value = value.item()
    if isinstance(value, bool | int):
        return str(value)
    if isinstance(value, complex):
        return f"{value:.6g}"
    return f"{value:.6g}"


def number_list(value: torch.Tensor) -> str:
    if value.dim() == 0:
        return number(value)
    return "[" + ", ".join(number(item) for item in value) + "]"


def describe_call(name: str, parameters: tuple[str, ...], args: Any, kwargs: dict[str, Any]) -> str:
    """Return ``softmax(logits, dim=0)`` followed by the shapes of its tensors."""
    shown, shapes = [], []
    for index, value in enumerate(args):
        label = parameters[index] if index < len(parameters) else None
        shown.append(_argument(label, value))
        if isinstance(value, torch.Tensor):
            shapes.append((label or "tensor", value))
    for label, value in kwargs.items():
        shown.append(_argument(label, value) if isinstance(value, torch.Tensor) else f"{label}={describe(value)}")
        if isinstance(value, torch.Tensor):
            shapes.append((label, value))
    call = f"{name}({', '.join(shown)})"
    if len(shapes) == 1:
        return f"{call} of shape {shape_of(shapes[0][1])}"
    if shapes:
        return call + " with " + ", ".join(f"{label} {shape_of(value)}" for label, value in shapes)
    return call


OPERATIONS = {
    "nll_loss2d": "torch.nn.functional.nll_loss",
    "safe_softmax": "torch.softmax",
    "softmax": "torch.softmax",
    "log_softmax": "torch.log_softmax",
    "sigmoid": "torch.sigmoid",
    "tanh": "torch.tanh",
    "convolution": "torch's convolutions",
    "im2col": "torch.nn.functional.unfold",
    "fft_r2c": "torch.fft",
    "linalg_inv": "torch.linalg.inv",
    "thnn_fused_lstm_cell": "torch.nn.LSTMCell",
    "thnn_fused_gru_cell": "torch.nn.GRUCell",
    "rnn_layer": "torch's recurrent layers",
    "rnn": "torch's recurrent layers",
}
"""The names that students know for operations of the dispatch trace, where torch's modules do not have them."""
PLACES = (
    ("torch.linalg", torch.linalg, "linalg_"),
    ("torch.nn.functional", torch.nn.functional, ""),
    ("torch", torch, ""),
    ("torch.Tensor", torch.Tensor, ""),
)
"""Where students find operations, and what these are called with there before their name."""
OF_KERNELS = re.compile(r"^_*(?:native_|mkldnn_|cudnn_)?|(?:_with_indices|_forward|_backward|_data|_legit|_ex)*_*$")


def forbidden_name(entry: str) -> str:
    """Return what students call an entry of ``forbid``: "aten::im2col" is torch.nn.functional.unfold."""
    kind, _, name = entry.partition(":")
    if kind == "py":
        return name
    operation = OF_KERNELS.sub("", name.lstrip(":"))
    if operation in OPERATIONS:
        return OPERATIONS[operation]
    for place, home, before in PLACES:
        if operation.startswith(before) and hasattr(home, operation.removeprefix(before)):
            return f"{place}.{operation.removeprefix(before)}"
    return f"torch's {operation}"


def _argument(label: str | None, value: Any) -> str:
    if isinstance(value, torch.Tensor):
        return label or "tensor"
    if isinstance(value, dict | list | tuple) and label is not None and len(str(value)) > 40:
        return label
    if callable(value):
        return label or str(getattr(value, "__name__", "function"))
    if label is not None and " object at 0x" in repr(value):
        return label
    return describe(value)
