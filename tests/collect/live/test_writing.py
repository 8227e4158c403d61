"""Changing objects: what is sent, and what is said where the API server refuses."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from collect.live.objects import YOURS, Wanted, read_objects
from collect.live.writing import Write, write
from tests.cluster.conftest import cluster, kubectl
from tests.cluster.kubectl import Kubectl
from tests.collect.live.api_server import FORBIDDEN, Server, serving

__all__ = ["cluster", "kubectl"]

PATH = "/api/v1/namespaces/shop/configmaps/web"
SLOW = {"op": "replace", "path": "/data/MODE", "value": "slow"}
WHOLE = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}, "data": {"a": "b"}}
KINDS = {
    "resources": [
        {"kind": "ConfigMap", "name": "configmaps", "namespaced": True},
        {"kind": "Namespace", "name": "namespaces", "namespaced": False},
    ]
}


def change(name: str = "web", **how: Any) -> Write:
    """A change of a ConfigMap."""
    return Write("v1", "ConfigMap", "shop", name, **how)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that takes all that is written."""
    with serving() as server:
        server.answers["/api/v1/"] = (200, KINDS)
        yield server


def test_what_is_sent(server: Server) -> None:
    """Operations with the version that they were made for; a whole object by applying it."""
    writes = [
        change(operations=[SLOW], resource_version="7", manager="pulumi-kubernetes-1"),
        change(whole=WHOLE),
        Write("v1", "Namespace", "wrongly", "shop", operations=[SLOW]),
    ]
    assert write(writes, server.access) == ()
    held = {"op": "replace", "path": "/metadata/resourceVersion", "value": "7"}
    patch, apply = "application/json-patch+json", "application/apply-patch+yaml"
    assert server.written == [
        (PATH, {"fieldManager": "pulumi-kubernetes-1"}, patch, [held, SLOW]),
        (PATH, {"fieldManager": "shipshape"}, apply, WHOLE),
        ("/api/v1/namespaces/shop", {"fieldManager": "shipshape"}, patch, [SLOW]),
    ]
    assert [path for path, _ in server.asked].count("/api/v1/") == 1


def test_each_refusal_is_told_and_stops_nothing(server: Server) -> None:
    """No right, a server that hangs up or speaks HTML, a kind that is not known."""

    def hangs_up(_: object) -> Any:
        raise ConnectionResetError

    names = ("forbidden", "hangs", "html", "web")
    paths = {name: f"/api/v1/namespaces/shop/configmaps/{name}" for name in names}
    server.answers[paths["forbidden"]] = FORBIDDEN
    server.answers[paths["hangs"]] = hangs_up
    server.answers[paths["html"]] = (502, b"<html>")
    gadget = Write("example.com/v1", "Gadget", "shop", "x", whole=WHOLE)
    refused = write([gadget, *(change(name, whole=WHOLE) for name in names)], server.access)
    told = {str(one): said for one, said in refused}
    assert told.pop("ConfigMap/shop/hangs")
    assert told == {
        "Gadget/shop/x": "the cluster does not know Gadget of example.com/v1",
        "ConfigMap/shop/forbidden": "secrets is forbidden",
        "ConfigMap/shop/html": "the API server answered 502",
    }
    assert server.written[-1][0] == paths["web"]


def test_a_cluster_that_cannot_be_reached() -> None:
    """Each write comes back with the reason."""
    with serving() as server:
        access = server.access
    refused = write([change(whole=WHOLE), change("other", whole=WHOLE)], access)
    assert [str(one) for one, _ in refused] == ["ConfigMap/shop/web", "ConfigMap/shop/other"]
    assert all(said.startswith("the cluster could not be asked: ") for _, said in refused)


@pytest.mark.cluster
def test_on_a_real_api_server(kubectl: Kubectl) -> None:
    """Made where it is gone, patched as it was read; one that has changed since is left alone."""
    space = kubectl.namespace
    whole = {**WHOLE, "metadata": {"name": "web", "namespace": space}}
    make = Write("v1", "ConfigMap", space, "web", whole=whole, manager="pulumi-kubernetes-1")
    assert write([make], YOURS) == ()
    assert write([make], YOURS) == ()

    [live] = read_objects([Wanted("v1", "ConfigMap", space, "web")]).objects
    version = live["metadata"]["resourceVersion"]
    [entry] = live["metadata"]["managedFields"]
    assert (entry["manager"], entry["operation"]) == ("pulumi-kubernetes-1", "Apply")
    kubectl("patch", "configmap", "web", "--patch", json.dumps({"data": {"a": "c"}}))
    put_back = [{"op": "replace", "path": "/data/a", "value": "b"}]
    stale = Write("v1", "ConfigMap", space, "web", operations=put_back, resource_version=version)
    [(one, said)] = write([stale], YOURS)
    assert (one, kubectl.get("configmap", "web")["data"]) == (stale, {"a": "c"})
    assert "the object has been modified" in said

    now = kubectl.get("configmap", "web")["metadata"]["resourceVersion"]
    fresh = Write("v1", "ConfigMap", space, "web", operations=put_back, resource_version=now)
    assert write([fresh], YOURS) == ()
    assert kubectl.get("configmap", "web")["data"] == {"a": "b"}
