"""Diagnoses speak when exactly one simple explanation fits, and are silent otherwise."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.toolkit.compare import Mismatch, assert_same
from autograder.toolkit.diagnosis import diagnose
from tests.engine.helpers import answer


def draw(*shape, seed=0, dtype=torch.float64):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=dtype)


A, B = draw(4, 5, seed=1), draw(4, 5, seed=2)
CUBE = draw(3, 4, 5, seed=3)
SQUARE = draw(4, 4, seed=4)
P = A.softmax(1)
"""Probabilities along the last axis."""
POSITIVE = A.exp()
BIAS = draw(5, seed=5)
GAMMA = draw(5, seed=6).exp()
TINY = 1e-3 * draw(6, 8, seed=7)
VARIANCE = TINY.var(1, correction=0, keepdim=True)
SECOND = draw(4, 5, seed=8).square() * 1e-6
LOSS = torch.tensor(1.4142135)
INDICES = torch.tensor([4, 1, 3, 2])
X = {"x": A}


SPEAKS = [
    # one number
    ("sign", -A, A, {}, "the sign is wrong: every element"),
    ("sign of a loss", -LOSS, LOSS, {}, "as if the sign is wrong."),
    ("twice", 2 * A, A, {}, "your result is twice what it should be"),
    ("a factor", 1.37 * A, A, {}, "your result is 1.37 times what it should be"),
    ("a negative factor", -3.2 * A, A, {}, "your result is -3.2 times"),
    ("size of the result", A / 5, A, {}, "1/5 (the size of axis 1) of what"),
    ("size of an input", 7 * A, A, {"x": draw(4, 7)}, "7 times (the size of axis 1 of x) what"),
    ("root of a size", A * math.sqrt(7), A, {"q": draw(4, 7)}, "sqrt(7) times (axis 1 of q has size 7)"),
    ("one over it", A / math.sqrt(7), A, {"q": draw(4, 7)}, "1/sqrt(7) of (axis 1 of q has size 7)"),
    ("sum for mean", 6 * LOSS, LOSS, {"y": draw(6)}, "6 times (the size of axis 0 of y) what it should be, as a"),
    ("mean for sum", LOSS / 6, LOSS, {"y": draw(6)}, "as a mean is where the sum is expected"),
    ("all elements", LOSS / 42, LOSS, {"y": draw(6, 7)}, "the number of elements of y"),
    ("n - 1", POSITIVE * 9 / 8, POSITIVE, {"x": draw(9, 4)}, "by n - 1 (here 8); it should be n (here 9, axis 0"),
    ("n", POSITIVE * 8 / 9, POSITIVE, {"x": draw(9, 4)}, "divided by n (here 9, axis 0 of x); it should be n - 1"),
    ("under a root", A * math.sqrt(8 / 9), A, {"x": draw(9, 4)}, "are exchanged in the variance under the"),
    ("base 2", A / math.log(2), A, {}, "a logarithm of another base was taken"),
    ("offset", A + 0.3, A, {}, "off by the same amount, 0.3"),
    ("nothing written", torch.zeros(4, 5), A.float(), {}, "Every element of your result is 0"),
    # places
    ("transposed", SQUARE.T, SQUARE, {}, "your result is transposed"),
    ("two axes", draw(3, 3, 5).transpose(0, 1), draw(3, 3, 5), {}, "axes 0 and 1 of your result are exchanged"),
    ("three axes", draw(3, 3, 3).permute(1, 2, 0), draw(3, 3, 3), {}, "axes of your result are in another order"),
    ("flipped", A.flip(0), A, {}, "reversed along axis 0"),
    ("turned", A.flip(0, 1), A, {}, "reversed along axes 0 and 1"),
    ("rolled", A.roll(1, 0), A, {}, "shifted by one along axis 0"),
    ("moved on", torch.cat([A[:, 1:], 9 * A[:, :1]], 1), A, {}, "shifted by one along axis 1"),
    ("moved back", torch.cat([torch.zeros(4, 1), A[:, :-1]], 1), A, {}, "shifted by one along axis 1"),
    ("last left out", A[:-1], A, {}, "the last place along axis 0 is missing"),
    ("first left out", A[:, 1:], A, {}, "the first place along axis 1 is missing"),
    ("one too many", torch.cat([A, B[:1]]), A, {}, "the last place along axis 0 is one too many"),
    ("mask", torch.ones(4, 4).tril() == 0, torch.ones(4, 4).tril() == 1, {}, "True and False are exchanged"),
    ("mask transposed", torch.ones(4, 4).triu() == 1, torch.ones(4, 4).tril() == 1, {}, "is transposed"),
    # functions
    ("no root", POSITIVE.square(), POSITIVE, {}, "the square root is missing"),
    ("no square", A, A.square(), {}, "the square is missing"),
    ("no log", POSITIVE, A, {}, "the logarithm is missing"),
    ("log", A, POSITIVE, {}, "is the logarithm of what was expected"),
    ("log-probabilities", P.log(), P, {}, "is the logarithm of what was expected"),
    ("minus log", -P.log(), P, {}, "is the negative logarithm of what was expected"),
    ("no minus log", P, -P.log(), {}, "the negative logarithm is missing"),
    ("upside down", 1 / A, A, {}, "it is 1 divided by what was expected"),
    ("1 minus", 1 - P, P, {}, "1 minus what was expected"),
    ("logits", 3 * A, (3 * A).softmax(1), {}, "logits came back where probabilities were expected"),
    ("no log-softmax", A, A.log_softmax(1), {}, "the log-softmax is missing"),
    ("probabilities", P, A, {}, "probabilities came back where logits were expected"),
    ("no sigmoid", A, A.sigmoid(), {}, "sigmoid is missing"),
    ("sigmoid", A.sigmoid(), A, {}, "sigmoid was applied once too often"),
    ("no tanh", A, A.tanh(), {}, "tanh is missing"),
    ("no abs", A, A.abs(), {}, "the absolute value is missing"),
    ("abs", A.abs(), A, {}, "an absolute value was taken"),
    ("no relu", A, A.relu(), {}, "negative elements should be 0"),
    ("not clipped", 3 * A, (3 * A).clamp(-2, 1.5), {}, "cut off on both sides (clipped) and was not"),
    ("clipped", A.clamp(-0.5, 0.5), A, {}, "values were cut off (clipped)"),
    ("floor", (9 * A).floor(), 9 * A, {}, "cut down to whole numbers"),
    ("round", (9 * A).round(), 9 * A, {}, "rounded to whole numbers"),
    # axes
    ("softmax axis", A.softmax(0), A.softmax(1), X, "the softmax of x was taken along axis 0; along axis 1"),
    ("normalised axis", A.softmax(0), A.softmax(1), {}, "axis 0 was normalised: yours sum to 1 along it"),
    ("all of it", POSITIVE / POSITIVE.sum(), A.softmax(1), {}, "all elements were normalised together"),
    ("not divided", POSITIVE, A.softmax(1), {}, "the division by the sums along axis 1 is missing"),
    ("centred axis", A - A.mean(0), A - A.mean(1, keepdim=True), {}, "axis 0 was normalised: yours have mean 0"),
    ("not centred", A, A - A.mean(1, keepdim=True), {}, "the mean along axis 1 was not subtracted"),
    ("sum axis", SQUARE.sum(0), SQUARE.sum(1), {"x": SQUARE}, "the sum of x was taken along axis 0; along axis 1"),
    ("mean axis, shapes differ", A.mean(0), A.mean(1), X, "the mean of x was taken along axis 0; along axis 1"),
    ("mean axes", CUBE.mean((0, 1)), CUBE.mean((0, 2)), {"x": CUBE}, "along axes 0 and 1; along axes 0 and 2"),
    ("argmax axis", A.argmax(0), A.argmax(1), X, "the argmax of x was taken along axis 0; along axis 1"),
    ("cumsum axis", A.cumsum(0), A.cumsum(1), X, "the cumulative sum of x was taken along axis 0; along axis 1"),
    ("mean, not median", A.mean(1), A.median(1).values, X, "your result is the mean of x along axis 1"),
    ("sum missing", A, A.sum(1), {}, "a sum along axis 1 is missing"),
    ("mean missing", A, A.mean(0, keepdim=True), {}, "a mean along axis 0 is missing"),
    ("sum too many", A.sum(0), A, {}, "a sum along axis 0 was taken that should not be"),
    # arguments
    ("bias", A - BIAS, A, {"b": BIAS}, "as if the bias b was not added."),
    ("bias of channels", CUBE - SQUARE[0][:, None], CUBE, {"b": SQUARE[0]}, "as if the bias b was not added."),
    ("residual", A - B, A, {"x": B}, "as if x was not added."),
    ("added twice", A + BIAS, A, {"b": BIAS}, "the bias b was added once too often"),
    ("wrong sign of a term", A + 2 * B, A, {"x": B}, "x was added; it should be subtracted"),
    ("added, no input", A - BIAS, A, {}, "a vector along axis 1 was left out"),
    ("gamma", A / GAMMA, A, {"gamma": GAMMA}, "the product with gamma is missing"),
    ("gamma twice", A * GAMMA, A, {"gamma": GAMMA}, "gamma is a factor too many"),
    ("unchanged", A, B, X, "x came back unchanged"),
    # digits
    ("float32", A.float().double(), A, {}, "float32 was used"),
    ("float16", A.half().double(), A, {}, "float16 was used"),
    ("bfloat16", A.bfloat16().float(), A.float(), {}, "bfloat16 was used"),
    # epsilon
    ("outside", TINY / (VARIANCE.sqrt() + 1e-5), TINY / (VARIANCE + 1e-5).sqrt(), {"x": TINY}, "it belongs inside"),
    ("inside", 1 / (SECOND + 1e-8).sqrt(), 1 / (SECOND.sqrt() + 1e-8), {"v": SECOND}, "it belongs outside"),
    ("none", 1 / SECOND.sqrt(), 1 / (SECOND.sqrt() + 1e-5), {}, "epsilon was left out"),
    # whole numbers
    ("counting from 1", INDICES + 1, INDICES, {}, "every number is one too large"),
    # shapes
    ("broadcast", torch.zeros(4, 4), torch.ones(4), {}, "(n, 1) and (n,) were combined"),
    ("broadcast to a column", torch.zeros(4, 4), torch.ones(4, 1), {}, "(n, 1) and (n,) were combined"),
    ("not reduced", torch.zeros(4, 5), torch.ones(4), {}, "axis 1 was not reduced"),
    ("two axes not reduced", torch.zeros(4, 3, 5), torch.ones(4), {}, "axes 1 and 2 were not reduced"),
    ("two axes not summed", CUBE, CUBE.sum((0, 2)), {}, "a sum along axes 0 and 2 is missing"),
    ("padding", torch.nn.functional.pad(A, (2, 2, 1, 1)), A, {}, "padding was left on"),
    ("input back", B, torch.ones(4), {"x": B}, "x came back unchanged"),
]  # fmt: skip


@pytest.mark.parametrize(("got", "want", "inputs", "said"), [c[1:] for c in SPEAKS], ids=[c[0] for c in SPEAKS])
def test_it_speaks_where_one_explanation_fits(got, want, inputs, said):
    assert said in diagnose(got, want, inputs=inputs)


FLOATING = [c for c in SPEAKS if c[1].dtype.is_floating_point and "float" not in c[0]]


@pytest.mark.parametrize(("got", "want", "inputs", "said"), [c[1:] for c in FLOATING], ids=[c[0] for c in FLOATING])
def test_it_says_the_same_of_float32(got, want, inputs, said):
    single = {name: value.float() for name, value in inputs.items()}
    assert said in diagnose(got.float(), want.float(), inputs=single)


EVEN = A + A.flip(0, 1)
EQUALLY = [
    ("transposed and opposite", -(SQUARE - SQUARE.T), SQUARE - SQUARE.T, {}),
    (
        "flipped and transposed",
        torch.tensor([[1.0, 2.0], [3.0, 1.0]]).T,
        torch.tensor([[1.0, 2.0], [3.0, 1.0]]),
        {},
    ),
    ("both inputs", A - BIAS, A, {"b": BIAS, "c": BIAS.clone()}),
    ("flipped along either axis", EVEN.flip(0), EVEN, {}),
    ("few round numbers", torch.tensor([4.0, 2.0]), torch.tensor([2.0, 1.0]), {}),
    ("a round loss", torch.tensor(4.0), torch.tensor(2.0), {"y": torch.ones(4)}),
    ("an arange", torch.arange(1.0, 7.0), torch.arange(6.0), {}),
    ("constant results", torch.full((4, 5), 2.0), torch.full((4, 5), 1.0), {}),
    ("one changed element", A + torch.eye(20)[7].reshape(4, 5), A, {}),
    ("one clipped element", A.clamp(max=A.max() - 0.1), A, {}),
    ("not finite", A / 0, A, {}),
    ("complex", A * 1j, A * 2j, {}),
    ("no elements", torch.zeros(0, 3), torch.zeros(0, 3), {}),
]


@pytest.mark.parametrize(("got", "want", "inputs"), [c[1:] for c in EQUALLY], ids=[c[0] for c in EQUALLY])
def test_it_is_silent_where_explanations_fit_equally_badly(got, want, inputs):
    assert diagnose(got, want, inputs=inputs) == ""


shapes = st.lists(st.integers(1, 5), max_size=4).map(tuple)
kinds = st.sampled_from([lambda x: x, torch.exp, torch.sigmoid, torch.square, lambda x: x.flatten().softmax(0)])


@settings(max_examples=200, derandomize=True, deadline=None)
@given(shapes, kinds, st.lists(shapes, max_size=4), st.integers(0, 2**32), st.booleans())
def test_it_is_silent_about_unrelated_numbers(shape, kind, others, seed, near):
    generator = torch.Generator().manual_seed(seed)
    got, want = (kind(torch.randn(shape, generator=generator)).reshape(shape) for _ in range(2))
    if near:
        got = want + 0.01 * got
    inputs = {f"x{i}": torch.randn(other, generator=generator) for i, other in enumerate([shape, *others])}
    assert diagnose(got, want, inputs=inputs) == ""


numbers = st.one_of(st.floats(), st.integers(-3, 3).map(float), st.sampled_from([1e-320, 1e308, -1e308]))
dtypes = st.sampled_from([torch.float64, torch.float32, torch.float16, torch.int64, torch.bool, torch.complex64])


def tensors(shape, dtype):
    count = math.prod(shape)
    listed = st.lists(numbers, min_size=count, max_size=count)
    return listed.map(lambda values: torch.tensor(values, dtype=torch.float64).to(dtype).reshape(shape))


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.data())
def test_no_numbers_shapes_or_types_make_it_fail(data):
    small = st.lists(st.integers(0, 3), max_size=3).map(tuple)
    shape = data.draw(small)
    got = data.draw(tensors(data.draw(st.one_of(st.just(shape), small)), data.draw(dtypes)))
    want = data.draw(tensors(shape, data.draw(dtypes)))
    inputs = {name: data.draw(tensors(data.draw(small), data.draw(dtypes))) for name in "xb"}
    assert isinstance(diagnose(got, want, data.draw(st.sampled_from([1e-5, 0.5])), inputs=inputs), str)


def test_a_factor_is_found_in_a_sample_of_a_large_tensor():
    large = draw(300, 400, dtype=torch.float32)
    assert "1/400 (the size of axis 1) of" in diagnose(large / 400, large, inputs={"x": large})
    assert diagnose(large.flip(0), large) == ""


def test_a_comparison_names_the_argument_of_the_last_call():
    a = answer("def f(x, y):\n    return x * 2")
    x, y = draw(3, 4), draw(4, seed=1)
    with pytest.raises(Mismatch, match=r"It looks as if y was not added\."):
        assert_same(a.f(x, y), x * 2 + y)


def test_a_specific_explanation_goes_before_a_general_one():
    assert "one too small" in diagnose(torch.arange(5), torch.arange(1, 6))  # also shifted, with another end
    constant = torch.tensor([0.7])
    assert "the bias b was not added" in diagnose(A - constant, A, inputs={"b": constant})


def test_lists_of_numbers_are_explained_as_a_whole():
    with pytest.raises(Mismatch, match=r"at position 0; 0\.25 was expected\. It looks as if your result is twice"):
        assert_same([0.5, 0.6, 1.4], [0.25, 0.3, 0.7])
    with pytest.raises(Mismatch, match="every number is one too large"):
        assert_same([2, 5, 1, 4], [1, 4, 0, 3])


def test_exchanged_results_are_named():
    with pytest.raises(Mismatch, match=r"results 1 and 3 are exchanged"):
        assert_same((A, 0.5, A + B), (A + B, 0.5, A))
    with pytest.raises(Mismatch, match=r"shape \(5,\) was expected\. It looks as if results 1 and 2 are exchanged"):
        assert_same((A, BIAS), (BIAS, A))
    with pytest.raises(Mismatch) as caught:
        assert_same((A, A), (B, A))
    assert "exchanged" not in str(caught.value)
