"""Plain data across the boundary between candidate and judge.

What the candidate sends is a structure in msgpack followed by the raw bytes of its tensors. Both are bounded, and
so is what the judge must build from them: depth, objects, keys whose hashes a sender could make collide.
Nothing that comes from the candidate is ever unpickled.
"""

import math
import struct
from collections.abc import Callable
from typing import Any

import msgpack
import numpy as np
import torch

MAX_BYTES = 256 * 2**20
MAX_STRUCTURE = 4 * 2**20
"""Bytes of everything but tensors: an empty list is one byte here and a hundred in the judge."""
MAX_EXTENSIONS = 100_000
MAX_KEYS = 2_000
"""Keys of one dictionary or set that are no strings: hashes of numbers can be made to collide."""
MAX_DEPTH = 40

TENSOR, ARRAY, TUPLE, COMPLEX, INTEGER, PAIRS, SET, HANDLE, DTYPE = range(1, 10)
LENGTH = struct.Struct("<I")

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
    writer = _Writer(keep)
    try:
        structure = _pack(writer.plain(value, 0))
    except RecursionError:
        raise Unsendable("is nested too deeply") from None
    if len(structure) > MAX_STRUCTURE:
        raise Unsendable(f"holds more than {MAX_STRUCTURE >> 20} MiB of lists, dictionaries and text")
    return b"".join([LENGTH.pack(len(structure)), structure, *writer.raw])


def _pack(value: object) -> bytes:
    packed: bytes = msgpack.packb(value, use_bin_type=True, unicode_errors="replace")
    return packed


def _ext(code: int, value: object) -> msgpack.ExtType:
    return msgpack.ExtType(code, _pack(value))


class _Writer:
    """Turns a value into what msgpack packs, and gathers the bytes of its tensors."""

    def __init__(self, keep: Keep) -> None:
        self.keep = keep
        self.raw: list[bytes] = []
        self.size = 0

    def plain(self, value: Any, depth: int) -> object:
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
            return self._items(value, depth)
        if isinstance(value, tuple):  # torch.Size and named tuples arrive as plain tuples
            return _ext(TUPLE, self._items(value, depth))
        if isinstance(value, dict):
            self._count_keys(value)
            return _ext(PAIRS, [self._items(pair, depth) for pair in value.items()])
        if kind in (set, frozenset):
            self._count_keys(value)
            return _ext(SET, self._items(value, depth))
        if isinstance(value, torch.Tensor):
            return self._tensor(value)
        if isinstance(value, np.generic):
            value = np.asarray(value)
        if isinstance(value, np.ndarray) and value.dtype.kind in "biufc":
            raw = np.ascontiguousarray(value).tobytes()
            return _ext(ARRAY, [value.dtype.str, list(value.shape), self._put(raw)])
        if isinstance(value, torch.dtype):
            return _ext(DTYPE, str(value).removeprefix("torch."))
        return _ext(HANDLE, [self.keep(value), kind.__name__[:100]])

    def _items(self, values: Any, depth: int) -> list[object]:
        return [self.plain(item, depth + 1) for item in values]

    def _count_keys(self, values: Any) -> None:
        if len(values) > MAX_KEYS and sum(type(key) is not str for key in values) > MAX_KEYS:
            raise Unsendable(f"has more than {MAX_KEYS} keys that are no strings")

    def _put(self, raw: bytes) -> int:
        """Take the bytes along and return where they begin."""
        start = self.size
        self.size += len(raw)
        if self.size > MAX_BYTES:
            raise Unsendable(f"takes {self.size >> 20} MiB; at most {MAX_BYTES >> 20} MiB can be returned")
        self.raw.append(raw)
        return start

    def _tensor(self, value: torch.Tensor) -> object:
        with torch._C.DisableTorchFunction(), torch.no_grad():
            name = str(value.dtype).removeprefix("torch.")
            if value.layout != torch.strided or value.device.type == "meta" or name not in DTYPES:
                return _ext(HANDLE, [self.keep(value), f"{value.layout} tensor of {value.dtype}"])
            size = value.numel() * value.element_size()
            if size > MAX_BYTES:
                raise Unsendable(f"is a tensor of {size >> 20} MiB; at most {MAX_BYTES >> 20} MiB can be returned")
            plain = value.detach().resolve_conj().resolve_neg().cpu()
            flat = plain.clone(memory_format=torch.contiguous_format).view(-1)
            raw = flat.view(torch.uint8).numpy().tobytes() if flat.numel() else b""
            return _ext(TENSOR, [name, list(value.shape), self._put(raw)])


def decode(data: bytes, handle: MakeHandle) -> Any:
    """Return the value in ``data``; raise Malformed for anything that ``encode`` does not write."""
    if not LENGTH.size <= len(data) <= LENGTH.size + MAX_STRUCTURE + MAX_BYTES:
        raise Malformed(f"{len(data)} bytes are too few or too many")
    length = LENGTH.unpack_from(data)[0]
    if length > MAX_STRUCTURE:
        raise Malformed(f"a structure of {length} bytes")
    view = memoryview(data)[LENGTH.size :]
    try:
        return _Reader(view[length:], handle).read(bytes(view[:length]), 0)
    except Malformed:
        raise
    except Exception as error:
        raise Malformed(f"{type(error).__name__}: {error}"[:200]) from None


class _Reader:
    """Builds the value, counting what it is made of."""

    def __init__(self, raw: memoryview, handle: MakeHandle) -> None:
        self.raw, self.handle, self.extensions = raw, handle, 0

    def read(self, data: bytes, depth: int) -> Any:
        if depth > MAX_DEPTH + 1:
            raise Malformed("nested too deeply")

        def extension(code: int, payload: bytes) -> Any:
            self.extensions += 1
            if self.extensions > MAX_EXTENSIONS:
                raise Malformed("too many values")
            return self._build(code, self.read(payload, depth + 1))

        return msgpack.unpackb(
            data, ext_hook=extension, strict_map_key=True, unicode_errors="replace", raw=False, max_map_len=0
        )

    def _build(self, code: int, content: Any) -> Any:
        if code == TENSOR:
            return self._tensor(*content)
        if code == ARRAY:
            return self._array(*content)
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
            return dict(_few(content, [key for key, _ in content]))
        if code == SET:
            return set(_few(content, content))
        if code == HANDLE:
            number, kind = content
            return self.handle(int(number), str(kind)[:100])
        if code == DTYPE:
            return DTYPES[content]
        raise Malformed(f"unknown extension {code}")

    def _take(self, shape: list[int], itemsize: int, start: int) -> memoryview:
        """Return the bytes of a tensor of that shape."""
        if not all(type(n) is int and n >= 0 for n in [*shape, start]):
            raise Malformed(f"shape {shape} at {start}")
        size = math.prod(shape) * itemsize
        if start + size > len(self.raw):
            raise Malformed(f"shape {shape} does not fit the bytes that came")
        return self.raw[start : start + size]

    def _tensor(self, name: str, shape: list[int], start: int) -> torch.Tensor:
        dtype = DTYPES[name]
        raw = bytearray(self._take(shape, dtype.itemsize, start))
        flat = torch.frombuffer(raw, dtype=dtype) if raw else torch.empty(0, dtype=dtype)
        return flat.reshape(shape)

    def _array(self, kind: str, shape: list[int], start: int) -> "np.ndarray[Any, Any]":
        dtype = np.dtype(kind)
        if dtype.kind not in "biufc":
            raise Malformed(f"array of {dtype}")
        raw = bytearray(self._take(shape, dtype.itemsize, start))
        return np.frombuffer(raw, dtype=dtype).reshape(shape)


def _few(content: list[Any], keys: list[Any]) -> list[Any]:
    """Return the content if its keys cannot be made to collide: strings, or few."""
    if len(keys) > MAX_KEYS and sum(type(key) is not str for key in keys) > MAX_KEYS:
        raise Malformed("too many keys that are no strings")
    return content


# How tensors travel the other way, inside the judge's pickles.


def bytes_of(storage: torch.storage.TypedStorage) -> bytes:
    """Return the bytes of a storage in main memory."""
    raw = torch.empty(0, dtype=torch.uint8).set_(storage._untyped_storage)
    return bytes(raw.numpy().tobytes())


def storage_of(dtype: torch.dtype, raw: bytes) -> torch.storage.TypedStorage:
    """Return a storage that holds the bytes."""
    memory = torch.frombuffer(bytearray(raw), dtype=torch.uint8) if raw else torch.empty(0, dtype=torch.uint8)
    return torch.storage.TypedStorage(wrap_storage=memory.untyped_storage(), dtype=dtype, _internal=True)
