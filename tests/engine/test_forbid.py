"""What an exercise forbids is caught under every name; what merely looks like it is not."""

import subprocess
import sys

import pytest
import torch

from autograder.answer import AnswerForbidden
from tests.engine.helpers import answer

SOFTMAX = {
    "method": "def f(x):\n    return x.softmax(-1)",
    "function": "def f(x):\n    return torch.softmax(x, -1)",
    "functional": "import torch.nn.functional as F\ndef f(x):\n    return F.softmax(x, -1)",
    "special": "def f(x):\n    return torch.special.softmax(x, -1)",
    "renamed import": "from torch.nn.functional import softmax as s\ndef f(x):\n    return s(x, -1)",
    "import inside": "def f(x):\n    from torch.nn.functional import softmax as s\n    return s(x, -1)",
    "layer": "def f(x):\n    return torch.nn.Softmax(-1)(x)",
    "layer made before": "layer = torch.nn.Softmax(-1)\ndef f(x):\n    return layer(x)",
    "alias": "s = getattr(torch.nn.functional, 'softmax')\ndef f(x):\n    return s(x, -1)",
    "partial": "import functools\ns = functools.partial(torch.softmax, dim=-1)\ndef f(x):\n    return s(x)",
    "partial as the answer": "import functools\nf = functools.partial(torch.softmax, dim=-1)",
    "method caller": "import operator\ns = operator.methodcaller('softmax', 1)\ndef f(x):\n    return s(x)",
    "packet": "def f(x):\n    return torch.ops.aten._softmax(x, -1, False)",
    "overload": "def f(x):\n    return torch.ops.aten.softmax.int(x, -1)",
    "private": "def f(x):\n    return torch._C._VariableFunctions.softmax(x, -1)",
    "spelt in parts": "def f(x):\n    return getattr(torch, 'soft' + 'max')(x, -1)",
    "helper": "def helper(x):\n    return torch.softmax(x, -1)\ndef f(x):\n    return helper(x)",
    "lambda": "f = lambda x: torch.softmax(x, -1)",
    "lambda in a list": "steps = [lambda x: torch.softmax(x, -1),\n         1]\ndef f(x):\n    return steps[0](x)",
    "class attribute": "class A:\n    s = staticmethod(torch.softmax)\ndef f(x):\n    return A.s(x, -1)",
    "method of a class": "class A:\n    def go(self, x):\n        return x.softmax(-1)\n"
    "def f(x):\n    return A().go(x)",
    "default": "s = torch.softmax\ndef f(x, s=s):\n    return s(x, -1)",
    "cached": "import functools\n@functools.lru_cache\ndef f(x):\n    return torch.softmax(x, -1)",
    "nested class": "class A:\n    class B:\n        s = torch.softmax\ndef f(x):\n    return A.B.s(x, -1)",
    "keyword default": "s = torch.softmax\ndef f(x, *, s=s):\n    return s(x, -1)",
    "closure": "def make(s):\n    return lambda x: s(x, -1)\nf = make(torch.softmax)",
    "no gradients": "def f(x):\n    with torch.no_grad():\n        return x.softmax(-1)",
    "inference": "def f(x):\n    with torch.inference_mode():\n        return getattr(x, 'soft' + 'max')(-1)",
    "vmap": "def f(x):\n    return torch.vmap(lambda row: torch.softmax(row, 0))(x)",
}


def said(source: str, *forbid: str, x: torch.Tensor | None = None) -> str:
    """Return what a student hears whose answer must be turned away."""
    with pytest.raises(AnswerForbidden) as caught:
        answer(source, forbid=forbid).f(torch.ones(2, 2) if x is None else x)
    return str(caught.value)


@pytest.mark.parametrize("entry", ["aten::_softmax", "py:torch.softmax", "py:torch.nn.functional.softmax"])
@pytest.mark.parametrize("alias", SOFTMAX)
def test_one_entry_catches_an_operation_under_all_its_names(alias, entry):
    assert "asks you to do without" in said(SOFTMAX[alias], entry)


@pytest.mark.parametrize("alias", ["method", "functional", "inference", "lambda in a list", "layer", "helper"])
def test_the_run_catches_what_the_source_does_not_show(alias, monkeypatch):
    monkeypatch.setattr("autograder.candidate.servant.look_at_source", lambda *_: None)
    assert "your code uses it in line" in said(SOFTMAX[alias], "aten::_softmax")


@pytest.mark.parametrize(
    ("entry", "expression"),
    [
        ("aten::convolution", "torch.nn.functional.conv2d(x[None, None], x[None, None])"),
        ("aten::mm", "x @ x"),
        ("aten::bmm", "torch.einsum('ij,jk->ik', x, x)"),
        ("aten::_safe_softmax", "torch.nn.functional.scaled_dot_product_attention(x, x, x, x > 5)"),
    ],
)
def test_inference_mode_hides_no_part_of_a_composite_operation(entry, expression):
    source = f"def f(x):\n    with torch.inference_mode():\n        return {expression}"
    assert "your code uses it in line 4 of f" in said(source, entry)


@pytest.mark.parametrize(
    "expression",
    ["x @ x", "x.matmul(x)", "torch.linalg.matmul(x, x)", "x.__rmatmul__(x)", "torch.ops.aten.matmul(x, x)",
     "__import__('operator').matmul(x, x)", "torch.Tensor.__matmul__(x, x)"],
)  # fmt: skip
def test_the_operator_is_the_function(expression):
    assert "torch.matmul" in said(f"def f(x):\n    y = x\n    return {expression}", "py:torch.matmul")


@pytest.mark.parametrize(
    ("entry", "source"),
    [
        ("py:torch.exp", "def f(x):\n    return x.exp_()"),
        ("py:torch.sub", "def f(x):\n    return 1 - x"),
        ("py:torch.linalg.inv", "def f(x):\n    return torch.inverse(x + torch.eye(2))"),
        ("aten::linalg_inv_ex", "def f(x):\n    return (x + torch.eye(2)).inverse()"),
        ("py:torch.linalg.pinv", "def f(x):\n    return torch.pinverse(x)"),
        ("py:torch.nn.functional.max_pool2d", "def f(x):\n    return torch.max_pool2d(x[None], 2)"),
        ("py:torch.nn.functional.unfold", "def f(x):\n    return torch._C._nn.im2col(x[None, None], 2, 1, 0, 1)"),
        ("py:torch.Tensor.grad", "def f(x):\n    return x.grad"),
        ("py:torch.nn.LSTM", "cell = torch.nn.LSTM(2, 2)\ndef f(x):\n    return cell(x)[0]"),
        ("py:torch.nn.LSTM", "cells = [torch.nn.LSTM(2, 2)]\ndef f(x):\n    return cells[0](x)[0]"),
        ("py:torch.nn.LSTM", "class C(torch.nn.LSTM):\n    pass\nC_ = [C]\n"
         "def f(x):\n    return C_[0](2, 2)(x)[0]"),
        ("py:torch.distributions", "d = torch.distributions.Normal(0., 1.)\ndef f(x):\n    return d.sample()"),
        ("py:torch.func", "def f(x):\n    return helper(x)\ndef helper(x):\n"
         "    return torch.func.grad(torch.sum)(x)"),
        ("py:json", "import json\nclass A:\n    def go(self):\n        return json.loads('1')\n"
         "def f(x):\n    return A().go()"),
        ("py:torch.autograd", "@torch.no_grad()\ndef f(x):\n    return torch.autograd.grad(x, x)"),
    ],
)  # fmt: skip
def test_other_names_instances_and_what_helpers_use_are_caught(entry, source):
    assert "asks you to do without" in said(source, entry)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (SOFTMAX["functional"], "line 4: F.softmax is torch.softmax, which this exercise asks you to do without"),
        (SOFTMAX["function"], "line 3: torch.softmax is used, which this exercise asks you to do without"),
        (SOFTMAX["renamed import"], "line 4: s is torch.softmax, which"),
        (SOFTMAX["method"], "line 3: x.softmax is torch.softmax, which"),
        (SOFTMAX["helper"], "line 3 of helper: torch.softmax is used, which"),
        (SOFTMAX["class attribute"], "line 5: A.s is torch.softmax, which"),
        (SOFTMAX["layer"], "without torch.softmax, and your code uses it in line 3 of f"),
    ],
)
def test_the_message_names_the_line_and_the_written_word(source, wanted):
    assert wanted in said(source, "aten::_softmax")


def test_the_message_says_what_a_written_word_has_to_do_with_a_module_or_class():
    made = "cell = torch.nn.LSTM(2, 2)\ndef f(x):\n    return cell(x)"
    assert "line 4: cell is an instance of torch.nn.LSTM, which" in said(made, "py:torch.nn.LSTM")
    inside = "from torch.distributions import Normal\ndef f(x):\n    return Normal(0., 1.)"
    assert "line 4: Normal belongs to torch.distributions, which" in said(inside, "py:torch.distributions")


@pytest.mark.parametrize(
    "source",
    [
        "exec('def f(x):\\n    return x')",
        "f = [lambda x: (x +\n    0), 1][0]",
        "class F:\n    def __call__(self, x):\n        return x\nf = F()",
        "f = torch.clone",
        "def f(x):\n    try:\n        import no_such_module\n    except ImportError:\n        return x",
        "def f(x):\n    return x + " + "0 + " * 20 + "0",
        "import functools\n@functools.lru_cache\ndef f(x):\n    return x",
        "class A:\n    pass\nA.again = A\ndef f(x):\n    return x if A.again else A",
        "def f(x):\n    return x\nf.__wrapped__ = f",
    ],
)
def test_code_that_is_hard_to_read_is_left_to_the_run(source):
    assert torch.equal(
        answer(source, forbid=("aten::_softmax", "py:torch.nn.LSTM")).f(torch.ones(2)), torch.ones(2)
    )


def test_the_source_is_looked_at_before_anything_runs():
    source = "ran = []\ndef f(x):\n    ran.append(1)\n    return x.softmax(-1)\ndef g(x):\n    return ran"
    a = answer(source, forbid=("aten::_softmax",))
    with pytest.raises(AnswerForbidden, match="line 5"):
        a.f(torch.ones(2))
    assert a.g(0) == []


@pytest.mark.parametrize(
    ("entry", "source"),
    [
        ("aten::_softmax", "def softmax(x):\n    return x.exp() / x.exp().sum()\ndef f(x):\n    return softmax(x)"),
        ("aten::_softmax", "class M:\n    def softmax(self, x):\n        return x.exp()\n"
         "def f(x):\n    return M().softmax(x)"),
        ("aten::_softmax", "def f(x):\n    class M:\n        def softmax(self):\n            return x\n"
         "    return M().softmax()"),
        ("aten::_softmax", "from torch import softmax\n"
         "def f(x):\n    softmax = lambda x: x.exp()\n    return softmax(x)"),
        ("aten::_softmax", "def f(x):\n    '''Unlike torch.softmax.'''\n    return x  # F.softmax(x)"),
        ("aten::_softmax", "def unused(x):\n    return x.softmax(-1)\ndef f(x):\n    return x.log_softmax(-1)"),
        ("py:torch.Tensor.backward", "class L:\n    def backward(self):\n        return 1\n"
         "def f(x):\n    return x * L().backward()"),
        ("py:torch.Tensor.backward", "class L:\n    def backward(self, x):\n        return x\nl = L()\n"
         "def f(x):\n    return l.backward(x)"),
        ("py:torch.norm", "class B(torch.nn.Module):\n    def __init__(self):\n        super().__init__()\n"
         "        self.norm = torch.nn.Identity()\n    def forward(self, x):\n        return self.norm(x)\n"
         "b = B()\ndef f(x):\n    return b(x)"),
        ("py:torch.sort", "def f(x):\n    items = [3, 1]\n    items.sort()\n    return x"),
        ("py:torch.cumsum", "def f(x):\n    return torch.from_numpy(x.numpy().cumsum(0))"),
        ("py:torch.nn.functional.unfold", "def f(x):\n    return x.unfold(0, 2, 1)"),
        ("aten::im2col", "def f(x):\n    return x.unfold(0, 2, 1)"),
        ("py:torch.nn.init.normal_", "def f(x):\n    return x.normal_()"),
        ("py:torch.autograd", "def f(x):\n    with torch.no_grad():\n        return x + 1"),
        ("py:torch.autograd", "guard = torch.no_grad()\ndef f(x):\n    with guard:\n        return x + 1"),
        ("py:torch.matmul", "def f(x):\n    return torch.einsum('ij,jk->ik', x, x)"),
    ],
)  # fmt: skip
def test_what_only_looks_like_the_forbidden_passes(entry, source):
    answer(source, forbid=(entry,)).f(torch.ones(2, 2))


def test_a_backward_pass_is_not_the_code_s_own_choice():
    folds = "def f(x):\n    y = torch.nn.functional.fold(x.requires_grad_(), (3, 3), 2)\n    y.sum().backward()\n"
    answer(folds + "    return x.grad", forbid=("aten::im2col",)).f(torch.ones(1, 4, 4))
    assert "without" in said(folds + "    return x.grad", "aten::col2im", x=torch.ones(1, 4, 4))


@pytest.mark.parametrize(
    "source",
    [
        "class D(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, x):\n        return x.exp()\n"
        "    @staticmethod\n    def backward(ctx, g):\n        return getattr(g, 'softmax')(-1)\n"
        "def f(x):\n    D.apply(x.requires_grad_()).sum().backward()\n    return x.grad",
        "def f(x):\n    y = x.clone().requires_grad_()\n    y.register_hook(lambda g: getattr(g, 'softmax')(-1))\n"
        "    y.sum().backward()\n    return y.grad",
    ],
)
def test_a_backward_or_hook_of_the_student_s_is(source):
    assert "your code uses it in line" in said(source, "aten::_softmax")


def test_a_module_that_nobody_imported_is_not_imported_to_forbid_it():
    assert "wave" not in sys.modules
    answer("def f(x):\n    return x", forbid=("py:wave",)).f(1)
    assert "wave" not in sys.modules
    assert "belongs to wave" in said("def f(x):\n    from wave import Wave_read as W\n    return W", "py:wave")


def test_what_was_forbidden_is_whole_again_afterwards():
    said("cell = [torch.nn.LSTM(2, 2)]\ndef f(x):\n    return cell[0](x)", "py:torch.nn.LSTM")
    output, _ = torch.nn.LSTM(1, 1)(torch.ones(1, 1))
    assert output.shape == (1, 1)


def test_the_first_watched_call_imports_no_compiler():
    code = (
        "import sys, torch\n"
        "from autograder.candidate.forbid import Watch\n"
        "with Watch(('aten::_softmax', 'py:torch.nn.LSTM')):\n    torch.ones(2).exp()\n"
        "sys.exit('torch._dynamo' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
