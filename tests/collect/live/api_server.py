"""An API server that answers what a test tells it to, over HTTP."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from collect.rollout import Access

Query = Mapping[str, str]
Answer = tuple[int, Any]

FORBIDDEN = (403, {"kind": "Status", "message": "secrets is forbidden"})
GONE = (404, {"kind": "Status", "message": "not found"})


@dataclass
class Server:
    """`answers` are by path: a status with a body, or what makes one; others are empty lists.

    `delays` are seconds before an answer by path; `asked` is every path with its query. `written`
    has the path, query, form and document of each patch, which is answered as `answers` say.
    """

    answers: dict[str, Answer | Callable[[Query], Answer]] = field(default_factory=dict)
    delays: dict[str, float] = field(default_factory=dict)
    asked: list[tuple[str, Query]] = field(default_factory=list)
    accepted: dict[str, str] = field(default_factory=dict)
    written: list[tuple[str, Query, str, Any]] = field(default_factory=list)
    port: int = 0

    def items(self, path: str, *objects: Mapping[str, Any]) -> None:
        """Let a path answer with a list."""
        self.answers[path] = (200, {"metadata": {}, "items": list(objects)})

    @property
    def access(self) -> Access:
        """A kubeconfig for it, as text."""
        config = {
            "apiVersion": "v1",
            "kind": "Config",
            "clusters": [{"name": "c", "cluster": {"server": f"http://127.0.0.1:{self.port}"}}],
            "users": [{"name": "u", "user": {"token": "fake"}}],
            "contexts": [{"name": "x", "context": {"cluster": "c", "user": "u"}}],
            "current-context": "x",
        }
        return Access(kubeconfig=json.dumps(config))

    def answer(self, path: str, query: Query) -> Answer:
        """What a path answers now."""
        self.asked.append((path, query))
        time.sleep(self.delays.get(path, 0))
        if path == "/version/":
            return 200, {"major": "1", "minor": "33", "gitVersion": "v1.33.0"}
        answer = self.answers.get(path, (200, {"metadata": {}, "items": []}))
        return answer(query) if callable(answer) else answer


@contextmanager
def serving() -> Iterator[Server]:
    """A server for as long as the block lasts."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # the base class's name
            path = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(path.query).items()}
            server.accepted[path.path] = self.headers.get("Accept", "")
            self.reply(*server.answer(path.path, query))

        def do_PATCH(self) -> None:
            path = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(path.query).items()}
            body = self.rfile.read(int(self.headers["Content-Length"]))
            form = self.headers.get("Content-Type", "")
            server.written.append((path.path, query, form, json.loads(body)))
            self.reply(*server.answer(path.path, query))

        def reply(self, status: int, body: Any) -> None:
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def handle(self) -> None:
            """A client that has waited long enough hangs up."""
            try:
                super().handle()
            except ConnectionError:
                self.close_connection = True

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.port = http.server_port
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    http.shutdown()
    thread.join()
    http.server_close()
