"""Does it learn? A training run beside the student's code, judged here by what it predicts."""

import inspect
import random
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from autograder.answer import Answer, AnswerFailure
from autograder.describe import describe, number
from autograder.errors import CheckFault
from autograder.toolkit import curve
from autograder.toolkit.compare import Mismatch

Train = Callable[..., Generator[Any, None, Any]]
"""``train(answer, generator, steps, *data)``: yields the loss of each step, returns predictions or parameters."""


class NotLearned(Mismatch):
    """Training ended short of what was asked for; ``picture`` is its curve of losses as an SVG."""

    def __init__(self, sentence: str, losses: Sequence[float] = (), diagnosis: str = "") -> None:
        super().__init__(sentence, diagnosis)
        self.picture = curve.picture(losses)


def assert_learns(
    answer: Answer,
    train: Train,
    *,
    metric: Callable[[Any], float],
    called: str,
    within_steps: int,
    at_least: float | None = None,
    at_most: float | None = None,
    data: Sequence[Any] = (),
    seeds: Sequence[int] = (0, 1, 2),
    seconds: float = 5.0,
) -> None:
    """Assert that training with the student's code reaches a goal from every seed.

    ``train(answer, generator, steps, *data)`` is a generator function of the check file. It runs beside the
    student's code, yields the loss after each of at most ``within_steps`` steps and returns plain data. ``metric``
    maps that to a number here: keep the labels that it compares with out of ``data``. It is ``called`` "accuracy
    on the held-out digits" and must be ``at_least`` or ``at_most``. ``seconds`` of CPU time are allowed per seed; a
    call's budget and a check's (10 and 20 seconds) go on counting. Global random states are seeded too, and one
    thread is used, so a regrade repeats it. Raises NotLearned; ValueError for a check that cannot judge.
    """
    if not inspect.isgeneratorfunction(train):
        raise ValueError("train is not a generator function: it yields the loss of each step")
    if (at_least is None) == (at_most is None) or not seeds:
        raise ValueError("give one of at_least and at_most, and at least one seed")
    for seed in seeds:
        losses, result = _run(answer, _Run(train, seed, within_steps, seconds), data)
        value = _measure(metric, result, called)
        reached = value >= at_least if at_least is not None else value <= (at_most or 0.0)
        if not reached:  # nor is nan
            wanted = f"at least {at_least:g}" if at_least is not None else f"at most {at_most:g}"
            raise NotLearned(
                f"after {_steps(len(losses))} the {called} was {value:.3g} (seed {seed}); {wanted} was expected.",
                losses,
                curve.explain(losses),
            )


@dataclass(frozen=True)
class _Run:
    """One training run; it travels as a whole, for a bare function of a check would stay with the judge."""

    train: Train
    seed: int
    steps: int
    seconds: float

    def __call__(self, answer: Any, *data: Any) -> dict[str, Any]:
        """Train and return losses, result and what stopped it (runs beside the student's code)."""
        losses: list[float] = []
        started = time.process_time()
        with _repeatable(self.seed):
            run = self.train(answer, torch.Generator().manual_seed(self.seed), self.steps, *data)
            while True:
                try:
                    loss = next(run)
                except StopIteration as end:
                    return _reply(losses, result=end.value)
                if not _is_number(loss):
                    return _reply(losses, odd=describe(loss)[:100])
                losses.append(float(loss.detach() if isinstance(loss, torch.Tensor) else loss))
                if curve.is_wild(losses[-1]) or len(losses) > self.steps:
                    return _reply(losses)
                if time.process_time() - started > self.seconds:
                    return _reply(losses, late=True)


def _reply(losses: list[float], *, result: Any = None, odd: str = "", late: bool = False) -> dict[str, Any]:
    return {"losses": torch.tensor(losses, dtype=torch.float64), "result": result, "odd": odd, "late": late}


def _is_number(loss: Any) -> bool:
    if isinstance(loss, torch.Tensor | np.ndarray | np.generic):
        size = loss.numel() if isinstance(loss, torch.Tensor) else loss.size
        return size == 1 and not (loss.is_complex() if isinstance(loss, torch.Tensor) else np.iscomplexobj(loss))
    return isinstance(loss, int | float)


@contextmanager
def _repeatable(seed: int) -> Iterator[None]:
    """Use one thread and seed what an answer may draw from; leave a student's own kernel as it was."""
    states = torch.get_rng_state(), np.random.get_state(), random.getstate(), torch.get_num_threads()
    torch.manual_seed(seed)
    np.random.seed(seed)
    random.seed(seed)
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_rng_state(states[0])
        np.random.set_state(states[1])
        random.setstate(states[2])
        torch.set_num_threads(states[3])


def _run(answer: Answer, run: _Run, data: Sequence[Any]) -> tuple[list[float], Any]:
    """Return the losses of a run and its result; raise NotLearned where it did not come to an end."""
    before = answer.cpu_seconds()
    losses, reply = _read(answer.run(run, *data), run.steps)
    place = f"{_steps(len(losses))} (seed {run.seed})"
    if reply["odd"]:
        was = f"the loss of step {len(losses) + 1} was {reply['odd'][:100]}"
        raise NotLearned(f"{was}; one number was expected.", losses)
    if losses and curve.is_wild(losses[-1]):
        raise NotLearned(
            f"the loss became {number(losses[-1])} at step {len(losses)} of {run.steps} (seed {run.seed}); "
            "it should stay finite.",
            losses,
            _before_the_end(losses[:-1]),
        )
    if reply["late"] or answer.cpu_seconds() - before > run.seconds + 1:  # travelling counts here, learning there
        raise NotLearned(f"training took more than {run.seconds:g} seconds for {place}.", losses)
    return losses, reply.get("result")


def _read(reply: Any, steps: int) -> tuple[list[float], dict[str, Any]]:
    """Return the losses up to the first wild one, and the reply; it is a candidate's, and may be anything."""
    kinds = {"losses": torch.Tensor, "odd": str, "late": bool}
    if (
        not isinstance(reply, dict)
        or any(not isinstance(reply.get(key), kind) for key, kind in kinds.items())
        or reply["losses"].dtype != torch.float64
        or reply["losses"].dim() != 1
        or len(reply["losses"]) > steps
    ):
        raise NotLearned(f"training did not give one loss for each of at most {steps} steps.")
    losses: list[float] = reply["losses"].tolist()
    wild = next((index for index, loss in enumerate(losses) if curve.is_wild(loss)), len(losses))
    return losses[: wild + 1], reply


def _before_the_end(losses: Sequence[float]) -> str:
    """Return what led to a loss that is not finite."""
    if len(losses) >= 2 and abs(losses[-1]) > 2 * abs(losses[0]):
        return (
            f"The loss had grown from {losses[0]:.3g} to {losses[-1]:.3g} before. It looks as if the steps are too "
            "large, or go up the gradient."
        )
    return "The loss had not grown before. It looks as if 0 is divided by 0, or the logarithm of 0 is taken."


def _measure(metric: Callable[[Any], float], result: Any, called: str) -> float:
    """Return the metric of what training returned.

    A metric that fails on it says nothing of our own faults: it works for the reference, so the result is odd.
    """
    try:
        return float(metric(result))
    except (AnswerFailure, CheckFault, AssertionError):
        raise
    except Exception:
        raise NotLearned(f"training ended with {describe(result)}, which has no {called}.") from None


def _steps(count: int) -> str:
    return f"{count} step{'' if count == 1 else 's'}"
