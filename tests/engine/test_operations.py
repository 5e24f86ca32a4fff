"""Operation counts and interpreter work."""

import sys

import pytest
import torch

from autograder.answer import AnswerForbidden, AnswerStopped
from autograder.errors import CheckFault
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.operations import (
    assert_vectorised,
    count_interpreter_work,
    count_operations,
    tally_operations,
)
from tests.engine.helpers import answer

ROWS = {"small": (torch.ones(2, 3),), "large": (torch.ones(40, 3),)}


def f(source: str):
    return answer(source).f


def test_the_tally_has_what_ran_and_what_was_called():
    tally = tally_operations(f("def f(x):\n    return (x @ x).softmax(-1)"), torch.ones(2, 2))
    assert tally == {"py:matmul": 1, "py:softmax": 1, "aten::mm": 1, "aten::_softmax": 1}
    assert count_operations(f("def f(x):\n    return (x @ x).softmax(-1)"), torch.ones(2, 2)) == 2


def test_reading_shapes_is_no_operation():
    assert tally_operations(f("def f(x):\n    return x.shape[0] * x.ndim"), torch.ones(2, 2)) == {}


def test_a_call_inside_a_library_function_counts_under_dispatch_alone():
    tally = tally_operations(f("def f(x):\n    return torch.nn.functional.softmin(x, -1)"), torch.ones(2))
    assert tally == {"py:softmin": 1, "aten::neg": 1, "aten::_softmax": 1}


@pytest.mark.parametrize(
    "line",
    ["x @ x", "torch.nn.functional.conv2d(x[None, None], x[None, None])", "torch.einsum('ij,jk->ik', x, x)"],
)
def test_inference_mode_changes_no_count(line):
    plain = tally_operations(f(f"def f(x):\n    return {line}"), torch.ones(2, 2))
    inference = f(f"def f(x):\n    with torch.inference_mode():\n        return {line}")
    within = tally_operations(inference, torch.ones(2, 2))
    computing = ("aten::mm", "aten::bmm", "aten::convolution")
    assert {name: plain.get(name) for name in computing} == {name: within.get(name) for name in computing}


@pytest.mark.parametrize(
    "body",
    [
        "return x.sum(1)",
        "return torch.einsum('nd->n', x)",
        "return x @ torch.ones(x.shape[1])",
        "return torch.vmap(torch.sum)(x)",
        "return sum(x[:, j] for j in range(x.shape[1]))",  # a loop over a fixed axis
        "return torch.cat([part.sum(1) for part in x.chunk(2)])",  # two chunks, however long
        "return torch.from_numpy(x.numpy().sum(1))",
        "y = x.sum(1)\n    return y + 0 if len(x) > 5 else y",  # one operation more for an edge case
    ],
)
def test_answers_without_a_loop_over_the_rows_are_vectorised_in_operations_and_lines(body):
    assert_vectorised(f(f"def f(x):\n    {body}"), over="the rows", python=True, **ROWS)


@pytest.mark.parametrize(
    "body",
    [
        "return torch.stack([row.sum() for row in x])",
        "y = x.new_zeros(len(x))\n    for i in range(len(x)):\n        y[i] = x[i].sum()\n    return y",
        "return torch.stack(list(map(torch.sum, x)))",
        "with torch.inference_mode():\n        return torch.stack([row @ row for row in x])",
    ],
)
def test_a_loop_over_the_rows_is_not(body):
    with pytest.raises(Mismatch, match=r"performed \d+ tensor operations .* grow with the rows\. A Python loop"):
        assert_vectorised(f(f"def f(x):\n    {body}"), over="the rows", **ROWS)


LISTS = {
    "loop": "all = []\n    for row in x.tolist():\n        all.append(sum(row))\n    return torch.tensor(all)",
    "comprehension": "return torch.tensor([a + b + c for a, b, c in x.tolist()])",
    "generator": "return torch.tensor(sum(a for a in x.numpy()))",
    "map with a lambda": "return torch.tensor(list(map(lambda row: row[0], x.numpy())))",
    "C loop over a list": "return torch.tensor(sum(x[:, 0].tolist()))",
    "function of their own": "return torch.tensor([g(row) for row in x.numpy()])\ndef g(row):\n    return row[0]",
}


@pytest.mark.parametrize("body", LISTS.values(), ids=LISTS.keys())
def test_a_loop_over_numbers_is_seen_in_the_lines_alone(body):
    a = f(f"def f(x):\n    {body}")
    assert_vectorised(a, over="the rows", **ROWS)
    with pytest.raises(Mismatch, match=r"executed \d+ lines of Python on a small .* grow with the rows"):
        assert_vectorised(a, over="the rows", python=True, **ROWS)


def test_lines_of_libraries_and_of_the_kit_do_not_count():
    deep = "import statistics\ndef f(x):\n    return statistics.linear_regression(x, x).slope"
    assert count_interpreter_work(f(deep), [1.0, 2.0]) == count_interpreter_work(
        f(deep), [1.0 * i for i in range(99)]
    )


def test_lines_are_counted_exactly_and_a_tracer_of_somebody_else_stays():
    def tracer(frame, event, arg):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        # The call, y = 0, and for and += four times over, for's last look, return.
        assert (
            count_interpreter_work(
                f("def f(n):\n    y = 0\n    for i in range(n):\n        y += i\n    return y"), 4
            )
            == 12
        )
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)


def test_an_axis_that_grows_from_one_is_the_check_s_own_fault():
    with pytest.raises(CheckFault, match="begin at 2"):
        assert_vectorised(
            f("def f(x):\n    return x"), small=(torch.ones(1, 3),), large=(torch.ones(9, 3),), over="rows"
        )
    assert_vectorised(
        f("def f(x):\n    return x"), small=(torch.ones(2, 1),), large=(torch.ones(9, 1),), over="rows"
    )


def test_what_is_forbidden_stays_so_under_counting():
    with pytest.raises(AnswerForbidden):
        count_operations(answer("def f(x):\n    return x.softmax(-1)", forbid=("aten::_softmax",)).f, torch.ones(2))


@pytest.mark.parametrize("sent", ["many", -1, True, None, 2.5])
def test_a_count_that_is_none_is_the_answer_s_failure(sent, monkeypatch):
    a = f("def f(x):\n    return x")
    monkeypatch.setattr(type(a.answer), "run", lambda *args: sent)
    with pytest.raises(AnswerStopped, match="sent back no count"):
        count_operations(a, 1)
    with pytest.raises(AnswerStopped, match="sent back no count"):
        tally_operations(a, 1)
