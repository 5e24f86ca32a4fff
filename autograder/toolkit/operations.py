"""Operation counts decide "vectorised": seconds do not."""

from typing import Any

from torch.utils._python_dispatch import TorchDispatchMode

from autograder.answer import Function
from autograder.toolkit.compare import Mismatch


def count_operations(function: Function, *args: Any, **kwargs: Any) -> int:
    """Return how many tensor operations one call of the answer performs."""
    count: int = function.answer.run(_count, function.name, args, kwargs)
    return count


def assert_vectorised(function: Function, *, small: tuple[Any, ...], large: tuple[Any, ...], over: str) -> None:
    """Assert that the call on ``large`` takes no more tensor operations than the one on ``small``.

    ``over`` names what grows, for the message ("images", "positions", "the batch"). Every axis of
    ``small`` should have size 2 or more: some routes drop copies at size 1. Two operations of slack.
    """
    few, many = count_operations(function, *small), count_operations(function, *large)
    if many > few + 2:
        raise Mismatch(
            f"{function.name} performed {few} tensor operations on a small input and {many} on a larger one; "
            f"the number should not grow with {over}.",
            f"A Python loop over {over} is the usual cause: let one tensor operation do all of them.",
        )


class _Counter(TorchDispatchMode):
    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.count = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.count += 1
        return func(*args, **(kwargs or {}))


def _count(answer: Any, name: str, args: Any, kwargs: Any) -> int:
    """Count dispatched operations of one call (runs beside the student's code)."""
    with _Counter() as counter:
        getattr(answer, name)(*args, **kwargs)
    return int(counter.count)
