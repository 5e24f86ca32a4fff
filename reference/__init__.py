"""The reference solutions, importable: ``from reference.ch04_linear_classification import softmax``.

This package never ships to students.
"""

from autograder.authoring.parts import as_package

__all__ = ["as_package"]
