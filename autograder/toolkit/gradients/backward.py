"""Backward passes that students write: torch.autograd.Function classes, and steps back through time."""

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor

from autograder.answer import Function, Handle, last_call
from autograder.describe import describe, describe_call, shape_of
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.gradients.agreement import Tolerance
from autograder.toolkit.gradients.assertions import assert_is_gradient
from autograder.toolkit.gradients.autograd import Options, check_autograd
from autograder.toolkit.gradients.products import applied
from autograder.toolkit.seeds import seeded


def assert_function_gradients(
    function: Function | Handle,
    *args: Any,
    wrt: tuple[int | str, ...] | None = None,
    rtol: float = 1e-5,
    atol: float = 1e-7,
    unit: float = 1.0,
    symmetric: tuple[int | str, ...] = (),
    detached: tuple[int, ...] = (),
    second: bool = False,
) -> None:
    """Assert that the backward pass of a torch.autograd.Function agrees with differences of its forward pass.

    ``function`` is the class, as ``answer.MyFunction`` or as an answer returned it. Arguments of its ``apply`` are
    float64 where they are differentiated; options as in assert_gradients. Forward and backward run beside the
    student's code, outside what the exercise forbids: hold the function that uses the class to that.
    Raises Mismatch.
    """
    subject = _Applied(function)
    check_autograd(subject, args, {}, Options(Tolerance(rtol, atol, unit), wrt=wrt, symmetric=symmetric,
                                              detached=detached, second=second))  # fmt: skip


class _Applied:
    """The ``apply`` of a class of the answer, as what is differentiated."""

    way = "apply"
    parameters: tuple[str, ...] = ()

    def __init__(self, function: Function | Handle) -> None:
        self.target: str | Handle
        if isinstance(function, Function):
            self.answer, self.target, self.label = function.answer, function.name, f"{function.name}.apply"
        else:
            self.answer, self.target, self.label = function._answer, function, "apply of the returned class"

    def __call__(self, *args: Any) -> Any:
        last_call[:] = [describe_call(self.label, (), args, {})]
        return self.many([(args, {})])[0]

    def many(self, calls: list[tuple[Any, Any]]) -> list[Any]:
        """Return one result of the forward pass for each (args, kwargs)."""
        results = self.answer.run(applied, self.target, calls)
        if not isinstance(results, list) or len(results) != len(calls):
            raise Mismatch(f"{last_call[-1]} sent back {describe(results)} for {len(calls)} calls.")
        return results


def assert_backward_through_time(
    backward: Callable[..., Mapping[str, Tensor]],
    *,
    step: Callable[..., Any],
    inputs: Tensor,
    initial: dict[str, Tensor],
    params: dict[str, Tensor],
    input_name: str = "X",
    rtol: float = 1e-5,
    atol: float = 1e-7,
) -> None:
    """Assert that steps back, chained over time, give the gradients of the whole unrolled sequence.

    ``backward(*grads, x, *states, params)`` calls the answer for one step and returns its derivatives by name: that
    of the step's input under ``input_name``, of each state the step started from, and of each parameter.
    ``answer.lstm_step_backward`` fits as it is, other signatures through a small function of the check. ``step(x,
    *states, **params)`` is the check's own forward step (never the student's) and returns the new state, or the new
    states in the order of ``initial``. ``inputs`` is (steps, ...), all tensors are float64.

    The loss weights every state of every step at random, so what arrives from later steps must be added to what
    arrives directly. The judge chains the calls and compares with central differences of its own loss.
    Raises Mismatch.
    """
    generator = seeded()
    weights = [
        [torch.randn(state.shape, generator=generator, dtype=torch.float64) for state in initial.values()]
        for _ in inputs
    ]
    got = _chained(backward, step, inputs, initial, params, input_name, weights)

    def loss(**at: Tensor) -> Tensor:
        states = [at[name] for name in initial]
        total = torch.zeros((), dtype=at[input_name].dtype)
        for x, now in zip(at[input_name], weights, strict=True):
            states = _states(step(x, *states, **{name: at[name] for name in params}))
            total = total + sum((weight * state).sum() for weight, state in zip(now, states, strict=True))
        return total

    call = last_call[-1] if last_call else "the backward pass"
    last_call[:] = [f"{len(inputs)} steps of {call}, chained backwards"]
    try:
        # Parameters first: a mistake in one of them shows there alone, and in the inputs through all of them.
        at = {**params, **initial, input_name: inputs}
        assert_is_gradient({name: got[name] for name in at}, of=loss, at=at, rtol=rtol, atol=atol)
    finally:
        last_call[:] = [call]


def _states(result: Any) -> list[Tensor]:
    return list(result) if isinstance(result, tuple | list) else [result]


def _chained(
    backward: Callable[..., Mapping[str, Tensor]],
    step: Callable[..., Any],
    inputs: Tensor,
    initial: dict[str, Tensor],
    params: dict[str, Tensor],
    input_name: str,
    weights: list[list[Tensor]],
) -> dict[str, Tensor]:
    """Return the gradients of the weighted states that the answer's steps back add up to."""
    states = [list(initial.values())]
    for x in inputs:
        states.append(_states(step(x, *states[-1], **params)))
    later = [torch.zeros_like(state) for state in initial.values()]
    totals = {name: torch.zeros_like(value) for name, value in params.items()}
    for_inputs = []
    for x, before, now in reversed(list(zip(inputs, states, weights, strict=False))):
        arriving = [weight + grad for weight, grad in zip(now, later, strict=True)]
        found = backward(*arriving, x, *before, params)
        _hold_shapes(found, {input_name: x, **initial, **params})
        later = [found[name] for name in initial]
        for name, total in totals.items():
            total += found[name]
        for_inputs.append(found[input_name])
    return {**totals, **dict(zip(initial, later, strict=True)), input_name: torch.stack(for_inputs[::-1])}


def _hold_shapes(found: Any, like: dict[str, Tensor]) -> None:
    """Raise Mismatch unless there is a derivative of the right shape for each name."""
    call = last_call[-1] if last_call else "the backward pass"
    if not isinstance(found, Mapping):
        raise Mismatch(f"{call} returned {describe(found)}; derivatives by name were expected.")
    for name, value in like.items():
        got = found.get(name)
        if not isinstance(got, Tensor) or got.shape != value.shape:
            raise Mismatch(
                f"{call} gave {describe(got)} as derivative for {name}; "
                f"a tensor of shape {shape_of(value)} was expected."
            )
