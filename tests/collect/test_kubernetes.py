"""Asking a cluster, played by a server that answers as its API does."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from collect.kubernetes import PAGE, Kind, NoCluster, Unread, ask

PODS = Kind("v1", "Pod", "pods")
NODES = Kind("v1", "Node", "nodes", namespaced=False)
WIDGETS = Kind("example.com/v1", "Widget", "widgets")
ANSWERS: dict[str, tuple[int, Any]] = {
    f"/api/v1/namespaces/shop/pods?limit={PAGE}": (
        200,
        {"metadata": {"continue": "more"}, "items": [{"metadata": {"name": "a"}}]},
    ),
    f"/api/v1/namespaces/shop/pods?limit={PAGE}&continue=more": (
        200,
        {"metadata": {}, "items": [{"metadata": {"name": "b"}}]},
    ),
    f"/api/v1/nodes?limit={PAGE}": (403, {"message": "forbidden"}),
    f"/apis/example.com/v1/widgets?limit={PAGE}": (404, {"message": "no such kind"}),
    f"/api/v1/pods?limit={PAGE}": (500, {"message": "broken"}),
    "/version/": (200, {"major": "1", "minor": "99", "gitVersion": "v1.99.0"}),
}


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # the base class's name
        status, body = ANSWERS.get(self.path, (404, {"message": "not found"}))
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def _cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = HTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    point_at(tmp_path, monkeypatch, server.server_port)
    yield
    server.shutdown()
    thread.join()
    server.server_close()


def point_at(folder: Path, monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    """Make a kubeconfig for a server on this machine the one in use."""
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "c", "cluster": {"server": f"http://127.0.0.1:{port}"}}],
        "users": [{"name": "u", "user": {"token": "fake"}}],
        "contexts": [{"name": "x", "context": {"cluster": "c", "user": "u"}}],
        "current-context": "x",
    }
    (folder / "kubeconfig").write_text(json.dumps(config))
    monkeypatch.setenv("KUBECONFIG", str(folder / "kubeconfig"))


@pytest.mark.usefixtures("_cluster")
def test_every_page_and_what_is_not_shown() -> None:
    """Pages are followed, items get their kind, hidden and missing kinds are told."""
    assert ask([PODS, NODES], "shop") == [
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}},
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "b"}},
        Unread(NODES, 403),
    ]
    assert ask([WIDGETS], None) == [Unread(WIDGETS, 404)]


@pytest.mark.usefixtures("_cluster")
def test_a_cluster_that_fails() -> None:
    """An answer that is none is no empty list."""
    with pytest.raises(NoCluster):
        ask([PODS], None)


def test_no_kubeconfig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one there is no cluster."""
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "none"))
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(NoCluster):
        ask([PODS], "shop")


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster that is down is said to be, in one line."""
    point_at(tmp_path, monkeypatch, 1)
    with pytest.raises(NoCluster) as error:
        ask([PODS], "shop")
    assert "\n" not in str(error.value)
