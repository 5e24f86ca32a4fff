"""The real zygote: what student code can and cannot do behind the boundary, and what each offence costs."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator

import pytest
import torch

from autograder.answer import Answer, AnswerStopped
from autograder.channel import Closed, TimedOut
from autograder.errors import SandboxError
from autograder.judge.lane import Boundary, Lane, Submission
from autograder.manifest import Facts

FACTS = Facts(
    id="f", title="f", section="1", level="core", points=1, seconds=10, signature="f(x)", parameters=("x",)
)


@pytest.fixture(scope="module")
def lane(sandbox: str) -> Iterator[Lane]:
    with Lane(sandbox) as lane:
        yield lane


@pytest.fixture
def submission(lane: Lane) -> Iterator[Submission]:
    with lane.submission() as submission:
        yield submission


@pytest.fixture
def answer_of(submission: Submission) -> Iterator[Callable[..., Answer]]:
    """Return a function that makes an answer from source; what it opened is closed after the test."""
    with contextlib.ExitStack() as stack:

        def make(source: str = "", *, call_seconds: float = 5.0, seconds: float = 10.0) -> Answer:
            assert submission.run_cell("import torch\n" + source, 10) == ""
            boundary = Boundary(submission, (), call_seconds=call_seconds, seconds=seconds)
            stack.callback(boundary.close)
            return Answer(boundary, FACTS)

        yield make


def test_cells_run_as_in_a_notebook(submission):
    assert submission.run_cell("%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);", 20) == ""
    assert submission.run_cell("x = 1\n!echo hello > note\n", 20) == ""
    assert submission.run_cell("assert x == 1 and open('note').read() == 'hello\\n'", 20) == ""


def test_an_error_is_told_in_one_line_and_later_cells_run(submission):
    assert submission.run_cell("def f(:", 5).startswith("SyntaxError in line 1")
    assert submission.run_cell("1 / 0", 5) == "ZeroDivisionError: division by zero"
    assert submission.run_cell("raise SystemExit", 5).startswith("SystemExit")
    assert submission.run_cell("y = 2", 5) == ""


def test_every_exercise_sees_the_notebook_as_its_cells_left_it(answer_of):
    source = "state = []\ndef f(x):\n    state.append(1)\n    return len(state)"
    assert answer_of(source).f(0) == 1
    again = answer_of()
    assert again.f(0) == 1
    assert again.f(0) == 2


def test_an_endless_loop_costs_its_own_call(answer_of):
    a = answer_of("def f(x):\n    while x: pass\n    return x", call_seconds=0.7)
    started = time.monotonic()
    with pytest.raises(AnswerStopped, match=r"still running after 0\.7 seconds"):
        a.f(1)
    assert time.monotonic() - started < 5
    assert a.f(0) == 0


def test_a_loop_that_swallows_every_exception_is_killed_all_the_same(answer_of):
    source = "def f(x):\n  while x:\n    try:\n      while x: pass\n    except BaseException: pass\n  return x"
    a = answer_of(source, call_seconds=0.7)
    with pytest.raises(AnswerStopped):
        a.f(1)
    assert a.f(0) == 0


def test_ending_the_process_costs_its_own_call(answer_of):
    a = answer_of("import os\ndef f(x):\n    if x: os._exit(0)\n    return x")
    with pytest.raises(AnswerStopped, match="ended the process"):
        a.f(1)
    assert a.f(0) == 0


def test_the_budget_of_the_exercise_ends_its_calls(answer_of):
    a = answer_of("import time\ndef f(x):\n    time.sleep(1)\n    return x", seconds=0.5)
    with pytest.raises(AnswerStopped, match="still running after"):
        a.f(1)
    with pytest.raises(AnswerStopped, match="are used up"):
        for _ in range(3):
            a.f(1)


def test_the_budget_of_a_check_ends_that_check_alone(submission):
    assert submission.run_cell("import time\ndef f(x):\n    time.sleep(x)\n    return x", 10) == ""
    boundary = Boundary(submission, (), call_seconds=5, check_seconds=0.5, seconds=10)
    with contextlib.closing(boundary):
        answer = Answer(boundary, FACTS)
        with pytest.raises(AnswerStopped, match=r"for this check are used up|still running"):
            for _ in range(9):
                answer.f(0.1)
        boundary.begin_check()
        assert answer.f(0.1) == 0.1


REFUSED = {
    "unshare": "libc.unshare(0x10000000)",
    "ptrace": "libc.ptrace(16, os.getppid(), 0, 0)",
    "mount": "libc.mount(b'none', b'/tmp', b'tmpfs', 0, None)",
    "memfd": "libc.memfd_create(b'x', 0)",
    "shm": "libc.shmget(0, 4096, 0o600)",
    "keyring": "libc.syscall(250, 0, -3, 0)",
}


@pytest.mark.parametrize("call", REFUSED.values(), ids=REFUSED)
def test_system_calls_that_no_exercise_needs_are_refused(submission, lane, call):
    assert "seccomp" in lane.rungs
    setup = "import ctypes, errno, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"
    check = f"assert {call} == -1 and ctypes.get_errno() == errno.EPERM, ctypes.get_errno()"
    assert submission.run_cell(setup + check, 5) == ""


def test_sockets_are_local_and_threads_and_processes_still_start(submission):
    source = (
        "import socket, subprocess, threading\n"
        "one, other = socket.socketpair()\none.send(b'x')\n"
        "for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, 40):\n"
        "    try:\n        socket.socket(family, socket.SOCK_STREAM)\n"
        "    except OSError: pass\n    else: raise AssertionError(family)\n"
        "thread = threading.Thread(target=print)\nthread.start()\nthread.join()\n"
        "assert subprocess.run(['/bin/true']).returncode == 0"
    )
    assert submission.run_cell(source, 10) == ""


def test_kernel_settings_and_the_order_of_killing_cannot_be_written(submission):
    source = (
        "for path in ('sys/kernel/core_pattern', '1/oom_score_adj', 'self/oom_score_adj'):\n"
        "    try:\n        open('/proc/' + path, 'w')\n    except OSError: pass\n    else: raise Exception(path)"
    )
    assert submission.run_cell(source, 5) == ""


def test_too_many_threads_end_the_submission_alone(lane):
    start = "threading.Thread(target=time.sleep, args=(9,)).start()"
    threads = f"import threading, time\nfor _ in range(400): {start}\ntime.sleep(9)"
    with lane.submission() as one, pytest.raises(Closed):
        one.run_cell(threads, 8)
    with lane.submission() as two:
        assert two.run_cell("1", 5) == ""


def test_what_an_answer_starts_is_dead_when_its_exercise_ends(submission):
    source = (
        "import os, time\ndef f(x):\n    if os.fork() == 0:\n        os.setsid()\n        if os.fork() == 0:\n"
        "            while True:\n                time.sleep(0.05)\n"
        "                open('/tmp/alive', 'a').write('x')\n"
        "        os._exit(0)\n    time.sleep(0.3)\n    return x"
    )
    boundary = Boundary(submission, (), call_seconds=5, seconds=10)
    assert submission.run_cell("import torch\n" + source, 5) == ""
    assert Answer(boundary, FACTS).f(1) == 1
    boundary.close()
    count = "import os, time\nbefore = os.path.getsize('/tmp/alive')\ntime.sleep(0.4)\n"
    assert submission.run_cell(count + "assert os.path.getsize('/tmp/alive') == before", 5) == ""


def test_a_cell_that_ends_or_hangs_its_process_is_reported_as_such(lane):
    with lane.submission() as one, pytest.raises(Closed):
        one.run_cell("import os; os._exit(1)", 5)
    with lane.submission() as two, pytest.raises(TimedOut):
        two.run_cell("while True: pass", 0.5)
    with lane.submission() as three:
        assert three.run_cell("'still here'", 5) == ""


def test_a_killed_zygote_is_replaced(sandbox):
    with Lane(sandbox) as lane:
        with lane.submission() as one:
            assert one.run_cell("1", 5) == ""
        assert lane._process is not None
        lane._process.kill()
        lane._process.wait()
        with lane.submission() as two:
            assert two.run_cell("2", 5) == ""


def test_nothing_of_the_submission_survives_it(lane):
    with lane.submission() as one:
        assert one.run_cell("import os\nif os.fork() == 0:\n    import time; time.sleep(600)", 5) == ""
        assert one.run_cell("open('/tmp/left', 'w').write('x')", 5) == ""
    with lane.submission() as two:
        assert two.run_cell("import os; assert not os.path.exists('/tmp/left')", 5) == ""


ATTACKS = {
    "reads the course": "import os; assert not os.path.exists('{kit}/reference')",
    "reads the tests": "import os; assert not os.path.exists('{kit}/tests')",
    "imports the reference": "import importlib.util; assert importlib.util.find_spec('reference') is None",
    "reads the judge's environment": "import os; assert 'FATHOM_PLANTED' not in os.environ",
    "reads a parent's environment": (
        "import glob\nfor path in glob.glob('/proc/[0-9]*/environ'):\n"
        "    try:\n        text = open(path, 'rb').read()\n"
        "    except OSError:\n        continue\n    assert b'FATHOM_PLANTED' not in text"
    ),
    "writes into the system": "try:\n    open('/usr/x', 'w')\nexcept OSError: pass\nelse: raise AssertionError",
    "writes into site-packages": (
        "import torch, os\ntry:\n    open(os.path.join(os.path.dirname(torch.__file__), 'x'), 'w')\n"
        "except OSError: pass\nelse: raise AssertionError"
    ),
    "opens a connection": (
        "import socket\ntry:\n    socket.create_connection(('127.0.0.1', {port}), timeout=1)\n"
        "except OSError: pass\nelse: raise AssertionError"
    ),
    "signals the judge": (
        "import os\ntry:\n    os.kill({pid}, 0)\nexcept OSError: pass\nelse: raise AssertionError"
    ),
    "signals its supervisor": "import os\ntry:\n    os.kill(os.getppid(), 9)\nexcept OSError: pass",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_student_code_cannot(attack, bubblewrap, lane, submission, monkeypatch):
    import socket
    from pathlib import Path

    monkeypatch.setenv("FATHOM_PLANTED", "1")
    with socket.create_server(("127.0.0.1", 0)) as server:
        words = {"{kit}": str(Path(__file__).parents[2]), "{pid}": str(os.getpid())}
        words["{port}"] = str(server.getsockname()[1])
        source = ATTACKS[attack]
        for word, value in words.items():
            source = source.replace(word, value)
        assert submission.run_cell(source, 10) == ""
    assert submission.run_cell("1", 5) == ""


def test_a_forged_reply_is_only_a_value(answer_of):
    # The answer finds the judge's socket among its descriptors and writes what it likes.
    source = (
        "import os, stat\ndef f(x):\n    for fd in range(3, 64):\n        try:\n"
        "            if stat.S_ISSOCK(os.fstat(fd).st_mode): os.write(fd, b'\\x05\\0\\0\\0\\0\\0\\0\\0Rjunk')\n"
        "        except OSError: pass\n    return x"
    )
    with pytest.raises(AnswerStopped, match="something unreadable"):
        answer_of(source).f(1)


def test_a_memory_hog_ends_itself_alone(lane):
    with lane.submission() as one:
        assert one.run_cell("import torch\ndef f(x):\n    return [torch.ones(2**28) for _ in range(64)]", 5) == ""
        boundary = Boundary(one, (), call_seconds=20, seconds=20)
        with contextlib.closing(boundary), pytest.raises(AnswerStopped):
            Answer(boundary, FACTS).f(1)
    with lane.submission() as two:
        assert two.run_cell("1", 5) == ""


def test_the_cpu_clock_is_the_candidates_own(answer_of):
    a = answer_of("def f(x):\n    for _ in range(10**7): pass")
    a.f(0)
    before = a.cpu_seconds()
    a.f(0)
    assert a.cpu_seconds() - before > 0.05


def test_without_a_strong_sandbox_grading_refuses_and_says_what_to_do(monkeypatch):
    from autograder.candidate import sandbox

    monkeypatch.setattr(sandbox, "bubblewrap", lambda argv: None)
    monkeypatch.setattr("autograder.judge.lane.Lane.is_strong", property(lambda lane: False))
    with Lane("strong") as lane, pytest.raises(SandboxError, match="apt-get install bubblewrap"):
        lane.submission()


def test_landlock_and_namespaces_hold_where_bubblewrap_is_missing(monkeypatch):
    from autograder.candidate import sandbox

    monkeypatch.setattr(sandbox, "bubblewrap", lambda argv: None)
    with Lane("weak") as lane, lane.submission() as one:
        if "landlock" not in lane.rungs:
            pytest.skip("this kernel has no Landlock")
        from pathlib import Path

        hidden = Path(__file__).parents[2] / "reference" / "__init__.py"
        read = f"try:\n    open('{hidden}')\nexcept OSError: pass\nelse: raise AssertionError('readable')"
        assert one.run_cell(read, 5) == ""
        assert one.run_cell("import torch; torch.ones(2) @ torch.ones(2)", 5) == ""


def test_tensors_cross_the_boundary_whole(answer_of):
    a = answer_of("def f(x):\n    return {'twice': 2 * x, 'n': x.numel()}")
    x = torch.randn(3, 4)
    result = a.f(x)
    assert torch.equal(result["twice"], 2 * x)
    assert result["n"] == 12
