"""A look at a cluster that is played, and that refuses, hangs and goes away."""

import asyncio
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from collect.live.cluster import snapshot
from collect.live.selection import Limits, Selection
from collect.rollout import Access
from diagnosis.snapshot import Ref, Snapshot
from tests.collect.live.api_server import FORBIDDEN, GONE, Answer, Query, Server, serving
from tests.collect.live.objects import deployment, event, metadata, pod, replica_set

NAMESPACE = "/api/v1/namespaces/shop"
APPS = "/apis/apps/v1/namespaces/shop"
KEY = {
    "name": "KEY",
    "valueFrom": {"secretKeyRef": {"name": "keys", "key": "openai"}},
}
SECRET = {
    "kind": "Secret",
    "metadata": metadata("keys"),
    "data": {"anthropic": "bm90LWEtcmVhbC1rZXk="},
}


@pytest.fixture
def server() -> Iterator[Server]:
    """A namespace with a Deployment whose pod crashes."""
    with serving() as server:
        server.items(f"{APPS}/deployments", deployment("web", {"app": "web"}))
        server.items(f"{APPS}/replicasets", replica_set("web-1", "web"))
        crashing = {"waiting": {"reason": "CrashLoopBackOff"}}
        owner = ("ReplicaSet", "web-1")
        server.items(
            f"{NAMESPACE}/pods", pod("web-1-a", owner, restarts=2, state=crashing, env=[KEY])
        )
        server.items(
            f"{NAMESPACE}/events",
            event("Pod", "web-1-a", "BackOff"),
            event("Pod", "web-1-gone", "Evicted"),
            event("Pod", "other", "Failed"),
        )
        server.items("/api/v1/nodes", {"metadata": {"name": "node-1"}}, {"metadata": {"name": "n"}})
        server.items(f"{NAMESPACE}/secrets", {"metadata": metadata("keys")})
        server.answers[f"{NAMESPACE}/secrets/keys"] = (200, SECRET)
        server.answers[f"{NAMESPACE}/pods/web-1-a/log"] = (200, b"it broke\n\xff\n")
        yield server


def look(server: Server, limits: Limits | None = None, *names: str) -> Snapshot:
    """Look at the Deployment."""
    return snapshot(Selection("shop", names=names or ("web",), access=server.access), limits)


def test_all_that_concerns_a_workload(server: Server) -> None:
    """Its pods, owners, events (of a pod that is gone, too), node, entries and logs."""
    found = look(server)
    assert [*(str(one.ref) for one in found.pods), *(str(one.ref) for one in found.workloads)] == [
        "Pod/shop/web-1-a",
        "Deployment/shop/web",
        "ReplicaSet/shop/web-1",
    ]
    assert [one.reason for one in found.events] == ["BackOff", "Evicted"]
    assert [one.name for one in found.nodes] == ["node-1"]
    (log,) = found.logs
    assert (log.origin, log.text, log.previous) == ("logs web-1-a/app", "it broke\n\ufffd\n", True)
    assert found.looked_at == (
        "namespace shop: 1 of 1 pods, 2 workloads, 2 events",
        "logs of web-1-a/app (previous)",
    )
    assert found.unread == ()


def test_one_list_for_each_kind_and_no_secret_with_its_values(server: Server) -> None:
    """A list of Secrets asks for names alone; one Secret's values end where they are read."""
    found = look(server)
    lists = [path for path, _ in server.asked if path.endswith("s") and "/secrets/" not in path]
    assert sorted(lists) == sorted({*lists})
    assert "PartialObjectMetadataList" in server.accepted[f"{NAMESPACE}/secrets"]
    (named,) = [one for one in found.references if one.ref.kind == "Secret"]
    assert (named.present, named.keys, named.wanted) == (True, ("anthropic",), ("openai",))
    assert "bm90LWEtcmVhbC1rZXk" not in repr(found)


def test_a_secret_that_is_known_though_the_list_is_forbidden(server: Server) -> None:
    """Some roles may get what they may not list; what is not found then is not there."""
    server.answers[f"{NAMESPACE}/secrets"] = FORBIDDEN
    found = look(server)
    (named,) = [one for one in found.references if one.ref.kind == "Secret"]
    assert (named.present, named.keys) == (True, ("anthropic",))
    server.answers[f"{NAMESPACE}/secrets/keys"] = GONE
    (named,) = [one for one in look(server).references if one.ref.kind == "Secret"]
    assert (named.present, named.keys) == (False, None)
    assert found.unread == ("no access to secrets in namespace shop",)


def test_what_is_refused_is_said_once_and_the_rest_is_there(server: Server) -> None:
    """No rights for three things, a kind that the cluster does not have, a server that fails."""
    server.answers |= {
        f"{NAMESPACE}/secrets": FORBIDDEN,
        f"{NAMESPACE}/secrets/keys": FORBIDDEN,
        "/api/v1/nodes": FORBIDDEN,
        f"{NAMESPACE}/pods/web-1-a/log": FORBIDDEN,
        "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices": GONE,
        f"{NAMESPACE}/services": (500, {"message": "etcd has no leader"}),
        f"{NAMESPACE}/configmaps": (200, b"<html>a proxy</html>"),
    }
    found = look(server)
    assert [one.ref.name for one in found.pods] == ["web-1-a"]
    assert [one.reason for one in found.events] == ["BackOff", "Evicted"]
    assert sorted(found.unread) == [
        "configmaps in namespace shop: no answer (the answer is no JSON object)",
        "no access to nodes",
        "no access to secrets in namespace shop",
        "no access to the logs of pods",
        "no access to the names of the entries of Secret/shop/keys",
        "services in namespace shop: the API server answered 500: etcd has no leader",
        "the cluster has no endpointslices of discovery.k8s.io/v1",
    ]
    (named,) = [one for one in found.references if one.ref.kind == "Secret"]
    assert (named.present, named.keys) == (None, None)


def test_a_pod_that_goes_away_while_it_is_read(server: Server) -> None:
    """Its log is gone with it; what was listed stays."""
    server.answers[f"{NAMESPACE}/pods/web-1-a/log"] = GONE
    found = look(server)
    assert found.logs == ()
    assert found.unread == ("the pod of web-1-a/app (previous) went away before its log was read",)


def test_an_answer_that_does_not_come_in_time(server: Server) -> None:
    """The rest is given at the deadline, and the late ones are named."""
    look(server)  # the client is loaded by now, however slow the machine
    server.delays = {f"{NAMESPACE}/events": 9, f"{NAMESPACE}/pods/web-1-a/log": 9}
    begun = time.monotonic()
    found = look(server, Limits(seconds=2))
    assert time.monotonic() - begun < 5
    assert [one.ref.name for one in found.pods] == ["web-1-a"]
    assert sorted(found.unread) == [
        "no answer within 2 s: events",
        "no answer within 2 s: logs web-1-a/app (previous)",
    ]


def test_more_events_than_are_read(server: Server) -> None:
    """A list that does not end is left, and the pods' own events are asked for."""
    path = f"{NAMESPACE}/events"

    def events(query: Query) -> Answer:
        if "fieldSelector" in query:
            return 200, {"metadata": {}, "items": [event("Pod", "web-1-a", "FailedMount")]}
        return 200, {
            "metadata": {"continue": "more"},
            "items": [event("Pod", "web-1-a", "BackOff")],
        }

    server.answers[path] = events
    found = look(server, Limits(pages=2))
    assert [one.reason for one in found.events] == ["BackOff", "BackOff", "FailedMount"]
    assert found.unread == ("only the first 2 events were read",)


def test_the_events_of_its_node(server: Server) -> None:
    """They stand in another namespace; other nodes' are left out."""
    server.items(
        "/api/v1/namespaces/default/events",
        event("Node", "node-1", "SystemOOM", namespace=""),
        event("Node", "node-2", "SystemOOM", namespace=""),
    )
    found = look(server)
    assert [str(one.about) for one in found.events if one.reason == "SystemOOM"] == ["Node/node-1"]


def test_a_large_log_keeps_its_end(server: Server) -> None:
    """The API cuts at the end, so fewer lines are asked for until all of them fit."""
    whole = b"".join(b"line %d\n" % number for number in range(1000))

    def log(query: Query) -> Answer:
        lines = whole.splitlines(keepends=True)[-int(query["tailLines"]) :]
        return 200, b"".join(lines)[: int(query["limitBytes"])]

    server.answers[f"{NAMESPACE}/pods/web-1-a/log"] = log
    (read,) = look(server, Limits(size=2000)).logs
    assert read.text.splitlines() == [f"line {number}" for number in range(900, 1000)]
    assert read.truncated


def test_a_namespace_that_is_not_there(server: Server) -> None:
    """An empty list alone would look like a namespace in which all is well."""
    server.answers["/api/v1/namespaces/nowhere"] = GONE
    found = snapshot(Selection("nowhere", access=server.access))
    assert (found.pods, found.workloads) == ((), ())
    assert found.unread == ("there is no namespace nowhere",)


def test_all_namespaces(server: Server) -> None:
    """`*` asks without one."""
    server.items("/api/v1/pods", pod("web-1-a"))
    found = snapshot(Selection("*", access=server.access))
    assert [str(one.ref) for one in found.pods] == ["Pod/shop/web-1-a"]
    assert found.looked_at[0].startswith("all namespaces: 1 of 1 pods")


def test_no_cluster(tmp_path: object) -> None:
    """No kubeconfig, one that is none, nobody at its address: a sentence, and nothing else."""
    with serving() as server:
        gone = server.access
    for access in (gone, Access(kubeconfig=f"{tmp_path}/none"), Access(kubeconfig="a: [\n")):
        found = snapshot(Selection("shop", access=access))
        assert found == replace(
            Snapshot(), platform=found.platform, taken=found.taken, unread=found.unread
        )
        (said,) = found.unread
        assert said.startswith("the cluster could not be asked: ")


def test_a_context_that_is_not_there(server: Server) -> None:
    """It is named."""
    access = replace(server.access, context="nowhere")
    (said,) = snapshot(Selection("shop", access=access)).unread
    assert said.startswith("the cluster could not be asked: ")


def test_inside_of_an_event_loop_and_from_many_threads(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    """The gate's provider runs one; nothing is printed."""

    async def inside() -> Snapshot:
        return look(server)

    assert asyncio.run(inside()).pods
    found: list[Snapshot] = []
    threads = [threading.Thread(target=lambda: found.append(look(server))) for _ in range(5)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [[pod.ref for pod in one.pods] for one in found] == [[Ref("Pod", "web-1-a", "shop")]] * 5
    assert capfd.readouterr() == ("", "")
