"""A service that streams, and a proxy that buffers: real ones, on real sockets."""

import gzip
import json
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

EVENTS = 12
GAP = 0.05
"""Seconds between two events."""

Respond = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers with a function of the server's."""

    protocol_version = "HTTP/1.1"
    respond: Respond

    def do_GET(self) -> None:
        """Every request alike."""
        type(self).respond(self)

    do_POST = do_GET  # noqa: N815 - the protocol's name

    def log_message(self, *_: Any) -> None:
        """Tests show no request log."""

    def whole(self, status: int, body: bytes, **headers: str) -> None:
        """An answer in one piece."""
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def pieces(self, pieces: Iterator[bytes], **headers: str) -> None:
        """An answer in chunks, as they come."""
        self.send_response(200)
        for name, value in {**headers, "Transfer-Encoding": "chunked"}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        for piece in pieces:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def server_bind(self) -> None:
        # Without the name of the host: looking it up may take seconds.
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "localhost", self.server_address[1]

    def handle_error(self, *_: Any) -> None:
        """A client that leaves early has seen enough."""


@contextmanager
def serving(respond: Respond) -> Iterator[str]:
    """Serve on a free port; gives the address."""
    handler = type("Handler", (Handler,), {"respond": staticmethod(respond)})
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def events() -> Iterator[bytes]:
    """The events of an answer, as a model makes them."""
    yield b": keep-alive\n\n"
    for number in range(EVENTS):
        time.sleep(GAP)
        yield b'data: {"type":"text-delta","delta":"%d "}\n\n' % number
    yield b"data: [DONE]\n\n"


def streaming(handler: Handler) -> None:
    """A service that is well, and streams."""
    if handler.path == "/health/ready":
        handler.whole(200, b'{"status":"ok"}')
    else:
        handler.pieces(events(), Content_Type="text/event-stream")


def in_one_piece(handler: Handler) -> None:
    """A service that waits for the whole answer."""
    handler.whole(200, b"".join(events()), Content_Type="text/event-stream")


def compressing(handler: Handler) -> None:
    """A service whose compression waits for the end."""
    body = gzip.compress(b"".join(events()))
    handler.whole(200, body, Content_Type="text/event-stream", Content_Encoding="gzip")


def failing_midway(handler: Handler) -> None:
    """A provider that fails after the answer has begun."""
    error = b'data: {"type":"error","errorText":"provider_failed"}\n\n'
    handler.pieces(iter([b'data: {"type":"start"}\n\n', error]), Content_Type="text/event-stream")


def refusing(handler: Handler) -> None:
    """A service that does not know the body."""
    told = {"error": {"code": "invalid_request", "fields": [{"field": "prompt"}]}}
    handler.whole(400, json.dumps(told).encode(), Content_Type="application/json")


def buffering(target: str) -> Respond:
    """A proxy in front of `target` that says it is nginx and sends what it has at the end."""

    def respond(handler: Handler) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(length) if length else None
        request = urllib.request.Request(target + handler.path, data=body)  # noqa: S310
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            handler.whole(
                answer.status,
                answer.read(),
                Content_Type=answer.headers["Content-Type"] or "application/json",
                Server="nginx/1.27.0",
            )

    return respond
