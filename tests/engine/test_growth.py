"""Growth laws over several sizes."""

import pytest
import torch

from autograder.errors import CheckFault
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.growth import assert_growth, count_flops, slope
from tests.engine.helpers import answer

SIZES = (64, 128, 256)
QKV = {n: tuple(torch.randn(n, 8) for _ in range(3)) for n in SIZES}
FULL = "def f(Q, K, V):\n    return torch.softmax(Q @ K.T, -1) @ V"
SPELT = "def f(Q, K, V):\n    return ((Q[:, None] * K).sum(-1).exp()[..., None] * V).sum(1)"
LIBRARY = """
def f(Q, K, V):
    return torch.nn.functional.scaled_dot_product_attention(Q[None, None], K[None, None], V[None, None])
"""
LINEAR = "def f(Q, K, V):\n    return Q.exp() @ (K.exp().T @ V)"
BLOCKS = """
def f(Q, K, V):
    return torch.cat([torch.softmax(q @ K.T, -1) @ V for q in Q.split(16)])
"""


def f(source: str):
    return answer(source).f


@pytest.mark.parametrize(
    ("body", "flops"),
    [
        ("x @ x.T", 2 * 3 * 5 * 3),
        ("torch.einsum('ij,kj->ik', x, x)", 2 * 3 * 5 * 3),
        ("x.mul(2).add(1)", 2 * 3 * 5),
        ("x.sum()", 3 * 5),
        ("x.T[None].detach()", 0),
        ("torch.nn.functional.conv2d(x[None, None], x[None, None, :2, :2])", 2 * (2 * 4) * (2 * 2)),
    ],
)
def test_known_numbers_of_operations(body, flops):
    assert count_flops(f(f"def f(x):\n    return {body}"), torch.ones(3, 5)) == flops
    inference = f(f"def f(x):\n    with torch.inference_mode():\n        return {body}")
    assert count_flops(inference, torch.ones(3, 5)) == flops


def test_attention_counts_two_products_whatever_kernel_does_it():
    q = torch.ones(16, 8)
    assert count_flops(f(LIBRARY), q, q, q) == 2 * (2 * 16 * 16 * 8)


@pytest.mark.parametrize("source", [FULL, LIBRARY, BLOCKS, SPELT])
def test_quadratic_attention_is_quadratic_however_it_is_spelt(source):
    assert_growth("flops", f(source), inputs=QKV, exponent=2, over="the sequence length")
    with pytest.raises(Mismatch, match=r"like n\^(2|1\.9)\S* with the sequence length n; at most n\^1 was"):
        assert_growth("flops", f(source), inputs=QKV, exponent=1, over="the sequence length")


def test_linear_attention_is_linear():
    assert_growth("flops", f(LINEAR), inputs=QKV, exponent=1, over="the sequence length")
    assert_growth("bytes", f(LINEAR), inputs=QKV, exponent=1, over="the sequence length")


def test_blocks_take_as_much_work_and_less_memory():
    assert_growth("bytes", f(BLOCKS), inputs=QKV, exponent=1, over="the sequence length")
    with pytest.raises(Mismatch) as caught:
        assert_growth("bytes", f(FULL), inputs=QKV, exponent=1, over="the sequence length")
    assert str(caught.value) == (
        "f held tensors at once of 32 KiB at 64, 128 KiB at 128, 512 KiB at 256: this grows like n^2 with the "
        "sequence length n; at most n^1 was asked for. A tensor with the sequence length on more than one axis, or "
        "a result kept from every step, is the usual cause: work on a block at a time and keep only what the next "
        "block needs."
    )


def test_operations_and_lines_grow_with_a_loop():
    loop = "def f(Q, K, V):\n    return torch.stack([q * 2 for q in Q])"
    lists = "def f(Q, K, V):\n    return [q for q in Q[:, 0].numpy()].__len__()"
    for what, source in (("operations", loop), ("lines", lists)):
        assert_growth(what, f(source), inputs=QKV, exponent=1, over="queries")
        assert_growth(what, f(FULL), inputs=QKV, exponent=0, over="queries")
        with pytest.raises(Mismatch, match=r"with queries n; no growth was asked for\. A Python loop over queries"):
            assert_growth(what, f(source), inputs=QKV, exponent=0, over="queries")


def test_in_place_work_takes_no_memory_at_any_size():
    assert_growth("bytes", f("def f(Q, K, V):\n    return Q.exp_()"), inputs=QKV, exponent=0, over="queries")


@pytest.mark.parametrize(("p", "lower"), [(0, 0.0), (1, 0.0), (1, 500.0), (2, 0.0), (2, 70.0), (3, 10.0)])
def test_the_slope_is_the_exponent_and_lower_terms_only_flatten_it(p, lower):
    found = slope({n: 3 * n**p + lower * n ** max(p - 1, 0) for n in SIZES})
    assert found <= p + 1e-9
    assert lower or found == pytest.approx(p)


def test_a_check_that_cannot_decide_is_its_own_fault():
    a = f(FULL)
    with pytest.raises(CheckFault, match="two sizes"):
        assert_growth("flops", a, inputs={64: QKV[64]}, exponent=1, over="n")
    with pytest.raises(CheckFault, match="2 or larger"):
        assert_growth("flops", a, inputs={1: QKV[64], 64: QKV[64]}, exponent=1, over="n")
    with pytest.raises(CheckFault, match="knows flops, bytes, operations, lines"):
        assert_growth("seconds", a, inputs=QKV, exponent=1, over="n")
