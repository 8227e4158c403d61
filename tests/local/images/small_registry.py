"""As much of a registry as a push needs, on a free port."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Handler(BaseHTTPRequestHandler):
    """Stores blobs and manifests by path; `asked` notes method and path of each request."""

    stored: dict[str, bytes]
    asked: list[str]

    def do_HEAD(self) -> None:
        """Whether a blob or manifest is stored."""
        self._note()
        self._answer(200 if self.path in self.stored else 404)

    def do_POST(self) -> None:
        """Begin an upload."""
        self._note()
        self._answer(202, f"{self.path}1?_state=s")

    def do_PUT(self) -> None:
        """End an upload, or store a manifest by tag and digest."""
        self._note()
        body = self.rfile.read(int(self.headers["Content-Length"]))
        digest = f"sha256:{hashlib.sha256(body).hexdigest()}"
        parts = urlsplit(self.path)
        repository, upload, _ = parts.path.partition("/blobs/uploads/")
        if upload:
            query = parse_qs(parts.query)
            self.stored[f"{repository}/blobs/{digest}"] = body
            self._answer(201 if query == {"_state": ["s"], "digest": [digest]} else 400)
        else:
            self.stored[parts.path] = body
            self.stored[f"{parts.path.rpartition('/')[0]}/{digest}"] = body
            self._answer(201)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _note(self) -> None:
        self.asked.append(f"{self.command} {urlsplit(self.path).path}")

    def _answer(self, status: int, location: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        if location is not None:
            self.send_header("Location", location)
        self.end_headers()


@contextmanager
def small_registry() -> Iterator[str]:
    """Serve an empty registry during the body; yields its URL."""
    Handler.stored, Handler.asked = {}, []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
