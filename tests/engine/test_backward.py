"""Backward passes that students write: function classes, and steps back through time."""

import pytest
import torch

from autograder.answer import Answer
from autograder.judge.lane import Boundary, Lane
from autograder.manifest import Facts
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.gradients import assert_gradients
from autograder.toolkit.gradients.backward import assert_backward_through_time, assert_function_gradients
from autograder.toolkit.seeds import seeded
from tests.engine.helpers import answer

WRONG_FUNCTION = """
class Half(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.square()
    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * x
"""


def randn(*shape, seed=1):
    return torch.randn(*shape, generator=seeded(seed), dtype=torch.float64)


def test_custom_functions_are_checked_through_their_class():
    right = WRONG_FUNCTION.replace("grad * x", "2 * grad * x")
    assert_function_gradients(answer(right).Half, randn(3, 4), second=True)
    with pytest.raises(Mismatch, match=r"Half.apply.*with respect to argument 1.*half of what it should be"):
        assert_function_gradients(answer(WRONG_FUNCTION).Half, randn(3, 4))


def test_a_class_that_an_answer_returns_is_checked_too():
    made = WRONG_FUNCTION + "\ndef f(x):\n    return Half"
    with pytest.raises(Mismatch, match="central differences give"):
        assert_function_gradients(answer(made).f(1), randn(3))
    assert_function_gradients(answer(made.replace("grad * x", "2 * grad * x")).f(1), randn(3))


def test_what_is_no_function_class_is_named():
    with pytest.raises(TypeError, match=r"no subclass of torch\.autograd\.Function"):
        assert_function_gradients(answer("class Half: pass").Half, randn(3))
    with pytest.raises(NameError, match="no cell that ran defines Half"):
        assert_function_gradients(answer("").Half, randn(3))


def test_a_backward_with_missing_gradients_is_named():
    two = """
class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, w):
        ctx.save_for_backward(x, w)
        return x * w
    @staticmethod
    def backward(ctx, grad):
        x, w = ctx.saved_tensors
        return grad * w, None
"""
    with pytest.raises(Mismatch, match="does not depend on argument 2 through the graph"):
        assert_function_gradients(answer(two).Scale, randn(3), randn(3, seed=2))
    assert_function_gradients(answer(two).Scale, randn(3), randn(3, seed=2), wrt=(0,))


RNN = """
def f(grad, x, h, params):
    new = (x @ params['W'] + h @ params['U'] + params['b']).tanh()
    D = grad * (1 - new ** 2)
    return {'X': D @ params['W'].T, 'H': D @ params['U'].T, 'W': x.T @ D, 'U': h.T @ D, 'b': D.sum(0)}
"""


def rnn_step(x, h, W, U, b):
    return torch.tanh(x @ W + h @ U + b)


def through_time(source):
    """Check the answer's step back over four steps of a batch of three."""
    params = {"W": randn(2, 3), "U": randn(3, 3, seed=2), "b": randn(3, seed=3)}
    backward = answer(source).f
    assert_backward_through_time(
        backward, step=rnn_step, inputs=randn(4, 3, 2), initial={"H": randn(3, 3, seed=4)}, params=params
    )


def test_steps_back_are_chained_through_time():
    through_time(RNN)
    with pytest.raises(Mismatch, match=r"(?s)4 steps of f.*with respect to U is .*; central differences give"):
        through_time(RNN.replace("h.T @ D", "new.T @ D"))
    with pytest.raises(Mismatch, match="with respect to W"):
        through_time(RNN.replace("D @ params['U'].T", "D @ params['U']"))
    with pytest.raises(Mismatch, match=r"None as derivative for b; a tensor of shape \(3,\) was expected"):
        through_time(RNN.replace("'b': D.sum(0)", "'c': D.sum(0)"))
    with pytest.raises(Mismatch, match="derivatives by name were expected"):
        through_time("def f(grad, x, h, params): return grad")


def test_gradients_have_the_same_verdicts_behind_the_boundary(sandbox):
    facts = Facts(
        id="f", title="f", section="1", level="core", points=1, seconds=10, signature="f(x)", parameters=("x",)
    )
    source = (
        WRONG_FUNCTION + "\ndef f(x):\n    return Half.apply(x) if x.dim() else Half\ndef g(x):\n    return x.sin()"
    )
    with Lane(sandbox) as lane, lane.submission() as submission:
        assert submission.run_cell("import torch\n" + source, 10) == ""
        boundary = Boundary(submission, (), call_seconds=5.0, seconds=10.0)
        behind = Answer(boundary, facts)
        assert_gradients(behind.g, randn(30, 40), second=True)
        for check, subject in (
            (assert_gradients, behind.f),
            (assert_function_gradients, behind.Half),
            (assert_function_gradients, behind.f(torch.tensor(1.0))),
        ):
            with pytest.raises(Mismatch, match="half of what it should be"):
                check(subject, randn(3, 4))
        boundary.close()
