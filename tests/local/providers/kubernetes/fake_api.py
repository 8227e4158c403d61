"""A small API server in memory: enough of the REST API for contracts of the protocol.

It knows ConfigMaps, Secrets, Namespaces, Pods and Deployments, counts writes, and does nothing
to objects on its own. What it writes on a dry run it forgets.
"""

import copy
import json
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_KINDS = {
    "/api/v1": [
        ("configmaps", "ConfigMap", True),
        ("secrets", "Secret", True),
        ("pods", "Pod", True),
        ("namespaces", "Namespace", False),
    ],
    "/apis/apps/v1": [("deployments", "Deployment", True), ("replicasets", "ReplicaSet", True)],
}


class FakeApi:
    """The objects by path, the requests that changed something, and refusals to come."""

    def __init__(self) -> None:
        self.objects: dict[str, dict[str, Any]] = {}
        self.writes: list[str] = []
        self.url = ""
        self.refusals: list[str] = []
        self.busy = 0
        self.lock = threading.Lock()

    def kubeconfig(self) -> str:
        """A kubeconfig that leads here."""
        return json.dumps(
            {
                "current-context": "fake",
                "contexts": [{"name": "fake", "context": {"cluster": "fake", "user": "fake"}}],
                "clusters": [{"name": "fake", "cluster": {"server": self.url}}],
                "users": [{"name": "fake", "user": {"token": "obviously-fake"}}],
            },
            indent=1,
        )

    def answer(self, method: str, url: str, body: Any) -> tuple[int, dict[str, Any]]:
        """Answer one request."""
        parsed = urllib.parse.urlsplit(url)
        query = dict(urllib.parse.parse_qsl(parsed.query))
        with self.lock:
            if self.busy:
                self.busy -= 1
                return 429, {"message": "too many requests"}
            if method == "GET":
                return self._get(parsed.path)
            if "dryRun" not in query:
                self.writes.append(f"{method} {parsed.path}")
                return self._write(method, parsed.path, body)
            before = copy.deepcopy(self.objects)
            try:
                return self._write(method, parsed.path, body)
            finally:
                self.objects = before

    def _get(self, path: str) -> tuple[int, dict[str, Any]]:
        if path == "/version":
            return 200, {"major": "1", "minor": "36"}
        if path in _KINDS:
            fields = ("name", "kind", "namespaced")
            return 200, {
                "resources": [dict(zip(fields, kind, strict=True)) for kind in _KINDS[path]]
            }
        if path in self.objects:
            return 200, self.objects[path]
        items = [found for key, found in self.objects.items() if key.rpartition("/")[0] == path]
        is_collection = any(
            path.endswith(f"/{kind[0]}") for kinds in _KINDS.values() for kind in kinds
        )
        return (200, {"items": items}) if is_collection else _status(404, "NotFound", path)

    def _write(self, method: str, path: str, body: Any) -> tuple[int, dict[str, Any]]:
        if method == "POST" and self.refusals:
            return 409, {"reason": "AlreadyExists", "message": self.refusals.pop()}
        if method == "POST":
            return self._create(f"{path}/{body['metadata']['name']}", body)
        if path not in self.objects:
            return _status(404, "NotFound", path)
        if method == "DELETE":
            return 200, self.objects.pop(path)
        if isinstance(body, list):
            for operation in body:
                if operation["op"] == "replace":
                    self.objects[path]["metadata"]["managedFields"] = operation["value"]
        else:
            kept = self.objects[path]
            metadata = {**kept["metadata"], **body["metadata"]}
            self.objects[path] = {**kept, **body, "metadata": metadata}
        return 200, self.objects[path]

    def _create(self, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if path in self.objects:
            return _status(409, "AlreadyExists", path)
        made = copy.deepcopy(body)
        made["metadata"] |= {"uid": f"uid-{len(self.objects)}", "resourceVersion": "1"}
        if "stringData" in made or made["kind"] == "Namespace":
            made.pop("stringData", None)
            made["status"] = {"phase": "Active"}
        self.objects[path] = made
        return 201, made


def _status(code: int, reason: str, path: str) -> tuple[int, dict[str, Any]]:
    return code, {"kind": "Status", "reason": reason, "message": f"{path}: {reason}"}


@contextmanager
def serving() -> Iterator[FakeApi]:
    """Serve a fake API on a free port of this machine."""
    api = FakeApi()

    class Handler(BaseHTTPRequestHandler):
        def serve(self) -> None:
            """Answer as the API does."""
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            code, answer = api.answer(self.command, self.path, body)
            data = json.dumps(answer).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Tests show no request log."""

    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.serve)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    api.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
