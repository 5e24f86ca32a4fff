"""Peak memory against functions whose peak is known."""

import pytest
import torch

from autograder.answer import AnswerStopped
from autograder.errors import CheckFault
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.memory import assert_peak_bytes, in_words, peak_bytes
from tests.engine.helpers import answer

N = 64
ONE = 4 * N * N
"""Bytes of the argument, a float32 matrix."""
X = torch.ones(N, N)


def peak(body: str, *args, before: str = "", **kwargs) -> int:
    return peak_bytes(answer(f"{before}\ndef f(x):\n    {body}").f, *(args or (X,)), **kwargs)


@pytest.mark.parametrize(
    ("body", "bytes_"),
    [
        ("return x", 0),
        ("return x.exp()", ONE),
        ("return x.exp().log().exp().log()", 2 * ONE),  # old and new at each step
        ("a = x.exp()\n    b = a.log()\n    c = b.exp()\n    return c", 3 * ONE),  # names keep all three
        ("a = x.exp()\n    a = a.log()\n    a = a.exp()\n    return a", 2 * ONE),
        ("x += 1\n    return x.exp_().mul_(2)", 0),
        ("return x.exp().mul_(2).add_(1)", ONE),
        ("return x.T.reshape(-1).view(N, N).T.expand(9, N, N)", ONE),  # reshape has to copy
        ("return x.T[None].expand(9, N, N).transpose(1, 2).detach().view(9, N, N)", 0),
        ("return [x * i for i in range(5)]", 5 * ONE),
        ("return sum(x * i for i in range(5))", 3 * ONE),  # the sum so far, the next term, the next sum
        ("return sum(row @ row for row in x)", 3 * 4),
        ("y = torch.empty(N, N)\n    torch.exp(x, out=y)\n    return y", ONE),
        ("y = torch.empty(0)\n    torch.exp(x, out=y)\n    return y", ONE),  # grows in place
        ("return torch.tensor([1.0, 2.0], dtype=torch.float64)", 16),
        ("return (x > 0).half()", N * N * (1 + 2)),
        ("return x.requires_grad_().exp().sin().cos().sum()", 3 * ONE + 4),  # autograd keeps all three
        ("with torch.no_grad():\n        return x.requires_grad_().exp().sin().cos().sum()", 2 * ONE),
        ("with torch.inference_mode():\n        return (x @ x).exp()", 2 * ONE),
        ("y = x.exp()\n    z = y[0]\n    del y\n    return z * 1", ONE + 4 * N),  # a view keeps the whole
    ],
)
def test_known_peaks(body, bytes_):
    assert peak(body, before=f"N = {N}") == bytes_


def test_a_tensor_without_storage_of_its_own_stops_nothing():
    assert peak("y = x.to_sparse()\n    return 0 * x") >= ONE


def test_what_was_there_before_the_call_costs_nothing():
    assert peak("return W[:2].T.mul_(1).add_(x[0, 0])", before="W = torch.ones(64, 64)") == 0
    assert peak("return W * x", before="W = torch.ones(64, 64)") == ONE


def test_arguments_in_dicts_and_lists_cost_nothing_either():
    body = "return [w.mul_(2) for w in x['W']]"
    assert peak(body, {"W": [torch.ones(5), torch.ones(6)]}) == 0


def test_address_used_again_is_no_tensor_seen_before():
    assert peak("for _ in range(50):\n        y = x.exp()\n        del y\n    return x.exp()") == ONE


FULL = "def f(Q, K, V):\n    return torch.softmax(Q @ K.T, -1) @ V"
BLOCKS = """
def f(Q, K, V, size=32):
    out = torch.empty_like(Q)
    for i in range(0, len(Q), size):
        out[i : i + size] = torch.softmax(Q[i : i + size] @ K.T, -1) @ V
    return out
"""


def test_a_whole_matrix_of_scores_is_told_from_blocks_of_it():
    n, d = 512, 8
    args = [torch.randn(n, d) for _ in range(3)]
    assert peak_bytes(answer(FULL).f, *args) == 2 * 4 * n * n
    # The output, and two blocks of scores at once; the old block's result went before.
    assert peak_bytes(answer(BLOCKS).f, *args) == 4 * n * d + 2 * 4 * 32 * n
    assert_peak_bytes(answer(BLOCKS).f, *args, times_input=4)
    with pytest.raises(Mismatch) as caught:
        assert_peak_bytes(answer(FULL).f, *args, times_input=4)
    assert str(caught.value) == (
        "f held tensors of 2 MiB at once beyond its arguments; at most 192 KiB was asked for (4 times the 48 KiB "
        "of its arguments). The largest was a tensor of shape (512, 512) that mm made. Work in place or on a "
        "block at a time, and keep no intermediate result longer than it is needed."
    )


def test_a_bound_in_bytes_is_held_to_the_byte():
    a = answer("def f(x):\n    return x.exp()").f
    assert_peak_bytes(a, X, at_most=ONE)
    with pytest.raises(Mismatch, match="tensors of 16 KiB at once beyond its arguments; at most 16 KiB was"):
        assert_peak_bytes(a, X, at_most=ONE - 1)


def test_keyword_arguments_reach_the_answer():
    assert (
        peak_bytes(answer("def f(x, times=1):\n    return [x * 1 for _ in range(times)]").f, X, times=3) == 3 * ONE
    )


def test_exactly_one_bound_is_given():
    for bounds in ({}, {"at_most": 1, "times_input": 1.0}):
        with pytest.raises(CheckFault, match="one of at_most and times_input"):
            assert_peak_bytes(answer("def f(x):\n    return x").f, X, **bounds)


@pytest.mark.parametrize("sent", [7, [7], ["a", [], ""], [-1, [], ""], None])
def test_what_is_no_number_of_bytes_is_the_answer_s_failure(sent, monkeypatch):
    a = answer("def f(x):\n    return x").f
    monkeypatch.setattr(type(a.answer), "run", lambda *args: sent)
    with pytest.raises(AnswerStopped, match="sent back no"):
        peak_bytes(a, X)


def test_bytes_in_words():
    assert [in_words(n) for n in (0, 1000, 1024, 1536, 5 * 2**20, 3 * 2**30)] == [
        "0 bytes", "1000 bytes", "1 KiB", "1.5 KiB", "5 MiB", "3 GiB",
    ]  # fmt: skip


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device on this machine")
def test_the_gpu_s_allocator_agrees_where_sizes_are_round():
    assert peak("return x.exp().log()", on="cuda") == 2 * ONE
    assert peak("return x.exp_()", on="cuda") == 0


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has a GPU")
def test_without_a_gpu_the_cpu_counts():
    assert peak("return x.exp().log()", on="cuda") == 2 * ONE
