"""The rungs between student code and the machine. Each says truthfully whether it holds.

bubblewrap: the zygote sees a read-only system, this package and nothing else of the course; no network.
namespaces: each submission has its own pid, mount, net and ipc namespaces; everything in them dies with it.
landlock:   where bubblewrap is absent, the kernel refuses every path but the system's and a scratch folder.
seccomp:    the kernel refuses system calls that no exercise needs and a way out may (`seccomp.py`).
cgroup:     the kernel bounds the lane's memory, where a control group is delegated (`judge/cgroup.py`); a
            watchdog over resident memory and the number of processes stands beside it everywhere.
limits:     bounds on files, core dumps and open files; no new privileges. Holds everywhere on Linux.
"""

import contextlib
import ctypes
import os
import platform
import resource
import shutil
import struct
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
INSIDE = "/opt/fathom"
"""Where the sandboxed zygote finds this package."""
TMPFS_BYTES = 512 * 2**20
FILE_BYTES = 256 * 2**20

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = (
    0x00020000, 0x08000000, 0x10000000, 0x20000000, 0x40000000,
)  # fmt: skip
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_MOVE, MS_REC, MS_PRIVATE = (
    1, 2, 4, 8, 0x20, 0x1000, 0x2000, 0x4000, 0x40000,
)  # fmt: skip
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_SET_CHILD_SUBREAPER = 1, 4, 38, 36
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446

_libc = ctypes.CDLL(None, use_errno=True)


def bubblewrap(argv: Sequence[str]) -> list[str] | None:
    """Return ``argv`` wrapped in bubblewrap, or None when it is missing or does not work here."""
    program = shutil.which("bwrap")
    if program is None:
        return None
    command = [program, "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
    for folder in ("/usr", "/lib", "/lib64", "/bin", "/sbin"):
        path = Path(folder)
        if path.is_symlink():
            command += ["--symlink", os.readlink(path), folder]
        elif path.exists():
            command += ["--ro-bind", folder, folder]
    for file in ("/etc/ld.so.cache", "/etc/fonts", "/etc/localtime", "/etc/alternatives", "/etc/mime.types"):
        command += ["--ro-bind-try", file, file]
    command += ["--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys"]
    command += ["--dev", "/dev", "--size", str(TMPFS_BYTES), "--tmpfs", "/tmp"]
    for path in _python_folders():
        command += ["--ro-bind", str(path), str(path)]
    command += ["--ro-bind", str(PACKAGE), f"{INSIDE}/autograder", "--chdir", "/tmp"]
    for key, value in environment(INSIDE).items():
        command += ["--setenv", key, value]
    works = subprocess.run([*command, "--", "/bin/true"], capture_output=True, check=False)
    return [*command, "--", *argv] if works.returncode == 0 else None


def _python_folders() -> list[Path]:
    """Return the folders of the interpreter and its packages that lie outside the system's."""
    folders = dict.fromkeys(Path(p).resolve() for p in (sys.base_prefix, sys.prefix))
    return [folder for folder in folders if not folder.is_relative_to("/usr")]


def environment(package_parent: str) -> dict[str, str]:
    """Return the whole environment of a candidate: nothing of the grader's own."""
    return {
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "PYTHONPATH": package_parent,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": "/tmp/.matplotlib",
        "IPYTHONDIR": "/tmp/.ipython",
        # One thread: a forked child cannot use the parent's pool, and lanes share the cores.
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def new_namespaces() -> bool:
    """Move this process's future children into namespaces of their own; tell whether it worked."""
    uid, gid = os.getuid(), os.getgid()
    flags = CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC
    if _libc.unshare(flags) != 0:
        return False
    for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        Path("/proc/self", name).write_text(text)
    return True


def fresh_scratch() -> None:
    """Mount an empty /tmp and /dev/shm, and /proc without a way to write (needs ``new_namespaces``).

    Python or this package may themselves lie below /tmp: they are bound into the new one, read-only.
    """
    _mount("none", "/", flags=MS_REC | MS_PRIVATE)
    options = f"size={TMPFS_BYTES}"
    if not _mount("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, options):
        return
    for path in (*_python_folders(), PACKAGE):
        if path.is_relative_to("/tmp") and path.exists():
            inside = Path("/dev/shm") / path.relative_to("/tmp")
            inside.mkdir(parents=True)
            _mount(str(path), str(inside), flags=MS_BIND | MS_REC)
            _mount("none", str(inside), flags=MS_REMOUNT | MS_BIND | MS_RDONLY)
    _mount("/dev/shm", "/tmp", flags=MS_MOVE)
    _mount("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, options)
    # The kernel's settings and other processes' are files of whoever grades, who may be root.
    _mount("/proc", "/proc", flags=MS_BIND | MS_REC)
    _mount("none", "/proc", flags=MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC)
    os.chdir("/tmp")


def _mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> bool:
    encoded = [text.encode() if text else None for text in (source, target, kind, options)]
    done: bool = _libc.mount(encoded[0], encoded[1], encoded[2], flags, encoded[3]) == 0
    return done


def limits() -> None:
    """Bound this process and its children; give up privileges for good."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, 512))
    _libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _drop_capabilities()
    # Unreadable to other processes of the same user, and back to what a debugger of one's own needs nothing of.
    _libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def _drop_capabilities() -> None:
    header = struct.pack("Ii", 0x20080522, 0)
    data = struct.pack("6I", 0, 0, 0, 0, 0, 0)
    _libc.capset(ctypes.create_string_buffer(header), ctypes.create_string_buffer(data))


def first_to_go() -> None:
    """Let the kernel end this process and its children first, should the machine run out of memory."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def die_with_parent() -> None:
    _libc.prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0)


def adopt_orphans() -> None:
    """Become the parent of orphaned descendants, so that none escapes a sweep."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def landlock_version() -> int:
    """Return the version of Landlock that this kernel speaks, 0 or less for none."""
    if platform.machine() not in ("x86_64", "aarch64"):
        return 0
    return int(_libc.syscall(LANDLOCK_CREATE, None, 0, 1))


def landlock(readable: Sequence[str], writable: Sequence[str]) -> bool:
    """Refuse every path outside the given folders to this process for good; tell whether it holds."""
    abi = landlock_version()
    if abi < 1:
        return False
    everything = (1 << 13) - 1  # ABI 1: execute, read and write files, and 10 kinds of directory changes
    everything |= (1 << 13 if abi >= 2 else 0) | (1 << 14 if abi >= 3 else 0)
    network = 3 if abi >= 4 else 0
    ruleset = struct.pack("QQQ", everything, network, 3 if abi >= 6 else 0)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    fd = _libc.syscall(LANDLOCK_CREATE, ctypes.create_string_buffer(ruleset), size, 0)
    if fd < 0:
        return False
    read_only = 1 | 4 | 8  # execute, read file, read directory
    on_files = 1 | 2 | 4 | (1 << 14 if abi >= 3 else 0)
    for folders, access in ((readable, read_only), (writable, everything)):
        for folder in folders:
            if not os.path.exists(folder):
                continue
            path_fd = os.open(folder, os.O_PATH | os.O_CLOEXEC)
            allowed = access if os.path.isdir(folder) else access & on_files
            rule = struct.pack("=Qi", allowed, path_fd)
            _libc.syscall(LANDLOCK_ADD, fd, 1, ctypes.create_string_buffer(rule), 0)
            os.close(path_fd)
    _libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    held: bool = _libc.syscall(LANDLOCK_RESTRICT, fd, 0) == 0
    os.close(fd)
    return held


def landlock_to_system(scratch: str) -> bool:
    """Confine this process to the system's folders, Python, this package and a scratch folder."""
    readable = ["/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime", "/proc"]
    readable += [str(path) for path in _python_folders()] + [str(PACKAGE)]
    devices = ["/dev/null", "/dev/zero", "/dev/random", "/dev/urandom", "/dev/shm", "/dev/ptmx", "/dev/pts"]
    return landlock(readable, [scratch, *devices])


def resident_bytes() -> int:
    """Return the resident memory of this process."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


@dataclass(frozen=True)
class Usage:
    """What one process takes."""

    resident: int
    threads: int


def descendants(root: int) -> dict[int, Usage]:
    """Return pid and usage of every process below ``root``, as this /proc shows them."""
    parents, usage = {}, {}
    page = resource.getpagesize()
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", encoding="latin-1") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(name)] = int(fields[1])
        usage[int(name)] = Usage(resident=int(fields[21]) * page, threads=int(fields[17]))
    found: dict[int, Usage] = {}
    frontier = {root}
    while frontier:
        frontier = {pid for pid, parent in parents.items() if parent in frontier and pid not in found}
        found |= {pid: usage[pid] for pid in frontier}
    return found
