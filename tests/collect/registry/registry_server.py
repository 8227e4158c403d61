"""A registry that wants to know who asks, as ECR, Docker Hub and GHCR do."""

import base64
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

Answer = tuple[int, Mapping[str, str], bytes]

USER, PASSWORD = "AWS", "fake-password"
BASIC = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


@dataclass
class Server:
    """Documents by path; `wants` is the Authorization without which there is only `challenge`."""

    documents: dict[str, Answer] = field(default_factory=dict)
    wants: str = ""
    challenge: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0

    @property
    def host(self) -> str:
        """Name and port."""
        return f"127.0.0.1:{self.port}"

    def answer(self, path: str, authorization: str) -> Answer:
        """Answer a request, and keep who asked."""
        self.asked.append((path, authorization))
        if self.wants and authorization != self.wants and path.startswith("/v2/"):
            return 401, {"WWW-Authenticate": self.challenge}, b"{}"
        missing = json.dumps({"errors": [{"code": "MANIFEST_UNKNOWN"}]}).encode()
        return self.documents.get(urlsplit(path).path, (404, {}, missing))


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Serve on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            code, headers, body = server.answer(self.path, self.headers.get("Authorization", ""))
            self.send_response(code)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.port = http.server_port
        thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server
        http.shutdown()
        thread.join()
