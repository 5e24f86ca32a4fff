"""Gradients against central differences, with random cotangents."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from autograder.answer import Function, last_call
from autograder.describe import describe
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.gradients.agreement import Comparison, Place, Tolerance
from autograder.toolkit.gradients.autograd import Called, Options, check_autograd
from autograder.toolkit.gradients.differences import ComplexStep, Differences, Slopes
from autograder.toolkit.seeds import seeded


def assert_gradients(
    function: Function,
    *args: Any,
    wrt: tuple[int | str, ...] | None = None,
    rtol: float | None = None,
    atol: float | None = None,
    unit: float = 1.0,
    dtype: torch.dtype = torch.float64,
    symmetric: tuple[int | str, ...] = (),
    detached: tuple[int, ...] = (),
    second: bool = False,
    **kwargs: Any,
) -> None:
    """Assert that autograd through the answer agrees with central differences.

    Floating tensor arguments must be of ``dtype`` and are differentiated; ``wrt`` picks some of them by position,
    name or keyword (tensors inside a dict argument are named "params.W_xi" style: position.key). The result (a
    tensor, or a tuple of tensors) is weighted with random cotangents, because a sum is blind where outputs add up
    to a constant, as softmax's do. Every output must be floating and require a gradient, but those whose positions
    stand in ``detached``, which take no part.

    An argument of up to 200 entries is checked entry by entry, a larger one along random directions and in some
    entries; the worst entry is then searched for. Where a plain difference disagrees, several steps are
    extrapolated. Derivatives at kinks (of relu, max, clip) are left out, at most one in five: a derivative exactly
    at a kink needs a check of its own.

    The tolerance is ``atol * unit + rtol * max(largest derivative, unit)``, by default with rtol 1e-5 and atol 1e-7
    in float64, 2e-3 both in float32. ``unit`` is the size of derivatives to expect where it is far below 1.
    ``symmetric`` names square matrices that move symmetrically: their gradients are compared after symmetrising,
    since entries alone differ between right answers. ``second`` also checks the gradient of a random
    vector-Jacobian product (backward through backward). Raises Mismatch, and ValueError where the author's point
    has no numerical derivative.
    """
    options = Options(Tolerance(*_defaults(dtype, rtol, atol), unit), dtype, wrt, symmetric, detached, second)
    check_autograd(Called(function), args, kwargs, options)


def assert_is_gradient(
    got: dict[str, Tensor],
    of: Callable[..., Tensor],
    at: dict[str, Tensor],
    *,
    rtol: float = 1e-5,
    atol: float = 1e-7,
    unit: float = 1.0,
    symmetric: tuple[str, ...] = (),
    complex_step: bool = False,
) -> None:
    """Assert that ``got[name]`` is the derivative of the scalar ``of(**at)`` with respect to ``at[name]``.

    For backward passes written by hand: ``of`` is a trusted function of the check (never the student's), evaluated
    by the judge at float64 points. Every name in ``got`` is compared. Large points, kinks, ``unit`` and
    ``symmetric`` as in assert_gradients. ``complex_step`` evaluates ``of`` at complex points, which gives
    derivatives to all digits (rtol 1e-12 is then fair) if it is analytic: no abs, max, comparison or conjugate.
    Raises Mismatch, and ValueError where ``of`` has no derivative.
    """
    call = last_call[-1] if last_call else "the answer"
    for name, gradient in got.items():
        point = at[name].detach()
        if not isinstance(gradient, Tensor) or gradient.shape != point.shape:
            raise Mismatch(
                f"{call} returned {describe(gradient)} as derivative for {name}; "
                f"a tensor of shape {tuple(point.shape)} was expected."
            )
        plain = _trusted(of, at, name)
        scene: Slopes = _complex(of, at, name, plain) if complex_step else plain
        place = Place(name, point.shape, 0, point.numel(), name in symmetric)
        Comparison(call, gradient, place, scene, Tolerance(rtol, atol, unit), trusted=True).run(seeded)


def _trusted(of: Callable[..., Tensor], at: dict[str, Tensor], name: str) -> Differences:
    point = at[name].detach()

    def sample(moves: list[Tensor]) -> Tensor:
        with torch.no_grad():
            values = [float(of(**{**at, name: point + move.reshape(point.shape)})) for move in moves]
        return torch.tensor(values, dtype=torch.float64)[:, None]

    return Differences(sample, torch.ones(1, dtype=torch.float64), point.double().flatten())


def _complex(of: Callable[..., Tensor], at: dict[str, Tensor], name: str, plain: Differences) -> ComplexStep:
    """Return derivatives by the complex step, after holding one against a plain difference."""
    point = at[name].detach()

    def imaginary(move: Tensor) -> float:
        with torch.no_grad():
            value = of(**{**at, name: point + move.reshape(point.shape)})
        return float(value.imag) if value.is_complex() else 0.0

    scene = ComplexStep(imaginary)
    line = torch.linspace(0.5, 1.0, point.numel(), dtype=torch.float64)
    if point.numel() and not torch.allclose(
        scene.slopes(line[None]), plain.slopes(line[None]), rtol=1e-3, atol=1e-5
    ):
        raise ValueError(f"complex_step: the check's function does not carry a complex {name} through")
    return scene


def _defaults(dtype: torch.dtype, rtol: float | None, atol: float | None) -> tuple[float, float]:
    usual = (1e-5, 1e-7) if dtype == torch.float64 else (2e-3, 2e-3)
    return usual[0] if rtol is None else rtol, usual[1] if atol is None else atol
