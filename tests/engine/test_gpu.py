"""Speed on a CUDA device: how far runs agree, and tricks that look fast there. Run by `make test-gpu`."""

import ctypes

import pytest
import torch

from autograder.toolkit.compare import Mismatch
from autograder.toolkit.seeds import seeded
from autograder.toolkit.speed import gpu, stage
from autograder.toolkit.speed.gpu import GpuClock
from autograder.toolkit.speed.ratio import Interval, assert_faster, assert_no_slower
from tests.engine.helpers import answer

pytestmark = pytest.mark.gpu

SLOW = """
def slow(x):
    return torch.stack([row.sin().cumsum(0) for row in x])
"""
FAST = "\ndef f(x):\n    return x.sin().cumsum(1)\n"
SPREAD = 1.5
"""How far ten measurements of one ratio may lie apart, as a factor."""


def slow(x):
    return torch.stack([row.sin().cumsum(0) for row in x])


def inputs():
    return (torch.randn(8, 64, generator=seeded()),)


def gpu_inputs():
    return (torch.randn(256, 8192, generator=seeded()),)


def clock_of(source: str) -> GpuClock:
    want = slow(*gpu_inputs())
    clock = GpuClock(answer(SLOW + source).f, slow, gpu_inputs, stage.directions_for(want, seeded()))
    clock.warm_up(want)
    return clock


def hold(source: str, **given: float) -> None:
    f = answer(SLOW + source, seconds=60.0).f
    assert_faster(f, inputs, than=slow, ratio=10, gpu_inputs=gpu_inputs, atol=1e-3, **given)


def test_a_fast_answer_passes_and_a_slow_one_hears_that_the_gpu_was_used():
    hold(FAST)
    with pytest.raises(Mismatch, match="times as fast as the plain loop on the GPU"):
        hold("f = slow")


def test_no_slower_passes_the_same_work_and_rejects_ten_times_as_much():
    def fast(x):
        return x.sin().cumsum(1)

    assert_no_slower(answer(FAST).f, inputs, than=fast, slack=2, gpu_inputs=gpu_inputs, atol=1e-3)
    tenfold = "\ndef f(x):\n    return [x.sin().cumsum(1) for _ in range(10)][-1]\n"
    with pytest.raises(Mismatch, match="times as long as"):
        assert_no_slower(answer(tenfold).f, inputs, than=fast, gpu_inputs=gpu_inputs, atol=1e-3)


def test_ten_measurements_of_one_ratio_agree(capsys):
    clock = clock_of(FAST)
    medians = []
    for _ in range(10):
        rounds = [clock.round() for _ in range(6)]
        medians.append(Interval.of([one.baseline / one.answer for one in rounds]).median)
    with capsys.disabled():
        print(f"\nratio in ten measurements on the GPU: {min(medians):.3g} to {max(medians):.3g}")
    assert max(medians) <= SPREAD * min(medians)


TRICKS = {
    "works on a side stream and does not wait for it": """
side = []
def f(x):
    if not x.is_cuda:
        return slow(x)
    side.append(torch.cuda.Stream())
    side[-1].wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side[-1]):
        return slow(x)
""",
    "makes a side stream the current one": """
def f(x):
    if x.is_cuda:
        torch.cuda.set_stream(torch.cuda.Stream())
    return slow(x)
""",
    "keeps results by the identity of its argument": """
known = {}
def f(x):
    if (id(x), x.device) not in known:
        known[id(x), x.device] = slow(x)
    return known[id(x), x.device]
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
    if not x.is_cuda:
        return slow(x)
    if len(replies) < 4:
        replies.append(slow(x))
    return replies[-1]
""",
    "captures a graph while warming up and replays it without the new input": """
graphs = []
def f(x):
    if not x.is_cuda:
        return slow(x)
    if not graphs:
        slow(x)
        torch.cuda.synchronize()
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            y = slow(x)
        graphs.append((graph, x, y))
    graphs[0][0].replay()
    return graphs[0][2]
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
def f(x):
    if not x.is_cuda:
        return slow(x)
    with torch._C.DisableTorchFunctionSubclass():
        later = torch.Tensor._make_subclass(Later, torch.empty(x.shape, device=x.device))
        later.owed = x
        return later
""",
    "replaces torch's events and its synchronise": """
class Event:
    def __init__(self, *args, **kwargs): pass
    def record(self, *args): pass
    def synchronize(self): pass
    def elapsed_time(self, other): return 1e-3
torch.cuda.Event, torch.cuda.synchronize = Event, lambda *args: None
f = slow
""",
    "computes in half precision": "\ndef f(x):\n    return x.half().sin().float().cumsum(1).half().float()\n",
    "returns memory as it finds it": """
def f(x):
    return torch.empty(x.shape, device=x.device) if x.is_cuda else slow(x)
""",
}


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_passes_as_speed(trick, monkeypatch):
    monkeypatch.setattr(torch.cuda, "Event", torch.cuda.Event)  # put back after tricks that replace them
    monkeypatch.setattr(torch.cuda, "synchronize", torch.cuda.synchronize)
    stream = torch.cuda.current_stream()
    try:
        with pytest.raises(Mismatch):
            hold(TRICKS[trick])
    finally:
        torch.cuda.set_stream(stream)
        torch.cuda.synchronize()


def test_where_even_the_kits_own_events_lie_the_wall_clock_counts(monkeypatch):
    real = gpu._Event

    class Lying:
        def __init__(self, **given: bool) -> None:
            self.event = real(**given)

        def record(self, stream: torch.cuda.Stream) -> None:
            self.event.record(stream)

        def synchronize(self) -> None:
            self.event.synchronize()

        def elapsed_time(self, other: "Lying") -> float:
            return 1e-3

    monkeypatch.setattr(gpu, "_Event", Lying)
    with pytest.raises(Mismatch):
        hold("f = slow")


def test_what_was_in_memory_before_is_poisoned():
    left = torch.ones(1000, 1000, device="cuda")
    address = left.data_ptr()
    del left
    gpu.poison()
    found = torch.empty(1000, 1000, device="cuda")
    assert found.data_ptr() != address or found.isnan().all()


PERSISTING = """
import ctypes
class Window(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t), ("ratio", ctypes.c_float),
                ("hit", ctypes.c_int), ("miss", ctypes.c_int), ("padding", ctypes.c_byte * 64)]
def f(x):
    if x.is_cuda:
        driver = ctypes.CDLL("libcuda.so.1")
        driver.cuCtxSetLimit(6, ctypes.c_size_t(2**24))  # persisting L2 cache size
        window = Window(x.data_ptr(), x.numel() * 4, 1.0, 2, 0)  # hits persist
        stream = ctypes.c_void_p(torch.cuda.current_stream().cuda_stream)
        driver.cuStreamSetAttribute(stream, 1, ctypes.byref(window))  # access policy window
    return x.sin().cumsum(1)
"""


def test_lines_that_persist_in_the_cache_gain_nothing():
    def median(source: str) -> float:
        clock = clock_of(source)
        return Interval.of([clock.round().answer for _ in range(6)]).median

    plain = median(FAST)
    try:
        assert plain < SPREAD * median(PERSISTING)
    finally:
        ctypes.CDLL("libcuda.so.1").cuCtxSetLimit(6, ctypes.c_size_t(0))


def test_less_time_than_the_work_needs_is_not_believed():
    with pytest.raises(Mismatch, match="no machine does that work in less than"):
        hold(FAST, flops=1e18)
