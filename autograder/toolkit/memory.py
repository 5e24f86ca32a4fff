"""Peak memory of a call: the bytes of the tensors that are alive at once beyond the arguments."""

import weakref
from typing import Any

import torch

from autograder.answer import AnswerStopped, Function
from autograder.errors import CheckFault
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.operations import whole
from autograder.toolkit.values import tensors_in
from autograder.tracing import EachOperation


def peak_bytes(function: Function, *args: Any, on: str = "cpu", **kwargs: Any) -> int:
    """Return the most bytes that tensors made during one call of the answer take up at once.

    Counts the storages of what each operation returns, from then until nothing holds them, also what autograd
    keeps. Views and in-place work cost nothing; a kernel's own scratch space, NumPy arrays and Python lists
    are not seen. ``on="cuda"`` moves the arguments to the GPU, where there is one, and asks torch's allocator,
    which hands out blocks of 512 bytes and sees scratch space too.
    """
    return _measure(function, args, kwargs, on)[0]


def assert_peak_bytes(
    function: Function,
    *args: Any,
    at_most: int | None = None,
    times_input: float | None = None,
    on: str = "cpu",
    **kwargs: Any,
) -> None:
    """Assert that one call of the answer needs little memory beyond its arguments.

    Give the bound as bytes (``at_most``) or as a multiple of the bytes of all tensors among the arguments
    (``times_input``). The result counts, the arguments do not. ``on`` as for `peak_bytes`; the CPU's count is
    exact, so a bound between the weakest right answer and the nearest wrong one leaves nothing to chance.
    """
    if (at_most is None) == (times_input is None):
        raise CheckFault("assert_peak_bytes takes one of at_most and times_input")
    given = sum(tensor.numel() * tensor.element_size() for tensor in tensors_in((args, kwargs)))
    bound = at_most if at_most is not None else int((times_input or 0) * given)
    peak, largest = _measure(function, args, kwargs, on)
    if peak <= bound:
        return
    said = f"at most {in_words(bound)} was asked for"
    if times_input is not None:
        said += f" ({times_input:g} times the {in_words(given)} of its arguments)"
    raise Mismatch(
        f"{function.name} held tensors of {in_words(peak)} at once beyond its arguments; {said}.",
        (f"The largest was {largest}. " if largest else "")
        + "Work in place or on a block at a time, and keep no intermediate result longer than it is needed.",
    )


def in_words(size: float) -> str:
    """Return a number of bytes in bytes, KiB, MiB or GiB."""
    for unit in ("bytes", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.3g} {unit}" if unit != "bytes" else f"{size:.0f} bytes"
        size /= 1024
    return f"{size:.3g} GiB"


def _measure(function: Function, args: Any, kwargs: Any, on: str) -> tuple[int, str]:
    """Return the peak of one call and the words for the largest tensor that it made."""
    found = function.answer.run(_peak, function.name, args, kwargs, on)
    if not isinstance(found, list) or len(found) != 3:
        raise AnswerStopped(f"{function.name} sent back no number of bytes")
    peak, shape, operation = found
    if not isinstance(shape, list) or not operation:
        return whole(function, peak), ""
    sizes = ", ".join(str(size)[:20] for size in shape[:8]) + ("," if len(shape) == 1 else "")
    return whole(function, peak), f"a tensor of shape ({sizes}) that {str(operation)[:40]} made"


class Storages(EachOperation):
    """Follows the storages that operations make, from their first sight until nothing holds them."""

    def __init__(self) -> None:
        super().__init__()
        self.bytes = self.peak = 0
        self.largest: tuple[int, list[int], str] = (0, [], "")
        """Bytes, shape and maker of the largest tensor made."""
        self._sizes: dict[int, int] = {}
        self._alive: dict[int, Any] = {}

    def perform(self, func: Any, args: Any, kwargs: dict[str, Any]) -> Any:
        name = func._schema.name.removeprefix("aten::").strip("_")
        if name != "lift_fresh":  # what torch.tensor makes arrives as an argument of this
            for tensor in tensors_in((args, kwargs)):
                self._see(tensor)
        result = func(*args, **kwargs)
        for tensor in tensors_in(result):
            self._see(tensor, name)
        self.peak = max(self.peak, self.bytes)
        return result

    def _see(self, tensor: torch.Tensor, maker: str = "") -> None:
        """Follow a storage from now on; one that no operation has made was there before and costs nothing."""
        if tensor.layout is not torch.strided:
            return
        storage = tensor.untyped_storage()
        key = storage._cdata
        if key not in self._alive:
            self._alive[key] = weakref.ref(storage, lambda _: self._forget(key))
            if maker:
                self._sizes[key] = 0
        if key in self._sizes and (size := storage.nbytes()) != self._sizes[key]:  # new, or resized
            self.bytes += size - self._sizes[key]
            self._sizes[key] = size
            if size > self.largest[0]:
                self.largest = (size, list(tensor.shape), maker or "resize")

    def _forget(self, key: int) -> None:
        del self._alive[key]
        self.bytes -= self._sizes.pop(key, 0)


def _peak(answer: Any, name: str, args: Any, kwargs: Any, on: str) -> list[Any]:
    """Return a call's peak, and shape and maker of the largest tensor (runs beside the student's code)."""
    if on == "cuda" and torch.cuda.is_available():
        return [_peak_on_gpu(answer, name, _on_gpu(args), _on_gpu(kwargs)), [], ""]
    with Storages() as storages:
        getattr(answer, name)(*args, **kwargs)
    _, shape, maker = storages.largest
    return [storages.peak, shape, maker]


def _peak_on_gpu(answer: Any, name: str, args: Any, kwargs: Any) -> int:
    """Return what torch's allocator had in use at most, beyond what it had before the call."""
    getattr(answer, name)(*args, **kwargs)  # the first matrix product makes a workspace that stays
    torch.cuda.synchronize()
    torch.cuda.reset_peak_memory_stats()
    before = torch.cuda.memory_allocated()
    getattr(answer, name)(*args, **kwargs)
    torch.cuda.synchronize()
    return int(torch.cuda.max_memory_allocated() - before)


def _on_gpu(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.cuda()
    if isinstance(value, list | tuple):
        return type(value)(_on_gpu(item) for item in value)
    if isinstance(value, dict):
        return {key: _on_gpu(item) for key, item in value.items()}
    return value
