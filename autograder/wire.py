"""Plain data across the boundary between candidate and judge.

What the candidate sends is msgpack of plain data with raw tensor bytes, bounded in size and depth.
Nothing that comes from the candidate is ever unpickled.
"""

import math
from collections.abc import Callable
from typing import Any

import msgpack
import numpy as np
import torch

MAX_BYTES = 256 * 2**20
MAX_DEPTH = 40

TENSOR, ARRAY, TUPLE, COMPLEX, INTEGER, PAIRS, SET, HANDLE, DTYPE = range(1, 10)

DTYPES = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64,
        torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64, torch.complex128,
    )
}  # fmt: skip

Keep = Callable[[object], int]
"""Stores an object that cannot travel and returns its number."""
MakeHandle = Callable[[int, str], object]


class Unsendable(Exception):
    """A value is too large or too deep to travel."""


class Malformed(Exception):
    """Bytes from the candidate are not what this module writes."""


def encode(value: object, keep: Keep) -> bytes:
    """Return ``value`` as bytes; objects that are no plain data are kept and sent as handles."""
    try:
        data = _pack(_plain(value, keep, 0))
    except RecursionError:
        raise Unsendable("is nested too deeply") from None
    if len(data) > MAX_BYTES:
        raise Unsendable(f"takes {len(data) >> 20} MiB; at most {MAX_BYTES >> 20} MiB can be returned")
    return data


def _pack(value: object) -> bytes:
    packed: bytes = msgpack.packb(value, use_bin_type=True, unicode_errors="replace")
    return packed


def _ext(code: int, value: object) -> msgpack.ExtType:
    return msgpack.ExtType(code, _pack(value))


def _plain(value: Any, keep: Keep, depth: int) -> object:
    if depth > MAX_DEPTH:
        raise Unsendable(f"is nested more than {MAX_DEPTH} deep")
    kind = type(value)
    if value is None or kind in (bool, float, str, bytes):
        return value
    if kind is int:
        return value if -(2**63) <= value < 2**63 else _ext(INTEGER, str(value))
    if kind is complex:
        return _ext(COMPLEX, [value.real, value.imag])
    if kind is list:
        return [_plain(item, keep, depth + 1) for item in value]
    if isinstance(value, tuple):  # torch.Size and named tuples arrive as plain tuples
        return _ext(TUPLE, [_plain(item, keep, depth + 1) for item in value])
    if isinstance(value, dict):
        pairs = [[_plain(k, keep, depth + 1), _plain(v, keep, depth + 1)] for k, v in value.items()]
        return _ext(PAIRS, pairs)
    if kind in (set, frozenset):
        return _ext(SET, [_plain(item, keep, depth + 1) for item in value])
    if isinstance(value, torch.Tensor):
        return _plain_tensor(value, keep)
    if isinstance(value, np.generic):
        value = np.asarray(value)
    if isinstance(value, np.ndarray) and value.dtype.kind in "biufc":
        array = np.ascontiguousarray(value)
        return _ext(ARRAY, [array.dtype.str, list(value.shape), array.tobytes()])
    if isinstance(value, torch.dtype):
        return _ext(DTYPE, str(value).removeprefix("torch."))
    return _ext(HANDLE, [keep(value), kind.__name__])


def _plain_tensor(value: torch.Tensor, keep: Keep) -> object:
    with torch._C.DisableTorchFunction(), torch.no_grad():
        name = str(value.dtype).removeprefix("torch.")
        if value.layout != torch.strided or value.device.type == "meta" or name not in DTYPES:
            return _ext(HANDLE, [keep(value), f"{value.layout} tensor of {value.dtype}"])
        size = value.numel() * value.element_size()
        if size > MAX_BYTES:
            raise Unsendable(f"is a tensor of {size >> 20} MiB; at most {MAX_BYTES >> 20} MiB can be returned")
        plain = value.detach().resolve_conj().resolve_neg().cpu()
        flat = plain.clone(memory_format=torch.contiguous_format).view(-1)
        raw = flat.view(torch.uint8).numpy().tobytes() if flat.numel() else b""
        return _ext(TENSOR, [name, list(value.shape), raw])


def decode(data: bytes, handle: MakeHandle) -> Any:
    """Return the value in ``data``; raise Malformed for anything that ``encode`` does not write."""
    if len(data) > MAX_BYTES:
        raise Malformed(f"{len(data)} bytes are more than {MAX_BYTES}")
    try:
        return _decode(data, handle, 0)
    except Malformed:
        raise
    except Exception as error:
        raise Malformed(f"{type(error).__name__}: {error}"[:200]) from None


def _decode(data: bytes, handle: MakeHandle, depth: int) -> Any:
    if depth > MAX_DEPTH + 1:
        raise Malformed("nested too deeply")

    def extension(code: int, payload: bytes) -> Any:
        content = _decode(payload, handle, depth + 1)
        if code == TENSOR:
            return _tensor(*content)
        if code == ARRAY:
            return _array(*content)
        if code == TUPLE:
            return tuple(content)
        if code == COMPLEX:
            return complex(*content)
        if code == INTEGER:
            # Python refuses to convert longer strings; state the bound rather than rely on it.
            if len(content) > 4000:
                raise Malformed("integer with more than 4000 digits")
            return int(content)
        if code == PAIRS:
            return dict(content)
        if code == SET:
            return set(content)
        if code == HANDLE:
            number, kind = content
            return handle(int(number), str(kind)[:100])
        if code == DTYPE:
            return DTYPES[content]
        raise Malformed(f"unknown extension {code}")

    return msgpack.unpackb(data, ext_hook=extension, strict_map_key=True, unicode_errors="replace", raw=False)


def _sized(shape: list[int], itemsize: int, raw: bytes) -> list[int]:
    if not all(type(n) is int and n >= 0 for n in shape) or math.prod(shape) * itemsize != len(raw):
        raise Malformed(f"shape {shape} does not fit {len(raw)} bytes")
    return shape


def _tensor(name: str, shape: list[int], raw: bytes) -> torch.Tensor:
    dtype = DTYPES[name]
    _sized(shape, dtype.itemsize, raw)
    flat = torch.frombuffer(bytearray(raw), dtype=dtype) if raw else torch.empty(0, dtype=dtype)
    return flat.reshape(shape)


def _array(kind: str, shape: list[int], raw: bytes) -> "np.ndarray[Any, Any]":
    dtype = np.dtype(kind)
    if dtype.kind not in "biufc":
        raise Malformed(f"array of {dtype}")
    return np.frombuffer(bytearray(raw), dtype=dtype).reshape(_sized(shape, dtype.itemsize, raw))


# How tensors travel the other way, inside the judge's pickles.


def bytes_of(storage: torch.storage.TypedStorage) -> bytes:
    """Return the bytes of a storage in main memory."""
    raw = torch.empty(0, dtype=torch.uint8).set_(storage._untyped_storage)
    return bytes(raw.numpy().tobytes())


def storage_of(dtype: torch.dtype, raw: bytes) -> torch.storage.TypedStorage:
    """Return a storage that holds the bytes."""
    memory = torch.frombuffer(bytearray(raw), dtype=torch.uint8) if raw else torch.empty(0, dtype=torch.uint8)
    return torch.storage.TypedStorage(wrap_storage=memory.untyped_storage(), dtype=dtype, _internal=True)
