"""The toolkit's verdicts and sentences."""

import pytest
import torch

from autograder.toolkit import (
    assert_faster,
    assert_gradients,
    assert_is_gradient,
    assert_pure,
    assert_raises,
    assert_same,
    assert_vectorised,
    seeded,
)
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.diagnosis import diagnose
from autograder.toolkit.seeds import begin
from tests.engine.helpers import answer

X = torch.tensor([[1.0, 2.0, 4.0], [8.0, 16.0, -3.0]])


@pytest.mark.parametrize(
    ("got", "want", "said"),
    [
        (None, X, "returned None; a tensor was expected"),
        ([1.0], X, "returned a list; a tensor was expected"),
        (X.T, X, "shape (3, 2); shape (2, 3) was expected. It looks as if axes are exchanged"),
        (X.reshape(6), X, "The number of elements is right"),
        (X.double(), X, "returned float64; float32 was expected"),
        (X * torch.nan, X, "A finite result was expected; yours contains nan"),
        (X + torch.tensor([0, 0, 1e-2]), X, "2 of 6 elements differ"),
        (-X, X, "the sign is wrong"),
        (2 * X, X, "your result is twice what it should be"),
        (X / 3, X, "1/3 (the size of axis 1) of"),
        (torch.cat([X, 2 * X]) + 0.25, torch.cat([X, 2 * X]), "off by the same amount, 0.25"),
        (X.flip(1), X, "reversed along axis 1"),
        (X.roll(1, 1), X, "shifted by one along axis 1"),
        (torch.tensor([1, 2]), torch.tensor([1, 3]), "returned 2 at [1]; 3 was expected there (1 of 2"),
        ((1, 2), (1, 3), "returned 2 as result 2 of 2; 3 was expected"),
        ([1, 2], [1, 3], "returned 2 at position 1; 3 was expected"),
        (X.double() * (1 + 1e-7), X.double(), "16 (off by 1.6e-06) at [1, 1]"),
        ((X / 3).double(), X.double() / 3, "float32 was used somewhere on the way"),
        ((1,), (1, 2), "returned 1 values; 2 were expected"),
        ({"a": 1}, {"b": 1}, "returned a dict without 'b'"),
        ({"a": 1, "b": 1}, {"b": 1}, "unexpected key 'a'"),
        (1.5, 2.0, "returned 1.5; 2 was expected"),
        (torch.tensor(2.0), 2.0, "returned a tensor; a Python float was expected"),
        ("x", 1, "returned a str; an int was expected"),
    ],
)
def test_a_difference_is_said_by_its_most_basic_fault(got, want, said):
    with pytest.raises(Mismatch) as caught:
        assert_same(got, want)
    assert said in str(caught.value)


@pytest.mark.parametrize("value", [X, [X, 1], {"a": (1.0, "b")}, torch.tensor([torch.inf, 1.0]), torch.empty(0, 2)])
def test_equal_values_pass(value):
    assert_same(value, value)


def test_nan_never_passes():
    with pytest.raises(Mismatch):
        assert_same(torch.tensor([torch.nan]), torch.tensor([torch.nan]))


def test_tolerance_follows_the_dtype():
    assert_same(X * (1 + 5e-6), X)
    with pytest.raises(Mismatch):
        assert_same(X.double() * (1 + 5e-6), X.double())


def test_a_guess_is_said_only_when_it_alone_fits():
    guesses = {"It looks as if you doubled.": 2 * X, "It looks as if you tripled.": 3 * X}
    with pytest.raises(Mismatch, match="as if you tripled"):
        assert_same(3 * X, X, guesses=guesses)
    with pytest.raises(Mismatch) as caught:
        assert_same(2 * X, X, guesses={**guesses, "Or was it this?": X + X})
    assert "doubled" not in str(caught.value)


def test_diagnosis_is_silent_without_a_simple_explanation():
    assert diagnose(X.square(), X) == ""
    symmetric = torch.tensor([1.0, 2.0, 1.0])
    assert diagnose(-symmetric.flip(0), symmetric).startswith("It looks as if the sign")


def test_gradients_accept_the_right_and_reject_the_cut_and_the_wrong():
    x = torch.randn(2, 3, generator=seeded(1), dtype=torch.float64)
    assert_gradients(answer("def f(x):\n    return x.tanh(), x.sum()").f, x)
    with pytest.raises(Mismatch, match=r"cut by detach"):
        assert_gradients(answer("def f(x):\n    return x.detach().tanh()").f, x)
    wrong = """
class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()
    @staticmethod
    def backward(ctx, grad):
        return 2 * grad
def f(x):
    return Double.apply(x)
"""
    with pytest.raises(Mismatch, match=r"central differences give.*twice what it should be"):
        assert_gradients(answer(wrong).f, x)


def test_random_cotangents_see_what_a_sum_is_blind_to():
    constant_sum = """
class Lazy(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return torch.softmax(x, -1)
    @staticmethod
    def backward(ctx, grad):
        return torch.zeros_like(grad)
def f(x):
    return Lazy.apply(x)
"""
    with pytest.raises(Mismatch):
        assert_gradients(answer(constant_sum).f, torch.randn(2, 3, generator=seeded(1), dtype=torch.float64))


def test_gradients_name_the_entry_of_a_dict_argument():
    a = answer("def f(x, y):\n    return x * y['W'].detach()")
    with pytest.raises(Mismatch, match=r"depend on y\['W'\]"):
        assert_gradients(a.f, torch.ones(2, dtype=torch.float64), {"W": torch.ones(2, dtype=torch.float64)})


def test_hand_written_gradients_are_compared_with_a_trusted_loss():
    at = {"x": torch.tensor([[1.0, 2.0]], dtype=torch.float64).T}
    assert_is_gradient({"x": 2 * at["x"]}, of=lambda x: x.square().sum(), at=at)
    with pytest.raises(Mismatch, match="derivative with respect to x"):
        assert_is_gradient({"x": at["x"]}, of=lambda x: x.square().sum(), at=at)


def test_a_scalar_result_has_gradients_too():
    assert_gradients(answer("def f(x):\n    return x.square().sum()").f, torch.ones(3, dtype=torch.float64))


def test_raises_wants_the_error_there_and_only_there():
    picky = answer("def f(x):\n    if x < 0: raise ValueError('negative')\n    return x")
    assert_raises(ValueError, picky.f, -1, accepts=(1,))
    with pytest.raises(Mismatch, match=r"it should raise IndexError|IndexError was expected"):
        assert_raises(IndexError, picky.f, -1, accepts=(1,))
    with pytest.raises(Mismatch, match="it should raise ValueError"):
        assert_raises(ValueError, answer("def f(x):\n    return x").f, -1, accepts=(1,))
    with pytest.raises(ValueError, match="always"):
        assert_raises(ValueError, answer("def f(x):\n    raise ValueError('always')").f, -1, accepts=(1,))


def test_purity_names_the_changed_argument():
    assert_pure(answer("def f(x, y):\n    return x + y").f, X, X.clone())
    with pytest.raises(Mismatch, match="changed its argument y"):
        assert_pure(answer("def f(x, y):\n    y += 1\n    return x").f, X, X.clone())
    with pytest.raises(Mismatch, match="changed its argument y"):
        assert_pure(answer("def f(x, y):\n    y['W'].zero_()").f, X, {"W": X.clone()})


def test_vectorised_counts_operations_not_seconds():
    loop = "def f(x):\n    return torch.stack([row.sum() for row in x])"
    sizes = {"small": (torch.ones(2, 3),), "large": (torch.ones(9, 3),)}
    assert_vectorised(answer("def f(x):\n    return x.sum(1)").f, over="rows", **sizes)
    with pytest.raises(Mismatch, match="should not grow with rows"):
        assert_vectorised(answer(loop).f, over="rows", **sizes)


def test_speed_is_a_ratio_to_the_baseline():
    def loop(x):
        return torch.stack([value * 2 for value in x.flatten()]).reshape(x.shape)

    def inputs():
        return (torch.randn(40, 50, generator=seeded()),)

    assert_faster(answer("def f(x):\n    return 2 * x").f, inputs, than=loop, ratio=20)
    slow = "def f(x):\n    return torch.stack([value * 2 for value in x.flatten()]).reshape(x.shape)"
    with pytest.raises(Mismatch, match="times as fast as the plain loop on the CPU"):
        assert_faster(answer(slow).f, inputs, than=loop, ratio=20)
    with pytest.raises(Mismatch, match="was expected"):
        assert_faster(answer("def f(x):\n    return 3 * x").f, inputs, than=loop, ratio=20)


def test_seeds_repeat_for_a_student_and_differ_between_students_checks_and_draws():
    def draw(base, check):
        begin(base, check)
        return [float(torch.rand(1, generator=seeded())) for _ in range(2)]

    assert draw("ada", "a") == draw("ada", "a")
    values = draw("ada", "a") + draw("emmy", "a") + draw("ada", "b")
    assert len(set(values)) == 6
