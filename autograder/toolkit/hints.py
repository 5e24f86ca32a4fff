"""Hints that a student sees when a check fails."""

from collections.abc import Callable
from typing import TypeVar

Check = TypeVar("Check", bound=Callable[..., object])


def hint(text: str) -> Callable[[Check], Check]:
    """Attach a hint to a check; several may be stacked, the topmost is shown first."""

    def attach(check: Check) -> Check:
        check.__fathom_hints__ = (text, *hints_of(check))  # type: ignore[attr-defined]
        return check

    return attach


def hints_of(check: object) -> tuple[str, ...]:
    """Return the hints attached to a check."""
    return getattr(check, "__fathom_hints__", ())
