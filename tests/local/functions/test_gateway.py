"""The gateway between real sockets: chunks pass as they were cut, and it tells what it saw."""

import socket
import threading
import time

import pytest

from local.functions.gateway import Watcher, gateway
from local.functions.wire import Listener, connect

NEXT = b"GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nhost: x\r\n\r\n"
EVENT = b"HTTP/1.1 200 OK\r\nlambda-runtime-aws-request-id: 42\r\ncontent-length: 2\r\n\r\n{}"


class Seen:
    """What the gateway told, in order."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.watcher = Watcher(
            arn="arn",
            timeout=3.0,
            waiting=lambda: self.told.append("waiting"),
            taken=lambda request_id: self.told.append(f"taken {request_id}"),
            broke=lambda kind, message: self.told.append(f"broke {kind}: {message}"),
        )


class Upstream:
    """One connection's emulator: notes what comes, answers when told to."""

    def __init__(self, answer: bytes) -> None:
        self.came: list[bytes] = []
        self._answer = answer
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        """Wait for the connection's end."""
        self._thread.join(5)
        self._server.close()

    def _serve(self) -> None:
        connection, _ = self._server.accept()
        with connection:
            self.came.append(connection.recv(65536))
            connection.sendall(self._answer)
            while data := connection.recv(65536):
                self.came.append(data)


def pass_through(sent: list[bytes], answer: bytes) -> tuple[Seen, Upstream, bytes]:
    """Send parts, a moment apart, through a gateway; what was seen, what came, what came back."""
    seen, upstream = Seen(), Upstream(answer)
    listening = socket.create_server(("127.0.0.1", 0))
    port: int = listening.getsockname()[1]
    listener = Listener(listening, gateway(upstream.port, seen.watcher))
    with connect(port) as runtime:
        for part in sent:
            runtime.sendall(part)
            time.sleep(0.05)
        runtime.shutdown(socket.SHUT_WR)
        back = b"".join(iter(lambda: runtime.recv(65536), b""))
    upstream.close()
    listener.close()
    return seen, upstream, back


def test_the_first_request_for_an_event_is_the_end_of_initialisation() -> None:
    """It is told before the event is there, the event when it is taken."""
    seen, upstream, back = pass_through([NEXT], EVENT)
    assert seen.told == ["waiting", "taken 42"]
    assert upstream.came[0].startswith(b"GET /.rt/2018-06-01/runtime/invocation/next HTTP/1.1\r\n")
    assert back.endswith(b"\r\n\r\n{}")


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ([b"0\r\n\r\n"], []),
        (
            [
                (
                    b"0\r\nLambda-Runtime-Function-Error-Type: Runtime.StreamError\r\n"
                    b"Lambda-Runtime-Function-Error-Body: eyJlcnJvck1lc3NhZ2UiOiAib3V0In0=\r\n\r\n"
                )
            ],
            ["broke Runtime.StreamError: out"],
        ),
        (
            [b"2C\r\nLambda-Runtime-Function-Error-Type: Broken\r\n", b"\r\n0\r\n\r\n"],
            ["broke Broken: "],
        ),
    ],
    ids=["whole", "trailers", "trailers-as-a-chunk"],
)
def test_an_answer_passes_as_it_was_cut(end: list[bytes], told: list[str]) -> None:
    """The emulator wants the prelude in a chunk of its own; an error at the end is noticed."""
    head = (
        b"POST /2018-06-01/runtime/invocation/42/response HTTP/1.1\r\n"
        b"transfer-encoding: chunked\r\n\r\n"
    )
    chunks = [b"2\r\n{}\r\n", b"8\r\n" + b"\0" * 8 + b"\r\n", b"3\r\nabc\r\n"]
    seen, upstream, _ = pass_through([head, *chunks, *end], b"HTTP/1.1 200 OK\r\n\r\n")
    assert upstream.came[1:] == [*chunks, *end]
    assert seen.told == told


def test_a_client_that_says_nothing_is_no_request() -> None:
    """It connected and left: nothing is told, nothing fails."""
    seen = Seen()
    listening = socket.create_server(("127.0.0.1", 0))
    listener = Listener(listening, gateway(1, seen.watcher))
    connect(listening.getsockname()[1]).close()
    time.sleep(0.05)
    listener.close()
    assert seen.told == []
