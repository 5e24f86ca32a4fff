"""Makes a new exercise that works at once: folder, public checks and its line in page.md."""

import re
from pathlib import Path

from autograder.authoring.parts import Exercise
from autograder.course import ChapterEntry, Course
from autograder.errors import PartsError

FILES = {
    "task.md": """\
---
title: {title}
section: "{number}.1"
level: core
points: 1
---
Return twice the entries of `X`, a floating tensor of any shape. The result has the shape and dtype of `X`.
(This is a working placeholder: replace task, solution, checks and answers by your own.)

## Hints

- Which number turns 3 into 6?
- A tensor times a number multiplies every entry.
- `2 * X`.
""",
    "solution.py": '''\
from torch import Tensor


def {name}(X: Tensor) -> Tensor:
    """Double every entry.

    X: floating, any shape. Returns the same shape and dtype.
    """
    ### BEGIN SOLUTION
    return 2 * X
    ### END SOLUTION
''',
    "test_hidden.py": '''\
import torch

from autograder.toolkit import assert_gradients, assert_pure, assert_same, seeded


def test_works_in_float64(answer):
    """float64 entries are doubled in float64."""
    assert_same(answer.{name}(torch.tensor(1 / 3, dtype=torch.float64)), torch.tensor(2 / 3, dtype=torch.float64))


def test_has_gradient_two(answer):
    """Gradients through {name} match central differences."""
    assert_gradients(answer.{name}, torch.randn(2, 3, generator=seeded(), dtype=torch.float64))


def test_does_not_double_in_place(answer):
    """The caller's X is unchanged."""
    assert_pure(answer.{name}, torch.randn(2, 3, generator=seeded()))
''',
    "right/adds_to_itself.py": '''\
"""Adds X to itself."""


def {name}(X):
    return X + X
''',
    "right/divides_by_a_half.py": '''\
"""Divides by a half, which is exact in floating point."""


def {name}(X):
    return X / 0.5
''',
    "wrong/forgets_to_double.py": '''\
"""Returns the entries as they are.

Fails: test_doubles_every_entry
"""


def {name}(X):
    return X
''',
    "wrong/squares.py": '''\
"""Squares instead of doubling.

Fails: test_doubles_every_entry
"""


def {name}(X):
    return X * X
''',
    "wrong/doubles_in_place.py": '''\
"""Doubles the caller's own tensor.

Fails: test_does_not_double_in_place
"""


def {name}(X):
    X *= 2
    return X
''',
    "wrong/cuts_the_graph.py": '''\
"""Works on a copy without a graph, so that no gradient arrives.

Fails: test_has_gradient_two
"""


def {name}(X):
    return 2 * X.detach()
''',
}
PUBLIC = '''\
import torch

from autograder.toolkit import assert_same, hint


@hint("Multiply by two.")
def test_doubles_every_entry(answer):
    """{name}(X) is twice X, entry by entry."""
    X = torch.tensor([[1.0, -2.0, 0.5]])
    assert_same(answer.{name}(X), torch.tensor([[2.0, -4.0, 1.0]]))
'''
PACKAGE = "from reference import as_package\n\nas_package(__name__)\n"


def new_exercise(course: Course, entry: ChapterEntry, name: str) -> list[Path]:
    """Write the files of a new exercise and name it at the end of the page; return what was written."""
    home = course.reference / entry.name
    exercise = Exercise(home / name)
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):
        raise PartsError(name, "cannot name a Python function", f"fathom new {entry.name[:4]} a_name_like_this")
    if exercise.folder.exists():
        raise PartsError(exercise.folder, "exists already", f"fathom check {entry.name[:4]}/{name}")
    words = {"name": name, "title": name.replace("_", " ").capitalize(), "number": entry.number}
    files = {exercise.folder / part: text.format(**words) for part, text in FILES.items()}
    files[exercise.public_checks] = PUBLIC.format(**words)
    if not (home / "__init__.py").is_file():
        files[home / "__init__.py"] = PACKAGE
    page = home / "page.md"
    if not page.is_file():
        files[page] = f"## {entry.title}\n\nWhat this chapter asks.\n"
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with page.open("a", encoding="utf-8") as end:  # not rewritten: another author may be at work in it
        end.write(f"\n{{exercise}} {name}\n")
    return list(dict.fromkeys([*files, page]))
