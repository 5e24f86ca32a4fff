"""Where an answer's results live, seen beside the student's code: what travels arrives in main memory."""

from typing import Any

from autograder.answer import Function, last_call
from autograder.describe import describe, describe_call
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.values import tensors_in


def assert_device(function: Function, *args: Any, device: str | None = None, **kwargs: Any) -> None:
    """Assert that every tensor in the result of the call lives on ``device``.

    ``device`` is a type such as "cpu" or "cuda", by default that of the first tensor among the arguments. Lists,
    tuples and dicts in the result are looked through. Raises Mismatch; raises ValueError where no device is known.
    """
    tensors = list(tensors_in([*args, *kwargs.values()]))
    if device is None and not tensors:
        raise ValueError("assert_device needs a tensor argument or device=")
    wanted = device or tensors[0].device.type
    call = describe_call(function.name, function.answer.parameters(function.name), args, kwargs)
    found = function.answer.run(_devices, function.name, args, kwargs)
    last_call[:] = [call]
    if not isinstance(found, list) or not found or not all(isinstance(item, str) for item in found):
        raise Mismatch(f"{call} returned no tensor, or devices that cannot be read ({describe(found)}).")
    if wrong := [item for item in found if item != wanted]:
        raise Mismatch(
            f"{call} returned a tensor on {wrong[0][:20]}; {wanted} was expected, where the inputs are.",
            "Make new tensors beside old ones: torch.zeros(n, device=x.device), or x.new_zeros(n).",
        )


def _devices(answer: Any, name: str, args: Any, kwargs: Any) -> list[str]:
    """Return the kind of device of each tensor in the result (runs beside the student's code)."""
    return [tensor.device.type for tensor in tensors_in(getattr(answer, name)(*args, **kwargs))]
