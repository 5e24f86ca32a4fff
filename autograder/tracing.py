"""Sees what student code does: each tensor operation, each line; for counts, memory and what is forbidden."""

import functools
import sysconfig
from pathlib import Path
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode

LIBRARIES = tuple(
    {sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")}
    | {str(Path(torch.__file__).parent), str(Path(__file__).parent), "<frozen"}
)


class EachOperation(TorchDispatchMode):
    """Hands every elementary operation to `perform`, which subclasses define.

    In inference mode torch hands composite operations (conv2d, softmax) over whole; here they come in the
    parts that they have elsewhere, so that a count is the same in either mode and nothing hides.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Return False: the first operation of a process would import torch's compiler, for over a second."""
        return False

    def __torch_dispatch__(
        self, func: Any, types: Any, args: Any = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        if _has_parts(func):
            with self:
                return func.decompose(*args, **(kwargs or {}))
        return self.perform(func, args, kwargs or {})

    def perform(self, func: Any, args: Any, kwargs: dict[str, Any]) -> Any:
        """Return what the operation returns."""
        raise NotImplementedError


@functools.cache
def _has_parts(func: Any) -> bool:
    return bool(func._can_decompose())


@functools.cache
def is_own(filename: str) -> bool:
    """Tell whether code of this file is a student's: no library's, not the kit's, not a check's."""
    return not filename.startswith(LIBRARIES) and not Path(filename).name.startswith("test_")
