"""Connections that are passed on from one network namespace to another."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

LOCALHOST = "127.0.0.1"
_CHUNK = 65536
_HEAD_END = b"\r\n\r\n"


class Listener:
    """Gives every connection of a listening socket to `handle`, in a thread of its own."""

    def __init__(self, listener: socket.socket, handle: Callable[[socket.socket], None]) -> None:
        self._socket = listener
        self._handle = handle
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Accept no more; what is open ends with its other end."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        # A connection that breaks is its two ends' concern.
        with connection, suppress(OSError):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._handle(connection)


def connect(port: int) -> socket.socket:
    """A connection to this machine's own loopback."""
    made = socket.create_connection((LOCALHOST, port))
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


def forward(port: int) -> Callable[[socket.socket], None]:
    """A handler that passes connections on to a port of this machine's loopback."""

    def handle(client: socket.socket) -> None:
        with connect(port) as server:
            both_ways(client, server)

    return handle


def both_ways(client: socket.socket, server: socket.socket) -> None:
    """Pass bytes on in both directions until both ends are done."""
    pump_apart(client, server)
    pump(server, client)


def unwatched(_: bytes) -> None:
    """Look at nothing that passes."""


def pump_apart(
    source: socket.socket, target: socket.socket, watch: Callable[[bytes], None] = unwatched
) -> None:
    """As `pump`, in a thread of its own."""
    threading.Thread(target=pump, args=(source, target, watch), daemon=True).start()


def pump(
    source: socket.socket, target: socket.socket, watch: Callable[[bytes], None] = unwatched
) -> None:
    """Pass bytes on as they come, shown to `watch` first, then say that there are no more."""
    with suppress(OSError):
        while data := source.recv(_CHUNK):
            watch(data)
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def head(source: socket.socket) -> tuple[bytes, bytes]:
    """A message's head with its empty line, and what came after; nothing if the end left."""
    data = b""
    while _HEAD_END not in data:
        more = source.recv(_CHUNK)
        if not more:
            return b"", b""
        data += more
    first, _, rest = data.partition(_HEAD_END)
    return first + _HEAD_END, rest
