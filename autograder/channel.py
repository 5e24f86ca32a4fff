"""Length-prefixed messages over a Unix socket, with file descriptors and the sender's pid."""

import contextlib
import os
import socket
import struct
import time

LENGTH = struct.Struct("<Q")
CREDENTIALS = struct.Struct("3i")
MAX_MESSAGE = 2**28 + 2**20


class Closed(Exception):
    """The other side is gone."""


class TimedOut(Exception):
    """No whole message arrived before the deadline."""


class Channel:
    """One end of a socket that carries whole messages."""

    def __init__(self, sock: socket.socket) -> None:
        self.socket = sock

    @classmethod
    def pair(cls) -> tuple["Channel", "Channel"]:
        one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        return cls(one), cls(other)

    @classmethod
    def from_fd(cls, fd: int) -> "Channel":
        return cls(socket.socket(fileno=fd))

    def fileno(self) -> int:
        return self.socket.fileno()

    def close(self) -> None:
        self.socket.close()

    def send(self, data: bytes, fds: tuple[int, ...] = (), seconds: float | None = None) -> None:
        """Send one message; raise Closed or TimedOut."""
        self.socket.settimeout(seconds)
        try:
            if fds:
                socket.send_fds(self.socket, [LENGTH.pack(len(data))], list(fds))
                self.socket.sendall(data)
            else:
                self.socket.sendall(LENGTH.pack(len(data)) + data)
        except TimeoutError:
            raise TimedOut from None
        except OSError:
            raise Closed from None

    def receive(self, seconds: float | None = None) -> bytes:
        """Return the next message; raise Closed, or TimedOut when it is not whole after ``seconds``."""
        return self.receive_fds(seconds, 0)[0]

    def receive_fds(self, seconds: float | None = None, most: int = 1) -> tuple[bytes, list[int]]:
        """Return the next message and the file descriptors that came with it."""
        deadline = None if seconds is None else time.monotonic() + seconds
        head, fds = self._first(deadline, most)
        head += self._exactly(LENGTH.size - len(head), deadline)
        (length,) = LENGTH.unpack(head)
        if length > MAX_MESSAGE:
            raise Closed
        return self._exactly(length, deadline), fds

    def _first(self, deadline: float | None, most: int) -> tuple[bytes, list[int]]:
        self._wait(deadline)
        fds: list[int] = []
        try:
            if most == 0:
                data = self.socket.recv(LENGTH.size)
            else:
                data, fds, _, _ = socket.recv_fds(self.socket, LENGTH.size, most)
        except TimeoutError:
            raise TimedOut from None
        except OSError:
            raise Closed from None
        if not data:
            raise Closed
        return data, list(fds)

    def _exactly(self, size: int, deadline: float | None) -> bytes:
        data = bytearray()
        while len(data) < size:
            self._wait(deadline)
            try:
                part = self.socket.recv(min(size - len(data), 2**20))
            except TimeoutError:
                raise TimedOut from None
            except OSError:
                raise Closed from None
            if not part:
                raise Closed
            data += part
        return bytes(data)

    def _wait(self, deadline: float | None) -> None:
        if deadline is None:
            self.socket.settimeout(None)
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimedOut
        self.socket.settimeout(left)

    # The sender's pid, as the kernel says it in the receiver's own pid namespace.

    def ask_for_credentials(self) -> None:
        """Make ``receive_pid`` possible; call before the other side sends."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)

    def receive_pid(self, seconds: float) -> int:
        """Return the pid of the process that sent the one-byte hello."""
        self.socket.settimeout(seconds)
        try:
            data, ancillary, _, _ = self.socket.recvmsg(1, socket.CMSG_SPACE(CREDENTIALS.size))
        except TimeoutError:
            raise TimedOut from None
        except OSError:
            raise Closed from None
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        for level, kind, payload in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS and data:
                pid: int = CREDENTIALS.unpack(payload[: CREDENTIALS.size])[0]
                return pid
        raise Closed

    def say_hello(self) -> None:
        with contextlib.suppress(OSError):
            self.socket.sendall(b"!")


def close_fds(*fds: int) -> None:
    """Close descriptors, open or not."""
    for fd in fds:
        with contextlib.suppress(OSError):
            os.close(fd)
