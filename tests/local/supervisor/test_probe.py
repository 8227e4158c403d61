"""Whether a service answers."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from local.service import Readiness
from local.supervisor.probe import answers


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # the base class names it
        self.send_response(200 if self.path == "/ready?full" else 503)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(("path", "ready"), [("/ready?full", True), ("/other", False)])
def test_only_success_counts(path: str, *, ready: bool) -> None:
    """A 503 is an answer, but not readiness."""
    with HTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()

        assert answers(Readiness(http=f"http://127.0.0.1:{server.server_port}{path}")) is ready


def test_a_listening_port_counts() -> None:
    """Until it no longer listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = ("127.0.0.1", int(listening.getsockname()[1]))
        assert answers(Readiness(tcp=address))

    assert not answers(Readiness(tcp=address))


def test_a_socket_file_that_nobody_serves_does_not_count(tmp_path: Path) -> None:
    """A killed service leaves its file behind."""
    path = str(tmp_path / "one.sock")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen()
        assert answers(Readiness(socket=path))

    assert not answers(Readiness(socket=path))


def test_something_that_is_not_http_does_not_count() -> None:
    """A broken answer is no error."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = int(listening.getsockname()[1])

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(b"hello\n")

        threading.Thread(target=serve, daemon=True).start()
        assert not answers(Readiness(http=f"http://127.0.0.1:{port}/"))
