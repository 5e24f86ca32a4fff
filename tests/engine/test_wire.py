"""Plain data crosses whole, everything else as a handle, and nothing unreadable gets through."""

import contextlib
import pickle

import msgpack
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from autograder import wire

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.integers() | st.text(), inner, max_size=4)
    ),
    max_leaves=20,
)


def there_and_back(value: object) -> object:
    kept: list[object] = []

    def keep(thing: object) -> int:
        kept.append(thing)
        return len(kept) - 1

    return wire.decode(wire.encode(value, keep), lambda number, kind: ("handle", number, kind))


@given(plain)
def test_plain_data_comes_back_equal_and_of_the_same_type(value):
    back = there_and_back(value)
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize("dtype", wire.DTYPES.values(), ids=str)
@pytest.mark.parametrize("shape", [(), (0, 3), (2, 3)])
def test_tensors_of_every_dtype_and_shape_come_back(dtype, shape):
    value = torch.ones(shape, dtype=dtype)
    back = there_and_back(value)
    assert back.dtype == dtype
    assert torch.equal(back, value)


def test_strided_conjugated_and_one_element_views_come_back():
    square = torch.arange(9.0).reshape(3, 3)
    for value in (
        square.T,
        square.diagonal(),
        torch.ones(1, 1).diagonal(),
        torch.ones(2, dtype=torch.complex64).conj(),
    ):
        assert torch.equal(there_and_back(value), value)


def test_tensors_lose_their_graph_and_subclasses_their_class():
    class Sly(torch.Tensor):
        pass

    back = there_and_back(torch.ones(2, requires_grad=True).as_subclass(Sly))
    assert type(back) is torch.Tensor
    assert not back.requires_grad


def test_arrays_scalars_sets_and_dtypes_come_back():
    assert np.array_equal(there_and_back(np.arange(3)), np.arange(3))
    assert there_and_back(np.float64(2.5)) == 2.5
    assert there_and_back({1, 2}) == {1, 2}
    assert there_and_back(torch.float64) is torch.float64
    assert there_and_back(1 + 2j) == 1 + 2j


def test_other_objects_travel_as_handles():
    assert there_and_back([torch.nn.Linear(1, 1), (x for x in ())]) == [
        ("handle", 0, "Linear"),
        ("handle", 1, "generator"),
    ]


def test_a_cyclic_or_deep_value_cannot_be_sent():
    cyclic: list[object] = []
    cyclic.append(cyclic)
    with pytest.raises(wire.Unsendable, match="nested more than"):
        wire.encode(cyclic, lambda _: 0)


def test_a_giant_tensor_cannot_be_sent():
    giant = torch.zeros(1).expand(wire.MAX_BYTES)
    with pytest.raises(wire.Unsendable, match="at most 256 MiB"):
        wire.encode(giant, lambda _: 0)


def _message(structure: bytes, raw: bytes = b"") -> bytes:
    return wire.LENGTH.pack(len(structure)) + structure + raw


def _ext(code: int, value: object, raw: bytes = b"") -> bytes:
    return _message(msgpack.packb(msgpack.ExtType(code, msgpack.packb(value))), raw)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        _message(b"\xc1"),
        _message(b"\xc0", b"")[:4],
        wire.LENGTH.pack(2**31) + b"\xc0",
        _message(pickle.dumps([1])),
        _ext(wire.TENSOR, ["float32", [2, 2], 0], b"123"),
        _ext(wire.TENSOR, ["float32", [2], 4], b"12345678"),
        _ext(wire.TENSOR, ["float32", [1], -4], b"12345678"),
        _ext(wire.TENSOR, ["float32", [-1], 0]),
        _ext(wire.TENSOR, ["object", [1], 0], b"12345678"),
        _ext(wire.ARRAY, ["|O", [1], 0], b"12345678"),
        _ext(wire.INTEGER, "9" * 5000),
        _ext(wire.HANDLE, ["x", "y"]),
        _ext(wire.PAIRS, [[[1], 2]]),
        _ext(99, 1),
        _message(b"\x91" * 5000 + b"\x01"),
        _message(msgpack.packb({"a": 1})),
        _ext(wire.PAIRS, [[i, 0] for i in range(3000)]),
        _ext(wire.SET, list(range(3000))),
        _message(msgpack.packb([msgpack.ExtType(wire.TUPLE, b"\x90")] * (wire.MAX_EXTENSIONS + 1))),
        _message(msgpack.packb([[]] * wire.MAX_STRUCTURE)),
    ],
)
def test_anything_else_is_malformed(data):
    with pytest.raises(wire.Malformed):
        wire.decode(data, lambda number, kind: None)


@given(st.binary(max_size=200), st.binary(max_size=20))
def test_random_bytes_never_do_worse_than_malformed(structure, raw):
    for data in (structure, _message(structure, raw)):
        with contextlib.suppress(wire.Malformed):
            wire.decode(data, lambda number, kind: None)
