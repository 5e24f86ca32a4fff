"""Growth laws: what a call costs at several sizes, and the exponent of the power law through them."""

import math
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch

from autograder.answer import Function
from autograder.errors import CheckFault
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.memory import in_words, peak_bytes
from autograder.toolkit.operations import count_interpreter_work, count_operations, whole
from autograder.toolkit.values import tensors_in
from autograder.tracing import EachOperation


def count_flops(function: Function, *args: Any, **kwargs: Any) -> int:
    """Return the floating point operations of one call of the answer.

    Matrix products, convolutions and attention count as torch's own counter has them (a product of (m, k) and
    (k, n) is 2mkn); of all other operations each element that is read or written counts one, so that a product
    spelt with * and sum counts as well. Views are free.
    """
    return whole(function, function.answer.run(_flops, function.name, args, kwargs))


def assert_growth(
    what: str,
    function: Function,
    *,
    inputs: Mapping[int, tuple[Any, ...]],
    exponent: float,
    over: str,
    slack: float = 0.25,
) -> None:
    """Assert that a cost of the answer grows at most like size ** exponent.

    ``what`` is "flops" (`count_flops`), "bytes" (`peak_bytes`), "operations" (`count_operations`) or "lines"
    (`count_interpreter_work`). ``inputs`` maps sizes to arguments, ``over`` names the size for the message
    ("the sequence length"). The exponent is the slope of the least-squares line through the logarithms; terms
    of lower order only flatten it, a logarithm adds about 0.2. Two sizes or more, all 2 or larger.
    """
    if what not in COSTS:
        raise CheckFault(f"assert_growth knows {', '.join(COSTS)}, not {what!r}")
    if len(inputs) < 2 or min(inputs) < 2:
        raise CheckFault("assert_growth needs at least two sizes, all 2 or larger")
    cost = COSTS[what]
    measured = {size: cost.measure(function, *inputs[size]) for size in sorted(inputs)}
    seen = slope(measured)
    if seen <= exponent + slack:
        return
    listed = ", ".join(f"{cost.words(value)} at {size}" for size, value in measured.items())
    raise Mismatch(
        f"{function.name} {cost.verb} {listed}: this grows like n^{seen:.2g} with {over} n; "
        f"{'no growth' if exponent == 0 else f'at most n^{exponent:g}'} was asked for.",
        cost.cause.format(over=over),
    )


def slope(measured: Mapping[int, float]) -> float:
    """Return the exponent p of the power law c * size ** p that fits best; nothing at all counts as one."""
    sizes = [math.log(size) for size in measured]
    values = [math.log(max(value, 1)) for value in measured.values()]
    return statistics.linear_regression(sizes, values).slope


@dataclass(frozen=True)
class Cost:
    """One kind of cost: how it is measured, said, and usually brought about."""

    measure: Callable[..., int]
    verb: str
    words: Callable[[float], str]
    cause: str


def _count_in_words(value: float) -> str:
    return f"{value:,.0f}" if value < 1e6 else f"{value:.3g}"


LOOP = "A Python loop over {over} is the usual cause: let one tensor operation do all of them."
COSTS = {
    "flops": Cost(
        count_flops,
        "took floating point operations:",
        _count_in_words,
        "Combining every element with every other is the usual cause, or doing again at each step what could "
        "be carried along: look for a product that can be taken in another order, or a running result.",
    ),
    "bytes": Cost(
        peak_bytes,
        "held tensors at once of",
        in_words,
        "A tensor with {over} on more than one axis, or a result kept from every step, is the usual cause: work "
        "on a block at a time and keep only what the next block needs.",
    ),
    "operations": Cost(count_operations, "performed tensor operations:", _count_in_words, LOOP),
    "lines": Cost(count_interpreter_work, "executed lines of Python:", _count_in_words, LOOP),
}


class _Flops(EachOperation):
    def __init__(self) -> None:
        from torch.utils.flop_counter import flop_registry

        super().__init__()
        self.count = 0
        self.registry = flop_registry
        # The CPU's attention kernel is the one kind that torch's table lacks.
        aten = torch.ops.aten
        self.also = {aten._scaled_dot_product_flash_attention_for_cpu: aten._scaled_dot_product_flash_attention}

    def perform(self, func: Any, args: Any, kwargs: dict[str, Any]) -> Any:
        result = func(*args, **kwargs)
        packet = func._overloadpacket
        if (formula := self.registry.get(self.also.get(packet, packet))) is not None:
            self.count += int(formula(*args, **kwargs, out_val=result))
        elif not func.is_view:
            self.count += max(_elements((args, kwargs)), _elements(result))
        return result


def _elements(value: Any) -> int:
    return sum(tensor.numel() for tensor in tensors_in(value))


def _flops(answer: Any, name: str, args: Any, kwargs: Any) -> int:
    """Count floating point operations of one call (runs beside the student's code)."""
    with _Flops() as flops:
        getattr(answer, name)(*args, **kwargs)
    return int(flops.count)
