"""An API server that answers as a test wants it: a real one on a real socket, with faults."""

import json
import socket
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any] | bytes | Iterator[bytes]
Answer = tuple[int, Body]
"""A status, and a JSON object, bytes, or bytes that come one after another."""

FORBIDDEN: Answer = (403, {"kind": "Status", "message": "forbidden: not for you", "code": 403})
NOT_FOUND: Answer = (404, {"kind": "Status", "message": "not found", "code": 404})


@dataclass
class Server:
    """The server's address, and what it answers: the first part of a path that fits wins."""

    url: str = ""
    answers: dict[str, Answer | Callable[[], Answer]] = field(default_factory=dict)
    otherwise: Answer = (200, {"items": []})
    asked: list[str] = field(default_factory=list)

    def kubeconfig(self) -> str:
        """A kubeconfig that leads here."""
        return kubeconfig(self.url)

    def answer(self, path: str) -> Answer:
        """The answer to a request."""
        self.asked.append(path)
        if path.startswith("/version"):
            return 200, {"gitVersion": "v1.33.0"}
        for part, answer in self.answers.items():
            if part in path:
                return answer() if callable(answer) else answer
        return self.otherwise


def kubeconfig(url: str) -> str:
    """A kubeconfig for an address; its token is obviously fake."""
    return json.dumps(
        {
            "current-context": "fake",
            "contexts": [{"name": "fake", "context": {"cluster": "fake", "user": "fake"}}],
            "clusters": [{"name": "fake", "cluster": {"server": url}}],
            "users": [{"name": "fake", "user": {"token": "not-a-real-token"}}],
        },
        indent=1,
    )


@contextmanager
def serving() -> Iterator[Server]:
    """Serve on a free port of this machine."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Answer, in chunks where the body comes in pieces."""
            status, body = server.answer(urllib.parse.unquote(self.path))
            self.send_response(status)
            if isinstance(body, dict):
                body = json.dumps(body).encode()
            if isinstance(body, bytes):
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                return
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for piece in body:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
                self.wfile.flush()
            self.wfile.write(b"0\r\n\r\n")

        do_POST = do_GET  # noqa: N815 - the protocol's name

        def log_message(self, *_: Any) -> None:
            """Tests show no request log."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: Any) -> None:
            """A client that leaves early is what some tests are about."""

    with Quiet(("127.0.0.1", 0), Handler) as http:
        server.url = f"http://127.0.0.1:{http.server_port}"
        thread = threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server
        http.shutdown()
        thread.join()


@contextmanager
def silent() -> Iterator[str]:
    """An address that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def closed() -> str:
    """An address where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return f"http://127.0.0.1:{listening.getsockname()[1]}"
