"""Speed measured across the real boundary: honest answers pass, and tricks that look fast do not."""

import itertools
import time
from collections.abc import Callable, Iterator

import pytest
import torch

from autograder.answer import Answer
from autograder.judge.lane import Boundary, Lane
from autograder.manifest import Facts
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.seeds import seeded
from autograder.toolkit.speed import cpu, ratio, stage
from autograder.toolkit.speed.ratio import Interval, assert_faster, assert_no_slower
from tests.engine.helpers import answer

FACTS = Facts(
    id="f", title="f", section="1", level="core", points=1, seconds=60, signature="f(x)", parameters=("x",)
)
SLOW = """
import torch
def slow(x):
    return torch.stack([row.sin().cumsum(0) for row in x])
"""
FAST = "\ndef f(x):\n    return x.sin().cumsum(1)\n"


def slow(x):
    return torch.stack([row.sin().cumsum(0) for row in x])


def inputs():
    return (torch.randn(400, 8, generator=seeded()),)


@pytest.fixture(scope="module")
def lane(sandbox: str) -> Iterator[Lane]:
    with Lane(sandbox) as lane:
        yield lane


@pytest.fixture
def behind(lane: Lane) -> Iterator[Callable[[str], Answer]]:
    """Return a function that puts source behind the boundary."""
    with lane.submission() as submission:
        boundaries = []

        def make(source: str) -> Answer:
            assert submission.run_cell(SLOW + source, 20) == ""
            boundaries.append(Boundary(submission, (), call_seconds=10, seconds=60))
            return Answer(boundaries[-1], FACTS)

        yield make
        for boundary in boundaries:
            boundary.close()


def test_a_fast_answer_passes_and_a_slow_one_hears_what_was_measured(behind):
    assert_faster(behind(FAST).f, inputs, than=slow, ratio=10)
    with pytest.raises(
        Mismatch, match=r"f is .* times as fast as the plain loop on the CPU \(measured between .* and"
    ):
        assert_faster(behind("f = slow").f, inputs, than=slow, ratio=10)


def test_no_slower_passes_the_same_work_and_rejects_six_times_as_much(behind):
    def fast(x):
        return x.sin().cumsum(1)

    def large_inputs():
        return (torch.randn(400, 200, generator=seeded()),)

    assert_no_slower(behind(FAST).f, large_inputs, than=fast, slack=3, atol=1e-4)
    sixfold = "\ndef f(x):\n    return [x.sin().cumsum(1) for _ in range(6)][-1]\n"
    with pytest.raises(Mismatch, match=r"f takes .* times as long as torch .* at most 1\.5 times"):
        assert_no_slower(behind(sixfold).f, large_inputs, than=fast, called="torch", atol=1e-4)


def test_without_a_gpu_the_message_says_that_the_cpu_was_used(behind):
    if torch.cuda.is_available():
        pytest.skip("there is a GPU here")
    with pytest.raises(Mismatch, match=r"on the CPU \(there is no GPU here, so at sizes for the CPU\)"):
        assert_faster(behind("f = slow").f, inputs, than=slow, ratio=10, gpu_inputs=inputs)


TRICKS = {
    "keeps results by the identity of its argument": """
known = {}
def f(x):
    if id(x) not in known:
        known[id(x)] = slow(x)
    return known[id(x)]
""",
    "keeps results by the address of its argument": """
known = {}
def f(x):
    if x.data_ptr() not in known:
        known[x.data_ptr()] = slow(x)
    return known[x.data_ptr()]
""",
    "keeps results by shape": """
known = {}
def f(x):
    if x.shape not in known:
        known[x.shape] = slow(x)
    return known[x.shape]
""",
    "replays what it computed while warming up": """
replies = []
def f(x):
    if len(replies) < 4:
        replies.append(slow(x))
    return replies[-1]
""",
    "returns a tensor that computes itself when somebody looks": """
class Later(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        with torch._C.DisableTorchFunctionSubclass():
            for value in args:
                if isinstance(value, Later) and value.owed is not None:
                    value.copy_(slow(value.owed))
                    value.owed = None
            return func(*args, **(kwargs or {}))
calls = 0
def f(x):
    global calls
    calls += 1
    if calls == 1:
        return slow(x)
    with torch._C.DisableTorchFunctionSubclass():
        later = torch.Tensor._make_subclass(Later, torch.empty(x.shape))
        later.owed = x
        return later
""",
    "computes in half precision": "\ndef f(x):\n    return x.half().sin().cumsum(1).float()\n",
    "stops every clock": """
import time
for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time", "clock_gettime"):
    setattr(time, name, lambda *args: 0.0)
f = slow
""",
    "lets threads do the work": """
import concurrent.futures
def f(x):
    pool = concurrent.futures.ThreadPoolExecutor(1)
    return pool.submit(slow, x).result()
""",
    "lets another process do the work": """
import os, socket, numpy as np
ours = None
def serve(theirs):
    torch.set_num_threads(1)
    while True:
        raw = theirs.recv(400 * 8 * 4, socket.MSG_WAITALL)
        if not raw:
            os._exit(0)
        x = torch.from_numpy(np.frombuffer(bytearray(raw), dtype=np.float32)).reshape(400, 8)
        theirs.sendall(slow(x).numpy().tobytes())
def f(x):
    global ours
    if ours is None:
        ours, theirs = socket.socketpair()
        if os.fork() == 0:
            ours.close()
            serve(theirs)
        theirs.close()
    ours.sendall(x.numpy().tobytes())
    raw = ours.recv(400 * 8 * 4, socket.MSG_WAITALL)
    return torch.from_numpy(np.frombuffer(bytearray(raw), dtype=np.float32)).reshape(400, 8)
""",
    "replaces the kit's performance and does the work when results are asked for": """
import autograder.toolkit.speed.stage as stage
kept = {}
def perform(answer, on, key):
    kept["inputs"] = [stage.unseal(sealed, key) for sealed in on.sealed]
    return [0.0] * len(on.sealed)
def show(answer, on, which):
    return [slow(*kept["inputs"][index]) for index in which]
stage.perform, stage.show = perform, show
f = slow
""",
    "fills in its results once the clock has stopped": """
import autograder.toolkit.speed.stage as stage
owed, original = [], stage.show
def show(answer, on, which):
    for x, y in owed:
        y.copy_(slow(x))
    owed.clear()
    return original(answer, on, which)
stage.show = show
calls = 0
def f(x):
    global calls
    calls += 1
    if calls == 1:
        return slow(x)
    y = torch.zeros_like(x)
    owed.append((x, y))
    return y
""",
}


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_passes_as_speed(behind, trick):
    with pytest.raises(Mismatch):
        assert_faster(behind(TRICKS[trick]).f, inputs, than=slow, ratio=10)


def test_results_that_come_after_the_clock_are_told_from_those_under_it(behind):
    with pytest.raises(Mismatch, match="had other results while it was timed"):
        late = behind(TRICKS["fills in its results once the clock has stopped"])
        assert_faster(late.f, inputs, than=slow, ratio=10)


def test_work_in_another_process_passes_where_its_time_is_not_seen(behind, monkeypatch):
    """The trick would work: only the time in which the process stands still gives it away."""
    monkeypatch.setattr(cpu, "in_line_seconds", lambda pid: float("nan"))
    assert_faster(behind(TRICKS["lets another process do the work"]).f, inputs, than=slow, ratio=2)


def test_a_clock_that_counts_less_than_handing_over_takes_is_not_believed(monkeypatch):
    """In a student's own kernel the clock is within reach; this is where it shows."""
    monkeypatch.setattr(time, "process_time", lambda: 0.0)
    with pytest.raises(Mismatch, match="the measured time cannot be true"):
        assert_faster(answer(SLOW + "f = slow").f, inputs, than=slow, ratio=10)


def test_less_time_than_the_work_needs_is_not_believed():
    quick = answer("def f(x):\n    return x.sin().cumsum(1)").f
    with pytest.raises(Mismatch, match="no machine does that work in less than"):
        assert_faster(quick, inputs, than=slow, ratio=10, flops=1e12)


def test_a_machine_whose_own_times_jump_is_not_asked_to_judge(behind):
    repeats = itertools.cycle((4, 64))

    def jumping(x):
        return [slow(x) for _ in range(next(repeats))][-1]

    with pytest.raises(pytest.skip.Exception, match="This machine was too busy to measure the speed of f"):
        assert_faster(behind("f = slow").f, inputs, than=jumping, ratio=16)


def test_what_is_sealed_says_nothing_without_the_key_and_all_with_it():
    values = (
        torch.randn(3, 5),
        torch.randn(2, 3, dtype=torch.float64),
        torch.tensor([True, False, True]),
        torch.randn(3, dtype=torch.complex64),
        torch.randn(3).to(torch.bfloat16),
        torch.tensor(7),
        torch.empty(0, 2),
        [torch.arange(3), 2.5, None],
    )
    sealed = stage.seal(values, -(2**62) + 12345)
    assert not torch.equal(sealed[0].words.view(torch.float32)[:15].reshape(3, 5).nan_to_num(), values[0])
    opened = stage.unseal(sealed, -(2**62) + 12345)
    for one, other in zip(opened[:-1], values[:-1], strict=True):
        assert one.dtype == other.dtype and torch.equal(one, other)
    assert torch.equal(opened[-1][0], values[-1][0]) and opened[-1][1:] == [2.5, None]


def test_the_interval_of_the_median_lies_between_order_statistics():
    six, twelve = Interval.of(range(1, 7)), Interval.of(range(1, 13))
    assert (six.low, six.median, six.high) == (1, 3.5, 6)  # misses the median once in 32
    assert (twelve.low, twelve.high) == (3, 10)  # twice 79 in 4096


def test_an_interval_around_the_ratio_is_settled_by_the_median_on_a_steady_machine_alone():
    seen = Interval(8, 11, 20)
    assert ratio.decide(seen, 7) == "fast enough"
    assert ratio.decide(seen, 21) == "too slow"
    assert ratio.decide(seen, 10) == "unclear"
    steady, jumping = [1.0, 1.01, 1.02, 1.0], [1.0, 2.0, 4.0, 1.0]
    assert ratio.settle(seen, 10, steady) == "fast enough"
    assert ratio.settle(seen, 12, steady) == "too slow"
    assert ratio.settle(seen, 10, jumping) == "unclear"
