"""Automatic mutants: each kind of mistake is made, one at a time, and only in what students write."""

from pathlib import Path

import pytest

from autograder.authoring.mutants import mutants_of
from autograder.authoring.parts import Solution

SOURCE = '''
from torch import Tensor


def given(x):
    return x + 1


def f(x: Tensor, y: Tensor, dim: int = -1) -> Tensor:
    """Words that are no code: 1 + 1."""
    ### BEGIN SOLUTION
{body}
    ### END SOLUTION
'''


def changes(body: str) -> dict[str, list[str]]:
    """Return what the mutants of a body put in its lines' place, by kind."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    found: dict[str, list[str]] = {}
    for mutant in mutants_of(Solution(Path("solution.py"), SOURCE.format(body=lines), "f")):
        found.setdefault(mutant.kind, []).append(mutant.change.partition(" → ")[2])
    return found


@pytest.mark.parametrize(
    ("body", "kind", "change"),
    [
        ("return x - y", "sign", "return x + y"),
        ("return -x", "sign", "return x"),
        ("return x.sum(dim)", "axis", "return x.sum(0)"),
        ("return x.amax(dim=dim)", "axis", "return x.amax(dim=-1)"),
        ("return x.sum(1)", "off by one", "return x.sum(2)"),
        ("return x / (y + 1e-05)", "eps", "return x / (y + 0.0)"),
        ("return x / (y + 1e-05)", "dropped term", "return x / y"),
        ("for i in range(3):\n    x = x * y\nreturn x", "off by one", "for i in range(3 - 1):"),
        ("for i in range(3):\n    x = x * y\nreturn x", "early return", "break"),
        ("return x.T @ y", "transpose", "return x @ y"),
        ("return x @ y", "swapped arguments", "return y @ x"),
        ("return torch.outer(x, y)", "swapped arguments", "return torch.outer(y, x)"),
        ("return x + y", "detach", "return (x + y).detach()"),
        ("z = x * y\nreturn z", "detach", "z = (x * y).detach()"),
        ("return x * y", "dtype", "return (x * y).float()"),
        ("return x.to(y.dtype)", "dtype", "return x"),
        ("return x * y", "constant", "return torch.zeros_like(x * y)"),
        ("return 0.5 * x", "constant", "return 1.0 * x"),
        ("return x + y", "in-place", "return x.add_(y)"),
        ("return x.clone()", "in-place", "return x"),
        ("return x.mean()", "operator", "return x.sum()"),
        ("return torch.sqrt(x)", "dropped term", "return x"),
        ("return x.sum(dim, keepdim=True)", "condition", "return x.sum(dim, keepdim=False)"),
        ("if x < y:\n    x = y\nreturn x", "comparison", "if x <= y:"),
        ("if dim > 2:\n    raise ValueError(f'no axis {dim + 1}')\nreturn x", "dropped check", "pass"),
        ("x = x * 2\nreturn x", "dropped term", "pass"),
    ],
)
def test_each_kind_of_mistake_is_made(body, kind, change):
    assert change in changes(body)[kind]


def test_nothing_outside_the_solution_changes():
    mutants = mutants_of(Solution(Path("solution.py"), SOURCE.format(body="    return x - y"), "f"))
    assert all("def given(x):\n    return x + 1\n" in mutant.text for mutant in mutants)
    assert all("Words that are no code: 1 + 1." in mutant.text for mutant in mutants)


def test_the_words_of_an_error_stay():
    said = changes("if dim > 2:\n    raise ValueError(f'no axis {dim + 1} below {2}')\nreturn x")
    assert not any(
        "raise" in change and "no axis {dim + 1} below {2}" not in change for c in said.values() for change in c
    )


def test_every_mutant_compiles_differs_and_keeps_its_id():
    body = (
        "    z = x.T @ y - 1e-3\n    if dim == 0 and dim != 1:\n        z += 2.5 * x[1:].sum(0)\n    return z, -x"
    )
    solution = Solution(Path("solution.py"), SOURCE.format(body=body), "f")
    first, second = mutants_of(solution), mutants_of(solution)
    assert len({mutant.text for mutant in first}) == len(first) > 20
    assert [mutant.id for mutant in first] == [mutant.id for mutant in second]
    assert len({mutant.id for mutant in first}) == len(first)
    for mutant in first:
        compile(mutant.text, "mutant", "exec")


def test_an_id_survives_edits_elsewhere_in_the_solution():
    one = mutants_of(Solution(Path("s.py"), SOURCE.format(body="    z = x * y\n    return z - y"), "f"))
    two = mutants_of(Solution(Path("s.py"), SOURCE.format(body="    z = y * x\n    return z - y"), "f"))
    assert {m.id for m in one if "z + y" in m.change} == {m.id for m in two if "z + y" in m.change} != set()
