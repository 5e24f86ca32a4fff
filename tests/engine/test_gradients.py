"""Gradients against differences: what passes, what fails and says what, and what is the author's own fault."""

import warnings

import pytest
import torch

from autograder.answer import AnswerRaised
from autograder.toolkit import margins
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.gradients import assert_gradients, assert_is_gradient
from autograder.toolkit.gradients.differences import extrapolated
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


def randn(*shape, seed=1, dtype=torch.float64):
    return torch.randn(*shape, generator=seeded(seed), dtype=dtype)


def positive(*shape):
    return randn(*shape).abs() + 0.5


def f(body, before=""):
    """Return the answer's function f(x, y=None) with this body."""
    return answer(f"{before}\ndef f(x, y=None):\n    {body}").f


def spread(*shape):
    """Return entries that are all different by 0.1 at least, none of them within 0.05 of 0."""
    count = torch.Size(shape).numel()
    order = torch.randperm(count, generator=seeded(3)).double()
    return ((order - count / 2) * 0.1 + 0.05).reshape(shape)


ALIKE = {
    "elementwise": ("return x.tanh() * x.exp() + x.sigmoid()", [randn(3, 4)], True),
    "matmul": ("return x @ y", [randn(3, 4), randn(4, 2)], True),
    "softmax": ("return x.softmax(-1)", [randn(3, 4)], True),
    "logsumexp": ("return x.logsumexp(-1)", [30 * randn(3, 4)], True),
    "cholesky": ("return torch.linalg.cholesky(x @ x.T + torch.eye(4, dtype=x.dtype))", [randn(4, 4)], True),
    "solve": ("return torch.linalg.solve(x, y)", [randn(4, 4) + 5 * torch.eye(4), randn(4, 2)], True),
    "singular values": ("return torch.linalg.svdvals(x)", [randn(4, 3)], True),
    "norm away from zero": ("return x.norm(dim=-1)", [randn(3, 4)], True),
    "cumprod": ("return x.cumprod(-1)", [randn(2, 4)], True),
    "prod with a zero": ("return x.prod()", [torch.tensor([2.0, 0.0, 3.0], dtype=torch.float64)], True),
    "conv2d": ("return torch.nn.functional.conv2d(x, y, padding=1)", [randn(1, 2, 4, 4), randn(2, 2, 3, 3)], True),
    "max pool": ("return torch.nn.functional.max_pool2d(x, 2)", [spread(1, 1, 4, 4)], True),
    "where": ("return torch.where(x > 0, x.square(), x.sin())", [spread(3, 4)], True),
    "clamp": ("return x.clamp(-0.3, 0.3)", [spread(3, 4)], True),
    "sqrt near zero": ("return x.sqrt()", [torch.tensor([1e-3, 4e-3, 1.0], dtype=torch.float64)], True),
    "atan2": ("return torch.atan2(x, y)", [randn(5), randn(5, seed=2)], True),
    "several outputs": ("return x.sin(), (x * y).sum()", [randn(5), randn(5, seed=2)], True),
    "complex on the way": ("return torch.fft.fft(x).abs().square()", [randn(6)], True),
    "in place on a copy": ("z = x.clone(); z.mul_(x).add_(1); return z", [randn(4)], True),
    "rounding to integers, whose derivative is zero": ("return (x * 3).round() + x", [spread(4) + 0.01], True),
    "large offset": ("return 1e6 + x.sin()", [randn(4)], True),
    "tiny gradients": ("return 1e-9 * x.sin()", [randn(4)], True),
    "eigenvalues": ("return torch.linalg.eigvalsh(x + x.T)", [randn(4, 4)], True),
    "layer norm": ("return torch.nn.functional.layer_norm(x, (4,))", [randn(3, 4)], True),
    "detach of a factor": ("return x * x.detach()", [randn(4)], False),
    "fine rounding": ("return (x * 1e6).round() / 1e6 + 0 * x", [randn(4)], False),
    "float32 on the way": ("return x.float().sin().double()", [randn(4)], False),
    "square that forgets the two": ("return Half.apply(x)", [randn(4)], False),
    "in place on the argument": ("return x.mul_(2)", [randn(4)], False),
    "random noise": ("return x + 0.1 * torch.rand_like(x)", [randn(4)], False),
    "data": ("return x.sin() + x.data.cos()", [randn(4)], False),
    "square root at zero": ("return (x * x).sqrt() + x", [torch.zeros(3, dtype=torch.float64)], False),
    "relu at zero": ("return x.relu()", [torch.zeros(5, dtype=torch.float64)], None),
    "max with ties": ("return x.max(-1).values", [torch.ones(2, 3, dtype=torch.float64)], None),
}
"""Bodies and arguments; whether the gradient is right, None where gradcheck fails a right answer at a kink."""


def library_accepts(body, inputs, check=torch.autograd.gradcheck, before=WRONG_FUNCTION):
    """Return the verdict of torch's own check; nondeterminism, exceptions and mismatches count as failed."""
    namespace = {"torch": torch}
    exec(f"{before}\ndef f(x, y=None):\n    {body}", namespace)
    leaves = [value.clone().requires_grad_() for value in inputs]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return check(namespace["f"], leaves)
    except RuntimeError:
        return False


@pytest.mark.parametrize("name", ALIKE)
def test_verdicts_are_those_of_gradcheck(name):
    body, inputs, right = ALIKE[name]
    assert library_accepts(body, inputs) == bool(right)
    if right is None:  # differences say nothing at a kink; the gate shows the author by the reference
        with pytest.raises(Mismatch, match="the function should be smooth there"):
            assert_gradients(f(body, WRONG_FUNCTION), *inputs)
    elif right:
        assert_gradients(f(body, WRONG_FUNCTION), *inputs)
    else:
        with pytest.raises((Mismatch, AnswerRaised)):
            assert_gradients(f(body, WRONG_FUNCTION), *inputs)


ONCE = """
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.square()
    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return 2 * grad * x.detach()
"""


@pytest.mark.parametrize(
    "body",
    [
        "return x.sin().exp()",
        "return x.softmax(-1)",
        "return x @ x.T",
        "return 3 * x",
        "return x.tanh(), (x**3).sum()",
        "return torch.linalg.inv(x + 4 * torch.eye(3))",
    ],
)
def test_second_derivatives_have_the_verdicts_of_gradgradcheck(body):
    assert library_accepts(body, [randn(3, 3)], torch.autograd.gradgradcheck)
    assert_gradients(f(body), randn(3, 3), second=True)


def test_a_backward_that_works_once_only_fails_the_second_derivative_alone():
    once = f("return Square.apply(x)", ONCE)
    assert library_accepts("return Square.apply(x)", [randn(3)], before=ONCE)
    assert not library_accepts("return Square.apply(x)", [randn(3)], torch.autograd.gradgradcheck, ONCE)
    assert_gradients(once, randn(3))
    with pytest.raises(Mismatch, match="the second derivative with respect to x is 0 at"):
        assert_gradients(once, randn(3), second=True)


def test_outputs_without_a_graph_are_reported_where_gradcheck_skips_them():
    body = "return x.sin(), x.detach().cos()"
    assert library_accepts(body, [randn(3)])
    with pytest.raises(Mismatch, match="result 2 of 2 does not depend on the arguments through the graph"):
        assert_gradients(f(body), randn(3))
    assert_gradients(f(body), randn(3), detached=(1,))
    assert_gradients(f("return x.sin(), x.argmax()"), randn(3), detached=(1,))


def test_a_backward_that_differs_by_rounding_passes_where_gradcheck_wants_the_same_bits():
    noisy = """
class Noisy(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()
    @staticmethod
    def backward(ctx, grad):
        return grad * (1 + SIZE * torch.rand(()).double())
"""
    namespace = {"torch": torch}
    exec(noisy.replace("SIZE", "1e-9"), namespace)
    with pytest.raises(RuntimeError, match="not reentrant"):
        torch.autograd.gradcheck(namespace["Noisy"].apply, randn(3).requires_grad_())
    assert_gradients(f("return Noisy.apply(x)", noisy.replace("SIZE", "1e-9")), randn(3))
    with pytest.raises(Mismatch):
        assert_gradients(f("return Noisy.apply(x)", noisy.replace("SIZE", "0.1")), randn(3))


def test_overlapping_memory_is_copied_where_gradcheck_refuses_it():
    x = randn(1, 3).expand(2, 3)
    with pytest.raises(RuntimeError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.autograd.gradcheck(torch.sin, x.detach().requires_grad_())
    assert_gradients(f("return x.sin()"), x)


def test_wrong_tiny_gradients_need_a_unit_to_be_seen():
    body = "return 1e-9 * Half.apply(x)"
    assert library_accepts(body, [randn(4)])  # blind, as any absolute tolerance is
    assert_gradients(f(body, WRONG_FUNCTION), randn(4))
    with pytest.raises(Mismatch, match="half of what it should be"):
        assert_gradients(f(body, WRONG_FUNCTION), randn(4), unit=1e-9)
    assert_gradients(f("return 1e-9 * x.square()"), randn(4), unit=1e-9)


def test_a_hundred_million_does_not_drown_the_difference():
    x = randn(4)
    assert_gradients(f("return 1e8 + x.sin()"), x)
    with pytest.raises(Mismatch, match="central differences"):
        assert_gradients(f("return 1e8 + Half.apply(x)", WRONG_FUNCTION), x)


def test_float32_on_the_way_is_named_although_its_gradient_is_nearly_right():
    with pytest.raises(Mismatch, match="float32 was used somewhere on the way"):
        assert_gradients(f("return (2 * x).float().sin()"), randn(4))


def test_a_gradient_that_is_nan_in_one_entry_is_reported_there():
    x = torch.tensor([2.0, 1.0, 0.0, 3.0], dtype=torch.float64)
    with pytest.raises(Mismatch, match=r"is nan at \[2\]; central differences give 0"):
        assert_gradients(f("return x.square().sqrt().square()"), x)


def test_random_results_are_named():
    with pytest.raises(Mismatch, match=r"two different results.*draw random numbers"):
        assert_gradients(f("return x * torch.rand(())"), randn(4))


def test_a_result_that_is_not_finite_has_no_gradient():
    with pytest.raises(Mismatch, match="not finite near this input"):
        assert_gradients(f("return x.log()"), torch.tensor([0.0, 1.0], dtype=torch.float64))


def test_a_kink_among_many_entries_is_left_out():
    x = torch.tensor([0.0, *range(1, 10)], dtype=torch.float64)
    assert_gradients(f("return x.relu() + x.square()"), x)
    wrong = WRONG_FUNCTION.replace("grad * x", "grad * 2 * x * (x < 9)")
    with pytest.raises(Mismatch, match=r"at \[9\]; central"):
        assert_gradients(f("return x.relu() + Half.apply(x)", wrong), x)


def test_a_gradient_outside_both_slopes_of_a_kink_is_wrong():
    x = torch.zeros(3, dtype=torch.float64)
    with pytest.raises(Mismatch, match="central differences give"):
        assert_gradients(f("return x.relu() + 3 * (x.exp() - x.detach().exp()) - 3 * x + 9 * (x - x.detach())"), x)


def test_a_kink_within_a_step_does_not_fail_a_right_answer():
    assert_gradients(f("return (x - 3e-6).relu() * x.exp()"), torch.zeros(3, dtype=torch.float64))


def test_a_jump_in_one_entry_does_not_loosen_the_others():
    x = torch.tensor([0.0, 1, 2, 3, 4, 5], dtype=torch.float64)
    slightly = WRONG_FUNCTION.replace("grad * x", "grad * 2 * x * 1.001")
    with pytest.raises(Mismatch):
        assert_gradients(f("return Half.apply(x) + 1e3 * (x >= 0)", slightly), x)


ONE_WRONG = """
class Off(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.sin()
    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        found = grad * x.cos()
        found[7, 11] += 0.001
        return found
"""


def test_one_wrong_entry_among_thousands_is_found():
    assert_gradients(f("return x.sin()"), randn(50, 60))
    with pytest.raises(Mismatch, match=r"with respect to x is .* at \[7, 11\]; central differences give"):
        assert_gradients(f("return Off.apply(x)", ONE_WRONG), randn(50, 60))


def test_a_large_gradient_is_diagnosed_from_its_entries():
    with pytest.raises(Mismatch, match="half of what it should be"):
        assert_gradients(f("return Half.apply(x)", WRONG_FUNCTION), randn(50, 60))


def test_a_large_input_with_kinks_nearby_passes():
    assert_gradients(f("return x.relu() + x.abs().sum()"), randn(100, 100))
    assert_gradients(f("return torch.nn.functional.max_pool2d(x, 2)"), randn(1, 4, 32, 32))


def test_large_inputs_cost_few_calls():
    counting = answer("count = [0]\ndef f(x):\n    count[0] += 1\n    return x.sin()")
    assert_gradients(counting.f, randn(100, 100))
    counted = counting.run(calls_so_far)
    assert counted < 60


def calls_so_far(answer):
    return answer.unwatched("count")[0]


def test_float32_answers_are_checked_when_asked():
    x = randn(3, 4, dtype=torch.float32)
    with pytest.raises(ValueError, match="checked in float64; argument 0 is not"):
        assert_gradients(f("return x.softmax(-1)"), x)
    assert_gradients(f("return x.softmax(-1) * x.exp()"), x, dtype=torch.float32)
    assert_gradients(f("return x.tanh()"), randn(30, 40, dtype=torch.float32), dtype=torch.float32)
    with pytest.raises(Mismatch, match="central differences"):
        assert_gradients(f("return Half.apply(x)", WRONG_FUNCTION), x, dtype=torch.float32)


def test_symmetric_arguments_accept_every_route_to_the_same_gradient():
    lower = "return torch.linalg.cholesky(x).diagonal().log().sum()"  # reads one triangle, and symmetrises
    half = "x = x.tril() + x.tril(-1).T; return (x @ x).diagonal()"  # all of the gradient in the lower triangle
    root = randn(4, 4)
    K = root @ root.T + torch.eye(4)
    for body in (lower, half):
        assert_gradients(f(body), K, symmetric=("x",))
    with pytest.raises(Mismatch, match=r"at \[\d, \d\]"):
        assert_gradients(f("return Half.apply(x).sum(0)", WRONG_FUNCTION), K, symmetric=(0,))


def test_sharper_tolerances_make_the_differences_sharper():
    assert_gradients(f("return (3 * x).sin() * x.exp()"), randn(3), rtol=1e-10, atol=1e-10)
    slightly = WRONG_FUNCTION.replace("grad * x", "grad * 2 * x * (1 + 1e-8)")
    assert_gradients(f("return Half.apply(x)", slightly), randn(3))
    with pytest.raises(Mismatch, match="off by"):
        assert_gradients(f("return Half.apply(x)", slightly), randn(3), rtol=1e-10, atol=1e-10)


def test_extrapolation_gives_the_derivative_and_its_error():
    steps = [2.0**-5 / 4**k for k in range(7)]
    slopes = [float(torch.tensor([1 + s, 1 - s], dtype=torch.float64).exp().diff() / (-2 * s)) for s in steps]
    value, error, jump = extrapolated(slopes, [0.0] * 7, [1e-16 / s for s in steps])
    assert abs(value - torch.e) <= 10 * error < 1e-10
    assert jump == 0
    assert extrapolated([float("nan")] * 3, [0.0] * 3, [0.0] * 3)[1] == float("inf")


def test_a_loss_of_the_check_without_a_derivative_is_the_authors_fault():
    at = {"x": torch.zeros(3, dtype=torch.float64)}
    with pytest.raises(ValueError, match="1 of 3 derivatives with respect to x sit at a kink"):
        assert_is_gradient({"x": torch.ones(3)}, of=lambda x: x.abs().sum(), at=at)
    with pytest.raises(ValueError, match="own function cannot be differentiated here: the result moves in jumps"):
        assert_is_gradient({"x": torch.zeros(3)}, of=lambda x: (x + 0.1).float().exp().sum(), at=at)
    with pytest.raises(ValueError, match="not finite"):
        assert_is_gradient({"x": torch.zeros(3)}, of=lambda x: x.log().sum(), at=at)


def test_the_complex_step_holds_gradients_to_all_digits():
    x = randn(3, 2)
    want = 3 * (3 * x).cos() * x.exp() + (3 * x).sin() * x.exp()

    def loss(x):
        return ((3 * x).sin() * x.exp()).sum()

    assert_is_gradient({"x": want}, of=loss, at={"x": x}, complex_step=True, rtol=1e-13, atol=1e-13)
    with pytest.raises(Mismatch, match="off by"):
        assert_is_gradient({"x": want + 1e-11}, of=loss, at={"x": x}, complex_step=True, rtol=1e-13, atol=1e-13)
    with pytest.raises(ValueError, match="does not carry a complex x through"):
        assert_is_gradient({"x": 2 * x}, of=lambda x: x.abs().square().sum(), at={"x": x}, complex_step=True)


def test_large_hand_written_gradients_are_searched_for_the_worst_entry():
    x = randn(40, 50)
    got = x.cos()
    assert_is_gradient({"x": got}, of=lambda x: x.sin().sum(), at={"x": x})
    got[3, 4] = -got[3, 4]
    with pytest.raises(Mismatch, match=r"at \[3, 4\]"):
        assert_is_gradient({"x": got}, of=lambda x: x.sin().sum(), at={"x": x})


def test_each_comparison_records_how_near_it_came():
    margins.margins.clear()
    assert_gradients(f("return x.sin() * y"), randn(3), randn(3, seed=2))
    assert len(margins.margins) == 2 and all(0 <= ratio < 0.1 for ratio in margins.margins)
    margins.margins.clear()
    with pytest.raises(Mismatch):
        assert_gradients(f("return Half.apply(x)", WRONG_FUNCTION), randn(3))
    assert margins.margins[0] > 1000


def test_an_answer_that_changes_its_shape_between_calls_is_told():
    source = "def f(x):\n    return x.sin() if x[0] == 1 else x.sin()[:1]"
    with pytest.raises(Mismatch, match="after a small change of its arguments"):
        assert_gradients(answer(source).f, torch.ones(3, dtype=torch.float64))


def test_an_argument_can_be_picked_by_its_parameter_name():
    cut = f("return x * y.detach()")
    assert_gradients(cut, randn(3), randn(3, seed=2), wrt=("x",))
    with pytest.raises(Mismatch, match="depend"):
        assert_gradients(cut, randn(3), randn(3, seed=2), wrt=("y",))
