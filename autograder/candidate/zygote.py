"""The warm process that forks one supervised process per submission.

zygote (trusted, warm) ── fork ── supervisor (trusted, one per submission)
                                    └─ notebook (runs the student's cells; pid 1 of its namespaces)
                                         └─ snapshot, one per exercise: answers the judge's calls

The zygote and the supervisor never run student code; the notebook process and everything below it do.
Messages from the judge are pickled, replies are `autograder.wire`.
"""

import os
import pickle
import select
import signal
import sys
from typing import Any

from autograder import wire
from autograder.candidate import memory, sandbox, seccomp
from autograder.candidate.servant import Servant
from autograder.candidate.shell import Shell, definitions_only, warm
from autograder.channel import Channel, Closed, close_fds

MAX_PROCESSES = 48
MAX_THREADS = 256
WATCH_SECONDS = 0.1


def main(fd: int) -> None:
    """Serve the judge on socket ``fd`` until it closes."""
    judge = Channel.from_fd(fd)
    sandbox.die_with_parent()
    shell = warm()
    memory.settle()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # supervisors are reaped by the kernel
    judge.send(_plain({"ready": os.getpid()}))
    while True:
        try:
            data, fds = judge.receive_fds(None, 2)
        except Closed:
            return
        if os.fork() == 0:
            judge.close()
            try:
                supervise(Channel.from_fd(fds[0]), fds[1], shell, pickle.loads(data))
            finally:
                os._exit(0)
        close_fds(*fds)


def supervise(judge: Channel, notebook_fd: int, shell: Shell, order: dict[str, Any]) -> None:
    """Start a notebook process and watch over it: one submission, one supervisor."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sandbox.die_with_parent()
    sandbox.adopt_orphans()
    own_namespaces = sandbox.new_namespaces()
    notebook = os.fork()
    if notebook == 0:
        judge.close()
        try:
            _become_notebook(Channel.from_fd(notebook_fd), shell, own_namespaces, order["landlock"])
        finally:
            os._exit(0)
    close_fds(notebook_fd)
    try:
        judge.send(_plain({"namespaces": own_namespaces}))
        _watch(judge, notebook, order["memory"])
    except Closed:
        pass
    _kill_all(keep=None)


def _watch(judge: Channel, notebook: int, memory: int) -> None:
    """Carry out the judge's sweeps and end a submission that takes too many processes or bytes."""
    warm = sandbox.resident_bytes()  # what every process shares with the zygote
    while True:
        ready, _, _ = select.select([judge.fileno()], [], [], WATCH_SECONDS)
        if ready:
            order = judge.receive(None)
            if order == b"sweep":
                _kill_all(keep=notebook)
                judge.send(b"swept")
                continue
            return
        below = sandbox.descendants(os.getpid())
        grown = sum(max(usage.resident - warm, 0) for usage in below.values())
        threads = sum(usage.threads for usage in below.values())
        if len(below) > MAX_PROCESSES or threads > MAX_THREADS or grown > memory:
            return


def _kill_all(keep: int | None) -> None:
    """Kill every process of the submission but ``keep``, again and again until none is left."""
    for _ in range(200):
        doomed = [pid for pid in sandbox.descendants(os.getpid()) if pid != keep and not _is_zombie(pid)]
        for pid in doomed:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        _reap(keep)
        if not doomed:
            return


def _is_zombie(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="latin-1") as file:
            return file.read().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


def _reap(keep: int | None) -> None:
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid in (0, keep):
            return


def _become_notebook(judge: Channel, shell: Shell, own_namespaces: bool, use_landlock: bool) -> None:
    """Give up everything student code must not have, then serve."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sandbox.first_to_go()
    os.setsid()  # kill(0) reaches the whole process group, across namespaces
    if own_namespaces:
        sandbox.fresh_scratch()
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    os.set_inheritable(judge.fileno(), False)
    held = sandbox.landlock_to_system("/tmp") if use_landlock else False
    sandbox.limits()
    judge.send(_plain({"landlock": held, "seccomp": seccomp.refuse()}))
    serve_notebook(judge, shell)


def serve_notebook(judge: Channel, shell: Shell) -> None:
    """Run cells and make snapshots, as the judge asks."""
    while True:
        try:
            data, fds = judge.receive_fds(None)
        except Closed:
            return
        order = pickle.loads(data)
        if order["do"] == "cell":
            source = definitions_only(order["source"]) if order["definitions_only"] else order["source"]
            judge.send(_plain({"error": shell.run(source)}))
        elif order["do"] == "snapshot":
            if os.fork() == 0:
                judge.close()
                try:
                    serve_calls(Channel.from_fd(fds[0]), Servant(shell.namespace, order["forbid"]))
                finally:
                    os._exit(0)
            close_fds(*fds)


def serve_calls(judge: Channel, servant: Servant) -> None:
    """Answer the judge's calls on one exercise until it closes."""
    judge.say_hello()

    def call_back(data: bytes) -> bytes:
        judge.send(b"C" + data)
        return judge.receive(None)

    while True:
        try:
            request = judge.receive(None)
            judge.send(b"R" + servant.perform(request, call_back))
        except Closed:
            return


def _plain(value: Any) -> bytes:
    return wire.encode(value, lambda _: 0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
