"""Comparisons across kinds and devices, and how near they came."""

import math

import numpy as np
import pytest
import torch

from autograder.toolkit.compare import Mismatch, assert_same
from autograder.toolkit.device import assert_device
from autograder.toolkit.margins import margins, record_worst
from tests.engine.helpers import answer

X = torch.tensor([[1.0, 2.0], [4.0, 8.0]], dtype=torch.float64)


@pytest.fixture(autouse=True)
def fresh():
    margins.clear()


def fails(got, want, **options):
    with pytest.raises(Mismatch) as caught:
        assert_same(got, want, **options)
    return str(caught.value)


def test_each_comparison_notes_its_worst_distance_over_the_tolerance():
    assert_same(X + torch.tensor([[0.0, 0.01], [0.02, 0.0]]), X, rtol=0.0, atol=0.1)
    assert margins == [pytest.approx(0.2)]
    fails(X + 0.3, X, rtol=0.0, atol=0.1)
    assert margins[1:] == [pytest.approx(3.0)]


def test_the_tolerance_grows_with_what_was_expected():
    assert_same(X * (1 + 1e-3), X, rtol=1e-2, atol=0.0)
    assert margins == [pytest.approx(0.1)]


def test_a_tuple_notes_a_ratio_for_each_part():
    assert_same((X, 1.0, "a"), (X, 1.0 + 5e-10, "a"))
    assert margins == [0.0, pytest.approx(0.25), 0.0]


@pytest.mark.parametrize(
    ("got", "want", "noted"),
    [
        (torch.tensor([1, 2]), torch.tensor([1, 2]), [0.0]),
        (torch.tensor([1, 2]), torch.tensor([1, 3]), [math.inf]),
        (X, X.float(), [math.inf]),
        (X[0], X, [math.inf]),
        ("a", "b", [math.inf]),
        (None, X, [math.inf]),
        (X * torch.nan, X, [math.inf]),
        ((X, None), (X, X), [0.0, math.inf]),
        (torch.tensor([torch.inf]), torch.tensor([torch.inf]), [0.0]),
        (torch.tensor([torch.inf]), torch.tensor([-torch.inf]), [math.inf]),
        (torch.zeros(0), torch.zeros(0), []),
    ],
)
def test_what_must_agree_exactly_is_at_no_distance_or_infinitely_far(got, want, noted):
    if noted[-1:] == [math.inf]:
        fails(got, want)
    else:
        assert_same(got, want)
    assert margins == noted


def test_a_tolerance_of_zero_is_passed_by_no_distance_alone():
    record_worst(torch.tensor([0.0, 0.0]), 0.0)
    record_worst(torch.tensor([0.0, 1e-30]), torch.tensor([1.0, 0.0]))
    record_worst(torch.tensor([torch.nan]), 1.0)
    assert margins == [0.0, math.inf, math.inf]


def test_nan_fails_with_any_tolerance():
    assert "yours contains nan" in fails(X * torch.nan, X, atol=math.inf)
    assert "returned nan" in fails(math.nan, math.nan, atol=math.inf)


def test_nothing_finite_passes_for_infinity():
    assert "inf was expected" in fails(torch.tensor([1.0]), torch.tensor([torch.inf]))
    fails(1.0, math.inf)


def test_arrays_are_compared_as_tensors_are():
    array = X.numpy()
    assert_same(array.copy(), array)
    assert "returned 16 at [1, 1]; 8 was expected there" in fails(2 * array, array)
    assert "your result is twice" in fails(2 * array, array)
    assert "a ndarray was expected" in fails(X, array)
    assert "returned float32; float64 was expected" in fails(array.astype(np.float32), array)
    assert_same(array.astype(">f8"), array)
    assert_same(np.array(3), np.array(3))


@pytest.mark.parametrize("got", [10**400, -(10**400), np.longdouble(3), [10**400, 1], (10**400, 0.5)])
def test_numbers_beyond_what_torch_holds_are_wrong_and_no_fault(got):
    fails(got, {list: [1, 2], tuple: (1.0, 0.5)}.get(type(got), 1.5))


def test_an_array_of_a_type_that_torch_lacks_is_compared():
    fails(np.array([1, 2], dtype=np.longdouble), np.array([1.0, 3.0]))


def test_a_result_on_another_device_than_the_inputs_is_seen_beside_the_answer():
    x = torch.ones(3)
    assert_device(answer("def f(x):\n    return {'a': [x * 2, 3]}").f, x)
    with pytest.raises(Mismatch, match=r"^f\(x\) of shape \(3,\) returned a tensor on meta; cpu was expected"):
        assert_device(answer("def f(x):\n    return x, torch.zeros(3, device='meta')").f, x)
    with pytest.raises(Mismatch, match="no tensor"):
        assert_device(answer("def f(x):\n    return 3").f, x)
    with pytest.raises(ValueError, match="device="):
        assert_device(answer("def f(x):\n    return x").f, 3)
