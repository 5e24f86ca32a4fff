"""Random inputs that a student cannot foresee and a regrade repeats."""

import hashlib

import torch

_context = {"base": "0", "check": "", "drawn": 0}


def begin(base: str, check: str) -> None:
    """Start a check: its generators depend on ``base`` (secret and student) and its name alone."""
    _context.update(base=base, check=check, drawn=0)


def has_drawn() -> bool:
    """Tell whether the current check has asked for a generator that depends on the seed."""
    return bool(_context["drawn"])


def seeded(seed: int | None = None) -> torch.Generator:
    """Return a local generator: with ``seed`` always the same, without it unpredictable but repeatable.

    Without ``seed``, each call within a check gives another generator, derived from the course secret,
    the student and the check's name.
    """
    if seed is None:
        key = f"{_context['base']}/{_context['check']}/{_context['drawn']}"
        _context["drawn"] += 1  # type: ignore[operator]
        seed = int.from_bytes(hashlib.sha256(key.encode()).digest()[:7], "big")
    return torch.Generator().manual_seed(seed)
