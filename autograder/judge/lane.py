"""One lane: a warm zygote in its sandbox, and the judge's way to talk to what it forks."""

import contextlib
import math
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import IO, Any

from autograder import exclusive, wire
from autograder.candidate import sandbox
from autograder.channel import Channel, Closed, TimedOut
from autograder.errors import CheckFault, SandboxError
from autograder.judge import cgroup
from autograder.judge.jobs import MEMORY

START_SECONDS = 120.0
WARM_BYTES = 2**30
ERROR_CHARACTERS = 300
MAX_PIDS = 512
"""Processes and threads of a lane that its control group allows; the watchdog ends a submission before."""


class Lane:
    """Starts a zygote and forks submissions from it, one at a time."""

    def __init__(self, sandbox_asked: str = "strong", memory: int = MEMORY) -> None:
        self.sandbox_asked, self.memory = sandbox_asked, memory
        self.rungs: tuple[str, ...] = ()
        self._process: subprocess.Popen[bytes] | None = None
        self.starts = 0
        """How often a zygote was started: one more than a moment ago means that one died meanwhile."""
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # closed in __exit__
        self._channel: Channel | None = None
        self._is_warm = self._bubblewrap = self._cgroup = False

    def __enter__(self) -> "Lane":
        """Start the zygote, which warms up while the judge does."""
        self._start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stop()
        self._log.close()

    def _start(self) -> None:
        self.starts += 1
        ours, theirs = Channel.pair()
        argv = [sys.executable, "-m", "autograder.candidate.zygote", str(theirs.fileno())]
        wrapped = sandbox.bubblewrap(argv)
        self._bubblewrap = wrapped is not None
        environment = sandbox.environment(str(sandbox.PACKAGE.parent))
        self._process = subprocess.Popen(
            wrapped or argv,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            pass_fds=[theirs.fileno()],
            env=environment,
            start_new_session=True,
        )
        theirs.close()
        self._cgroup = cgroup.confine(self._process.pid, self.memory + WARM_BYTES, MAX_PIDS)
        self._channel, self._is_warm = ours, False

    def _wait(self) -> None:
        """Wait until the zygote that was started is warm."""
        if self._is_warm:
            return
        assert self._channel is not None
        try:
            self._decode(self._channel.receive(START_SECONDS))
        except (Closed, TimedOut):
            self._log.seek(0)
            said = self._log.read().decode(errors="replace")[-800:]
            self._stop()
            raise CheckFault(f"the candidate's process did not start: {said}") from None
        self._is_warm = True

    def _stop(self) -> None:
        if self._channel is not None:
            self._channel.close()
        if self._process is not None:
            try:
                self._process.wait(2)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process = None

    def revive(self) -> None:
        """Replace a zygote that died, and wait until there is a warm one."""
        if self._process is None or (self._is_warm and self.is_dead()):
            self._stop()
            self._start()
        self._wait()

    def is_dead(self, seconds: float = 0.0) -> bool:
        """Tell whether the sandbox ended, by whatever hand; it may take it so long to be seen."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            if self._process is not None:
                self._process.wait(seconds)
        return self._process is None or self._process.poll() is not None

    def submission(self) -> "Submission":
        """Fork a process for one submission; a dead zygote is replaced first."""
        for attempt in (1, 2):
            self.revive()
            try:
                return self._fork()
            except (Closed, TimedOut):
                self._stop()
                if attempt == 2:
                    raise CheckFault("the candidate's process does not fork") from None
        raise AssertionError("unreachable")

    def _fork(self) -> "Submission":
        assert self._channel is not None
        supervisor, theirs = Channel.pair()
        notebook, inside = Channel.pair()
        order = pickle.dumps({"landlock": not self._bubblewrap, "memory": self.memory})
        self._channel.send(order, (theirs.fileno(), inside.fileno()))
        theirs.close()
        inside.close()
        submission = Submission(supervisor, notebook)
        try:
            first = self._decode(supervisor.receive(START_SECONDS))
            second = self._decode(notebook.receive(START_SECONDS))
            rungs = [("bubblewrap", self._bubblewrap), ("namespaces", first["namespaces"])]
            rungs += [("landlock", second["landlock"]), ("seccomp", second["seccomp"])]
            rungs += [("cgroup", self._cgroup), ("limits", True)]
            self.rungs = tuple(name for name, held in rungs if held)
            self._require()
        except BaseException:
            submission.close()
            raise
        return submission

    @property
    def is_strong(self) -> bool:
        """Tell whether the rungs suffice for notebooks that nobody vouches for."""
        return "bubblewrap" in self.rungs or {"landlock", "namespaces"} <= set(self.rungs)

    def _require(self) -> None:
        if not self.is_strong and self.sandbox_asked != "weak":
            raise SandboxError(
                "sandbox",
                f"only these rungs hold here: {', '.join(self.rungs)}",
                "apt-get install bubblewrap, or fathom grade --sandbox=weak on notebooks that you trust",
            )

    @staticmethod
    def _decode(data: bytes) -> dict[str, Any]:
        value: dict[str, Any] = wire.decode(data, lambda number, kind: None)
        return value


class Submission:
    """The processes of one submission: its notebook and the snapshots of it."""

    def __init__(self, supervisor: Channel, notebook: Channel) -> None:
        self._supervisor, self._notebook = supervisor, notebook
        self.is_over = False
        """Whether the supervisor ended the submission: too many processes or bytes."""

    def __enter__(self) -> "Submission":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """End every process of the submission."""
        # The supervisor sees its end of the socket close and kills everything below it.
        with contextlib.suppress(Closed, TimedOut):
            self._supervisor.send(b"end", seconds=5)
        self._supervisor.close()
        self._notebook.close()

    def run_cell(self, source: str, seconds: float, *, definitions_only: bool = False) -> str:
        """Run one cell; return "" or its error in one line; raise TimedOut or Closed when it is beyond that."""
        exclusive.give_way()
        order = {"do": "cell", "source": source, "definitions_only": definitions_only}
        self._notebook.send(pickle.dumps(order), seconds=seconds)
        try:
            return str(Lane._decode(self._notebook.receive(seconds))["error"])[:ERROR_CHARACTERS]
        except (wire.Malformed, KeyError, TypeError):
            raise Closed from None

    def snapshot(self, forbid: tuple[str, ...], seconds: float) -> tuple[Channel, int]:
        """Fork the notebook's process for one exercise; return the channel to it and its pid."""
        ours, theirs = Channel.pair()
        ours.ask_for_credentials()
        order = pickle.dumps({"do": "snapshot", "forbid": forbid})
        self._notebook.send(order, (theirs.fileno(),), seconds=seconds)
        theirs.close()
        return ours, ours.receive_pid(seconds)

    def sweep(self) -> None:
        """Kill everything that the submission started beyond its notebook process."""
        try:
            self._supervisor.send(b"sweep", seconds=10)
            self._supervisor.receive(10)
        except (Closed, TimedOut):
            self.is_over = True
            raise Closed from None


class Boundary:
    """Transport across the process boundary to one exercise's snapshot, with budgets.

    The candidate's time is measured here, around each exchange; a snapshot that dies or goes over its
    budget is swept away and the next call gets a fresh one.
    """

    def __init__(
        self,
        submission: Submission,
        forbid: tuple[str, ...],
        *,
        call_seconds: float,
        seconds: float,
        check_seconds: float = math.inf,
    ) -> None:
        self._submission, self._forbid = submission, forbid
        self._call_seconds, self._check_seconds, self._left = call_seconds, check_seconds, seconds
        self._check_left = check_seconds
        self._total = seconds
        self._channel: Channel | None = None
        self._pid = 0

    def begin_check(self) -> None:
        self._check_left = self._check_seconds

    def exchange(self, request: bytes, call_back: Callable[[bytes], bytes]) -> bytes:
        exclusive.give_way()
        if self._left <= 0:
            return self._stopped(
                f"was not run: the {self._total:g} seconds for all checks of this exercise are used up"
            )
        if self._check_left <= 0:
            return self._stopped(f"was not run: the {self._check_seconds:g} seconds for this check are used up")
        allowed = min(self._call_seconds, self._check_left, self._left)
        deadline = time.monotonic() + allowed
        started = time.monotonic()
        try:
            return self._converse(request, call_back, deadline)
        except TimedOut:
            self.close()
            # One more chance: a loop without end meets every check.
            self._left = min(self._left, 2 * min(self._call_seconds, self._check_seconds))
            return self._stopped(f"was still running after {allowed:g} seconds")
        except Closed:
            self.close()
            return self._stopped("ended the process it ran in, or used more memory or processes than it may")
        finally:
            used = time.monotonic() - started
            self._left, self._check_left = self._left - used, self._check_left - used

    def _converse(self, request: bytes, call_back: Callable[[bytes], bytes], deadline: float) -> bytes:
        if self._channel is None:
            self._channel, self._pid = self._submission.snapshot(
                self._forbid, max(deadline - time.monotonic(), 0.001)
            )
        self._channel.send(request, seconds=deadline - time.monotonic())
        while True:
            message = self._channel.receive(deadline - time.monotonic())
            if message[:1] == b"R":
                return message[1:]
            if message[:1] != b"C":
                raise Closed
            self._channel.send(call_back(message[1:]), seconds=max(deadline - time.monotonic(), 0.001))

    @staticmethod
    def _stopped(reason: str) -> bytes:
        return wire.encode({"stopped": reason}, lambda _: 0)

    @property
    def pid(self) -> int | None:
        """The snapshot's process as the kernel vouches for it; None before the first exchange."""
        return self._pid if self._channel else None

    def cpu_seconds(self) -> float:
        """Return the CPU time of the snapshot's process, by the kernel's clock for it."""
        try:
            return time.clock_gettime((~self._pid << 3) | 2) if self._channel else 0.0
        except OSError:
            return 0.0

    def close(self) -> None:
        """End the snapshot and everything it started."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        with contextlib.suppress(Closed):
            self._submission.sweep()
