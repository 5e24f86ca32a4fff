"""Every example on the authors' page is run: on an answer that passes it, and on one that it must reject."""

import re
from pathlib import Path

import pytest

from autograder.answer import Answer, AnswerFailure
from autograder.candidate.here import Here
from autograder.loading import load_source
from autograder.manifest import Facts

PAGE = Path(__file__).parents[2] / "docs" / "author.md"
RIGHT = """
import torch

def softmax(logits, dim=-1):
    weights = (logits - logits.amax(dim, keepdim=True)).exp()
    return weights / weights.sum(dim, keepdim=True)

def squared_error_grad(y_hat, y):
    return y_hat - y

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * torch.sigmoid(x)
    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        s = torch.sigmoid(x)
        return grad * (s + x * s * (1 - s))

def self_attention(x):
    return torch.softmax(x @ x.T, -1) @ x

def sgd(params, lr):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad
            p.grad.zero_()

def init(rows, columns, generator):
    return 0.2 * torch.randn(rows, columns, generator=generator)

def mask(n, keep, generator):
    return (torch.rand(n, generator=generator) < keep).long()
"""
WRONG = {
    "test_rows_sum_to_one": "def softmax(x, dim=-1):\n    return x.exp() / x.exp().sum()",
    "test_works_along_any_axis": "def softmax(x, dim=-1):\n    return x.exp() / x.exp().sum(-1, True)",
    "test_bad_axis": "def softmax(x, dim=-1):\n    return x.softmax(-1)",
    "test_leaves_the_logits_alone": "def softmax(x, dim=-1):\n    x -= x.max()\n    return x.softmax(dim)",
    "test_gradients_match_central_differences": (
        "def softmax(x, dim=-1):\n    e = x.exp()\n    return e / e.sum(dim, True).detach()"
    ),
    "test_returns_the_derivative_of_half_the_squared_error": (
        "def squared_error_grad(y_hat, y):\n    return 2 * (y_hat - y)"
    ),
    "test_the_function_goes_back_as_it_went_forth": "Swish.backward = staticmethod(lambda ctx, grad: grad)",
    "test_no_loop_over_rows": "def softmax(x, dim=-1):\n    return torch.stack([r.softmax(-1) for r in x])",
    "test_work_grows_with_the_square_of_the_length": (
        "def self_attention(x):\n    s = x @ x.T\n    return (s @ s) @ x"
    ),
    "test_needs_little_more_than_its_result": (
        "def softmax(x, dim=-1):\n    return torch.stack([x] * 9).softmax(-1)[0]"
    ),
    "test_beats_the_loop": "def softmax(x, dim=-1):\n    return torch.stack([r.softmax(-1) for r in x])",
    "test_keeps_up_with_the_library": (
        "def softmax(x, dim=-1):\n    for _ in range(200):\n        y = x.softmax(dim)\n    return y"
    ),
    "test_learns_the_digits": "def sgd(params, lr):\n    pass",
    "test_draws_from_the_normal_distribution": (
        "def init(r, c, g):\n    return 0.04 * torch.randn(r, c, generator=g)"
    ),
    "test_keeps_with_probability_keep": (
        "def mask(n, keep, g):\n    return (torch.rand(n, generator=g) > keep).long()"
    ),
}
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
EXAMPLES = {
    name: load_source(block, f"author.md-{number}", f"test_author_page_{number}")[name]
    for number, block in enumerate(BLOCKS)
    for name in re.findall(r"^def (test_\w+)", block, re.MULTILINE)
}


def answered(source: str) -> Answer:
    facts = Facts(
        id="softmax",
        title="",
        section="",
        level="core",
        points=1,
        seconds=20,
        signature="",
        parameters=("logits", "dim"),
    )
    return Answer(Here(load_source(source, f"<{hash(source)}>", "student"), (), 20.0), facts)


def test_every_example_has_an_answer_that_it_rejects():
    assert list(EXAMPLES) == list(WRONG)


@pytest.mark.parametrize("name", WRONG)
def test_an_example_accepts_what_is_right_and_rejects_what_is_not(name):
    EXAMPLES[name](answered(RIGHT))
    with pytest.raises((AssertionError, AnswerFailure)):
        EXAMPLES[name](answered(RIGHT + WRONG[name]))
