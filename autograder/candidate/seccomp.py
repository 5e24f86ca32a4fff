"""The system calls that student code does without: a filter in the kernel, for good and for every descendant.

Refused is what an exercise never needs and a way out of the sandbox may: looking into other processes, new
namespaces and mounts, kernel interfaces with a history of holes, sockets other than local ones.
"""

import ctypes
import errno
import platform
import struct

# Numbers on x86-64 and on aarch64.
REFUSED = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "process_madvise": (440, 440), "kcmp": (312, 272), "pidfd_getfd": (438, 438),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "open_tree": (428, 428), "mount_setattr": (442, 442), "unshare": (272, 97), "setns": (308, 268),
    "chroot": (161, 51), "open_by_handle_at": (304, 265), "fanotify_init": (300, 262),
    # Memory that no process seems to hold: a watchdog over resident memory would not see it.
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "personality": (135, 92),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "reboot": (169, 142),
    "swapon": (167, 224), "swapoff": (168, 225), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "clock_adjtime": (305, 266), "adjtimex": (159, 171), "sethostname": (170, 161),
    "setdomainname": (171, 162), "acct": (163, 89), "quotactl": (179, 60), "quotactl_fd": (443, 443),
    "syslog": (103, 116), "vhangup": (153, 58), "lookup_dcookie": (212, 18),
}  # fmt: skip
ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
CLONE, CLONE3, SOCKET = (56, 220), (435, 435), (41, 198)
NEW_NAMESPACES = 0x7E020000
X32 = 0x40000000

LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, FILTER_MODE = 38, 22, 2
AF_UNIX = 1


def refuse() -> bool:
    """Install the filter in this process; tell whether it holds."""
    known = ARCHITECTURES.get(platform.machine())
    if known is None:
        return False
    code = _program(*known)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    pointer = ctypes.create_string_buffer(program, len(program))
    held: bool = libc.prctl(PR_SET_SECCOMP, FILTER_MODE, pointer, 0, 0) == 0
    return held


def _program(architecture: int, column: int) -> bytes:
    """Return the filter in the kernel's packet-filter code."""
    steps = [
        _step(LOAD, ARCHITECTURE),
        _step(JUMP_EQUAL, architecture, 1, 0),
        _step(RETURN, KILL),
        _step(LOAD, NUMBER),
        _step(JUMP_AT_LEAST, X32, 0, 1),
        _step(RETURN, ERRNO | errno.ENOSYS),
    ]
    for numbers in REFUSED.values():
        steps += [_step(JUMP_EQUAL, numbers[column], 0, 1), _step(RETURN, ERRNO | errno.EPERM)]
    # The C library falls back from clone3, whose flags a filter cannot see, to clone.
    steps += [_step(JUMP_EQUAL, CLONE3[column], 0, 1), _step(RETURN, ERRNO | errno.ENOSYS)]
    steps += [
        _step(JUMP_EQUAL, CLONE[column], 0, 3),
        _step(LOAD, FIRST_ARGUMENT),
        _step(JUMP_ANY_BIT, NEW_NAMESPACES, 0, 4),
        _step(RETURN, ERRNO | errno.EPERM),
        _step(JUMP_EQUAL, SOCKET[column], 0, 2),
        _step(LOAD, FIRST_ARGUMENT),
        _step(JUMP_EQUAL, AF_UNIX, 0, 1),
        _step(RETURN, ALLOW),
        _step(RETURN, ERRNO | errno.EAFNOSUPPORT),
    ]
    return b"".join(steps)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
