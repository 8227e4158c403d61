"""Comparing a stack with its clusters, and putting back, with clusters that are played."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from collect.rollout import Access
from drift.aws.compare import compare_resources
from drift.context import Context
from drift.model import Desired, Resource
from ops.drift.acting import adopt, revert
from ops.drift.declared import Declared
from ops.drift.running import Outcome, compare_stack
from ops.exits import Exit, Stopped
from tests.collect.live.api_server import FORBIDDEN, GONE, Server, serving

CONTEXT = Context(datetime(2026, 11, 23, tzinfo=UTC))
NAMESPACE = "/api/v1/namespaces/shop"
APPS = "/apis/apps/v1/namespaces/shop"
SCALERS = "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers"
Object = dict[str, Any]


def kinds(**named: str) -> Object:
    """The kinds of a group and version."""
    listed = [{"kind": kind, "name": name, "namespaced": True} for kind, name in named.items()]
    return {"resources": listed}


def config_map(value: str, name: str = "web", **metadata: Any) -> Object:
    """A ConfigMap with one value."""
    return {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": name, "namespace": "shop", **metadata},
        "data": {"MODE": value},
    }


SECRET = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "keys", "namespace": "shop"}}
DEPLOYMENT = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {"name": "web", "namespace": "shop"},
    "spec": {"replicas": 2},
}


@pytest.fixture
def servers() -> Iterator[tuple[Server, Server]]:
    """Two clusters; the second has another value in an object of the same name."""
    with ExitStack() as stack:
        near, far = stack.enter_context(serving()), stack.enter_context(serving())
        for server, value, version in ((near, "fast", "1"), (far, "slow", "2")):
            server.answers["/api/v1/"] = (200, kinds(ConfigMap="configmaps", Secret="secrets"))
            server.answers["/apis/apps/v1/"] = (200, kinds(Deployment="deployments"))
            scalers = kinds(HorizontalPodAutoscaler="horizontalpodautoscalers")
            server.answers["/apis/autoscaling/v2/"] = (200, scalers)
            live = config_map(value, resourceVersion=version)
            server.items(f"{NAMESPACE}/configmaps", live, config_map("x", "other"))
        yield near, far


def desired(object_: Object) -> Desired:
    """An object as a state has it."""
    urn = f"urn:{object_['kind']}:{object_['metadata']['name']}"
    return Desired(object_, urn, object_)


def compared(*clusters: tuple[Server, list[Object]], context: Context = CONTEXT) -> Outcome:
    """What differs in these clusters."""
    declared = {server.access: tuple(map(desired, objects)) for server, objects in clusters}
    return compare_stack(Declared(declared, (), {"urn:ConfigMap:web": "pulumi-x"}), context)


def told(outcome: Outcome) -> list[tuple[str, str, str]]:
    """What was found."""
    return [(one.object, one.path, str(one.cls)) for one in outcome.report.differences]


def test_one_unreachable_cluster_hides_no_other(servers: tuple[Server, Server]) -> None:
    """It is named, and how much was not compared; the other is compared."""
    _, far = servers
    with serving() as gone:
        access = gone.access
    near = tuple(map(desired, [config_map("fast"), SECRET]))
    declared = Declared({access: near, far.access: (desired(config_map("fast")),)})
    outcome = compare_stack(declared, CONTEXT)
    assert told(outcome) == [("ConfigMap/shop/web", "data.MODE", "drift")]
    first, second = outcome.unread
    assert first.startswith(
        "the cluster of a provider's kubeconfig: the cluster could not be asked"
    )
    assert second.endswith(": 2 declared objects were not compared")


@pytest.mark.parametrize(
    ("access", "name"),
    [
        (Access("/nowhere/far.yaml"), "/nowhere/far.yaml"),
        (Access("/nowhere/far.yaml", "prod"), "prod"),
        (Access("{"), "a provider's kubeconfig"),
    ],
)
def test_what_a_cluster_is_called(
    servers: tuple[Server, Server], access: Access, name: str
) -> None:
    """By its context, else by the file that leads to it."""
    one = (desired(config_map("fast")),)
    outcome = compare_stack(Declared({access: one, servers[0].access: one}), CONTEXT)
    assert outcome.unread[0].startswith(f"the cluster of {name}: ")


def test_a_kind_without_rights_is_no_missing_object(servers: tuple[Server, Server]) -> None:
    """One line for it, and one for how much that leaves out."""
    near, _ = servers
    near.answers[f"{NAMESPACE}/secrets"] = FORBIDDEN
    outcome = compared((near, [config_map("fast"), SECRET]))
    assert (told(outcome), outcome.report.compared) == ([], 1)
    assert outcome.unread == (
        "no access to secrets in namespace shop",
        "1 declared object was not compared",
    )


def test_an_object_that_is_gone_is_missing(servers: tuple[Server, Server]) -> None:
    """Its kind was read, and it was not among them."""
    near, _ = servers
    outcome = compared((near, [config_map("fast"), config_map("x", "gone")]))
    assert told(outcome) == [("ConfigMap/shop/gone", "", "missing")]
    assert outcome.unread == ()


def test_autoscalers_are_asked_for_only_beside_replicas(servers: tuple[Server, Server]) -> None:
    """One in whose range the number is owns it; a cluster may lack them."""
    near, far = servers
    live = {**DEPLOYMENT, "spec": {"replicas": 4}}
    scaler = {
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {
            "minReplicas": 2,
            "maxReplicas": 5,
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
        },
    }
    near.items(f"{APPS}/deployments", live)
    near.items(SCALERS, scaler)
    assert told(compared((near, [DEPLOYMENT]))) == [
        ("Deployment/shop/web", "spec.replicas", "owned-by-other")
    ]
    far.items(f"{APPS}/deployments", live)
    far.answers["/apis/autoscaling/v2/"] = GONE
    outcome = compared((far, [DEPLOYMENT]))
    assert (told(outcome), outcome.unread) == (
        [("Deployment/shop/web", "spec.replicas", "drift")],
        (),
    )
    far.asked.clear()
    compared((far, [config_map("slow")]))
    assert "/apis/autoscaling/v2/" not in [path for path, _ in far.asked]


def test_unmanaged_objects_on_request(servers: tuple[Server, Server]) -> None:
    """Ours by their marks, of a kind and in a namespace that the stack has."""
    near, _ = servers
    ours = config_map("x", "left", labels={"app.kubernetes.io/managed-by": "pulumi"})
    near.items(f"{NAMESPACE}/configmaps", config_map("fast"), config_map("x", "other"), ours)
    declared = (near, [config_map("fast")])
    assert told(compared(declared)) == []
    asking = Context(CONTEXT.now, unmanaged=True)
    assert told(compared(declared, context=asking)) == [("ConfigMap/shop/left", "", "unmanaged")]


def test_each_cluster_gets_its_own_writes(servers: tuple[Server, Server]) -> None:
    """Objects of one name in two clusters are two objects; the owner is the provider's manager."""
    near, far = servers
    near.answers[f"{NAMESPACE}/configmaps/web"] = (200, {})
    gone = config_map("x", "gone")
    revert(compared((near, [config_map("fast"), gone]), (far, [config_map("fast")])), ask=False)
    [(path, query, _, made)] = near.written
    assert (path, made) == (f"{NAMESPACE}/configmaps/gone", gone)
    assert query == {"fieldManager": "shipshape"}
    [(path, query, _, operations)] = far.written
    assert (path, query) == (f"{NAMESPACE}/configmaps/web", {"fieldManager": "pulumi-x"})
    assert operations == [
        {"op": "replace", "path": "/metadata/resourceVersion", "value": "2"},
        {"op": "replace", "path": "/data/MODE", "value": "fast"},
    ]


def test_what_is_refused_is_told_object_by_object(
    servers: tuple[Server, Server], capsys: pytest.CaptureFixture[str]
) -> None:
    """A conflict, and an object of which something is not known: the others are written."""
    near, far = servers
    conflict = (409, {"message": "the object has been modified; please try again"})
    far.answers[f"{NAMESPACE}/configmaps/web"] = conflict
    sealed = config_map("04da6b54-80e4-46f7-96ec-b56ff0331ba9", "sealed")
    outcome = compared((near, [config_map("x", "gone")]), (far, [config_map("fast"), sealed]))
    with pytest.raises(Stopped, match="not all could be put back") as stopped:
        revert(outcome, ask=False)
    assert stopped.value.code is Exit.FINDINGS
    assert capsys.readouterr().err.splitlines() == [
        "not put back: ConfigMap/shop/sealed: what is declared is not known before the next update",
        "not put back: ConfigMap/shop/web: the object has been modified; please try again",
    ]
    assert len(near.written) == 1


def test_what_no_write_settles_is_told(
    servers: tuple[Server, Server], capsys: pytest.CaptureFixture[str]
) -> None:
    """What nothing declares, and a cloud's resources: with the command that does."""
    near, _ = servers
    ours = config_map("x", "left", labels={"app.kubernetes.io/managed-by": "pulumi"})
    near.items(f"{NAMESPACE}/configmaps", config_map("fast"), ours)
    asking = Context(CONTEXT.now, unmanaged=True)
    outcome = compared((near, [config_map("fast")]), context=asking)
    function = Resource("aws:lambda/function:Function", "chat", {"timeout": 3}, "urn:chat")
    cloud = compare_resources([function], {"urn:chat": None}, CONTEXT)
    with pytest.raises(Stopped, match="not all could be put back"):
        revert(replace(outcome, report=outcome.report + cloud), ask=False)
    assert capsys.readouterr().err.splitlines() == [
        f"not put back: {object_}: that is for `{command}` to do"
        for object_, command in (
            ("ConfigMap/shop/left", "kubectl delete configmap left --namespace shop"),
            ("aws:lambda/function:Function/chat", "pulumi up --refresh"),
        )
    ]
    assert near.written == []


def test_nobody_is_asked_without_a_terminal(servers: tuple[Server, Server]) -> None:
    """Nothing is written unless --yes says so."""
    near, _ = servers
    with pytest.raises(Stopped, match="give --yes to go ahead"):
        revert(compared((near, [config_map("other")])), ask=True)
    assert near.written == []


def test_settings_are_adopted_and_the_rest_is_told(
    servers: tuple[Server, Server],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A command for what a setting says, words in quotes as one; a line for what none does."""
    engine = tmp_path / "pulumi"
    engine.write_text(f'#!/bin/sh\nfor one; do echo "$one" >> {tmp_path}/said; done\n')
    engine.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    near, _ = servers
    marked: dict[str, Any] = {"annotations": {"shipshape.dev/component": "KubernetesService"}}
    live = {**config_map("two words", **marked), "immutable": True}
    near.items(f"{NAMESPACE}/configmaps", live)
    outcome = compared((near, [{**config_map("one", **marked), "immutable": False}]))
    with pytest.raises(Stopped, match="not all could be adopted"):
        adopt(outcome, "prod", ask=False)
    assert (tmp_path / "said").read_text().splitlines() == [
        "config",
        "set",
        "--path",
        "shipshape:env.MODE",
        "two words",
        "--stack",
        "prod",
    ]
    assert capsys.readouterr().err == (
        "not adopted: ConfigMap/shop/web immutable: no setting says this, change the program\n"
    )
