"""What a check sees of an answer, and what is said when the answer does something else."""

import pytest
import torch

from autograder.answer import AnswerFailure, AnswerForbidden, AnswerMisfit, AnswerRaised, AnswerStopped, Handle
from autograder.errors import CheckFault
from tests.engine.helpers import answer


def test_arguments_travel_as_copies():
    x = torch.zeros(2)
    answer("def f(x):\n    x += 1\n    return x").f(x)
    assert torch.equal(x, torch.zeros(2))


def test_an_object_stays_there_and_is_called_indexed_and_read_through_its_handle():
    a = answer("def f(x):\n    return torch.nn.Sequential(torch.nn.Identity(), torch.nn.ReLU())")
    model = a.f(1)
    assert isinstance(model, Handle)
    assert torch.equal(model(torch.tensor([-1.0, 2.0])), torch.tensor([0.0, 2.0]))
    assert model.training is True
    assert len(model) == 2
    assert isinstance(model[0], Handle)
    assert torch.equal(a.f(1)(torch.ones(2)), torch.ones(2))


def test_a_callable_among_the_arguments_is_called_back_here():
    seen = []

    def step(prefix):
        seen.append(prefix.tolist())
        return prefix.double() + 1

    result = answer("def f(x):\n    return [x(torch.tensor([1])), x(torch.tensor([2]))]").f(step)
    assert seen == [[1], [2]]
    assert [float(r) for r in result] == [2.0, 3.0]


def test_a_callable_that_cannot_use_what_it_is_given_raises_in_the_students_code():
    with pytest.raises(TypeError, match=r"f\(step\) raised TypeError|raised TypeError"):
        answer("def f(x):\n    return x('text')").f(lambda prefix: prefix + 1)


def test_a_check_may_judge_inside_a_callable():
    def step(prefix):
        assert prefix == 1, "step is called with 1"
        return prefix

    a = answer("def f(x):\n    try:\n        return x(2)\n    except Exception:\n        return 1")
    with pytest.raises(AssertionError, match="step is called with 1"):
        a.f(step)


def test_run_works_beside_the_code():
    def identity_kept(student, x):
        return student.f(x) is x

    assert answer("def f(x):\n    return x").run(identity_kept, torch.ones(1)) is True
    assert answer("def f(x):\n    return x + 0").run(identity_kept, torch.ones(1)) is False


def test_an_exception_keeps_its_type_and_shows_the_students_own_line():
    with pytest.raises(ValueError, match=r"f\(x\) of shape \(2,\) raised ValueError: too small") as caught:
        answer("def f(x):\n    raise ValueError('too small')").f(torch.ones(2))
    assert isinstance(caught.value, AnswerRaised)
    assert "line 3 in f: raise ValueError('too small')" in caught.value.trace


def test_an_exception_class_of_the_students_own_is_reported_by_name():
    source = "class Odd(Exception):\n    def __str__(self): raise RuntimeError\ndef f(x):\n    raise Odd()"
    with pytest.raises(AnswerRaised, match="raised Odd"):
        answer(source).f(1)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("raise SystemExit", "tried to end Python"),
        ("while True: pass", "was still running after 0.5 seconds"),
        ("while True: print('x' * 1000)", "printed more than 20,000 characters"),
        ("return torch.zeros(1).expand(2**28)", "returned a value that is a tensor of"),
    ],
)
def test_conduct_that_leaves_no_value_is_said_in_a_sentence(body, said):
    with pytest.raises(AnswerFailure, match=said) as caught:
        answer(f"def f(x):\n    {body}", seconds=0.5).f(torch.ones(1))
    assert isinstance(caught.value, AnswerStopped)


@pytest.mark.parametrize(
    ("returns", "body", "said"),
    [
        ("Tensor", "pass", "returned None; a tensor was expected. Is a return missing?"),
        ("Tensor", "return [1]", "returned a list; a tensor was expected"),
        ("Tensor", "return torch.nn.Linear(1, 1)", "returned a Linear; a tensor was expected"),
        ("tuple[Tensor, float]", "return x", "returned a tensor; a tuple was expected"),
        ("tuple[Tensor, float]", "return x, x", "returned a tensor as result 2 of 2; a float was expected"),
        ("tuple[Tensor, float]", "return x, 1.0, 2", "returned 3 values; 2 were expected"),
        ("dict[str, Tensor]", "return {'W': 3}", "returned an int under 'W'; a tensor was expected"),
        ("list[int]", "return [1, 2.5]", "returned a float at position 1; an int was expected"),
    ],
)
def test_the_wrong_kind_of_thing_is_said_in_a_sentence(returns, body, said):
    with pytest.raises(AnswerMisfit) as caught:
        answer(f"def f(x):\n    {body}", returns=returns).f(torch.ones(1))
    assert str(caught.value).endswith(said)


@pytest.mark.parametrize(
    ("returns", "body"),
    [
        ("Tensor | None", "return None"),
        ("tuple[int, ...]", "return 1, 2, 3"),
        ("float", "return 2"),
        ("Net", "return 1"),
    ],
)
def test_what_a_signature_allows_passes(returns, body):
    answer(f"def f(x):\n    {body}", returns=returns).f(torch.ones(1))


def test_a_function_that_is_not_there_is_named():
    with pytest.raises(AnswerStopped, match=r"f\(1\) cannot be called: no cell that ran defines f"):
        answer("g = 1").f(1)


def test_a_check_cannot_send_the_reference_along():
    from reference.ch04_linear_classification import softmax

    with pytest.raises(CheckFault, match="would send reference"):
        answer("def f(x):\n    return x").run(lambda student, x: softmax(x), torch.ones(1))


FORBID = (
    "aten::_softmax",
    "py:torch.nn.LSTM",
    "py:torch.distributions",
    "py:torch.Tensor.backward",
    "py:torch.autograd",
)


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    return x.softmax(-1)",
        "import torch.nn.functional as F\ndef f(x):\n    return F.softmax(x, -1)",
        "from torch.nn import Softmax as S\ndef f(x):\n    return S(-1)(x)",
        "trick = torch.special.softmax\ndef f(x):\n    return trick(x, -1)",
        "def f(x):\n    return getattr(torch, 'soft' + 'max')(x, -1)",
        "from torch.nn import LSTM as Cell\ndef f(x):\n    Cell(1, 1)\n    return x",
        "def f(x):\n    getattr(torch.nn, 'LS' + 'TM')(1, 1)\n    return x",
        "from torch.distributions import Categorical\ndef f(x):\n    return Categorical(logits=x).probs",
        "def f(x):\n    from torch import distributions\n    return x",
        "def f(x):\n    y = x.clone().requires_grad_()\n    y.sum().backward()\n    return y.grad",
        "from torch.autograd import grad as g\ndef f(x):\n    y = x.requires_grad_()\n    return g(y.sum(), y)[0]",
    ],
)
def test_what_is_forbidden_is_caught_through_every_alias(source):
    with pytest.raises(AnswerForbidden, match="asks you to do without"):
        answer(source, forbid=FORBID).f(torch.ones(1, 2))


@pytest.mark.parametrize(
    "source",
    [
        "def softmax(x):\n    return x.exp() / x.exp().sum()\ndef f(x):\n    return softmax(x)",
        "class LSTM:\n    pass\ndef f(x):\n    LSTM()\n    return x.exp()",
        "class Mine:\n    def step(self):\n        return 1\ndef f(x):\n    return x + Mine().step()",
    ],
)
def test_the_students_own_function_of_the_same_name_is_no_alias(source):
    answer(source, forbid=FORBID).f(torch.ones(1, 2))


def test_what_was_forbidden_is_whole_again_afterwards():
    with pytest.raises(AnswerForbidden):
        answer("def f(x):\n    torch.nn.LSTM(1, 1)", forbid=FORBID).f(torch.ones(1))
    torch.nn.LSTM(1, 1)
