"""Foreign changes before an update: whose they are, which it would undo, what is said of them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from drift.model import Class, Difference
from ops.drift.foreign import Foreign, is_foreign, look, settle, told
from ops.drift.recorded import Recorded, record, recorded

SCALED = Difference(
    "Deployment/shop/web",
    "spec.replicas",
    Class.DRIFT,
    desired=2,
    live=5,
    manager="kubectl-scale",
    time="2026-11-23T09:00:00Z",
    urn="urn:web",
)
SCALED_LINE = "drift: Deployment/shop/web spec.replicas: 2 declared, 5 live"
LABELLED = Difference("Service/shop/api", "metadata.labels.tier", Class.DRIFT, urn="urn:api")
CONFIG = (
    "apiVersion: v1\nkind: Config\nclusters: [{name: c, cluster: {server: 'http://127.0.0.1:9'}}]\n"
)
CONFIG += "contexts: [{name: x, context: {cluster: c, user: u}}]\ncurrent-context: x\nusers: []\n"


@pytest.mark.parametrize(
    ("cls", "manager", "foreign"),
    [
        (Class.DRIFT, "kubectl-edit", True),
        (Class.DRIFT, "", True),
        (Class.DRIFT, "pulumi-kubernetes-1a2b3c4d", False),
        (Class.OWNED_BY_OTHER, "kube-controller-manager", False),
        (Class.INJECTED, "istio", False),
        (Class.EXCLUDED, "kubectl-edit", False),
        (Class.MISSING, "", False),
    ],
)
def test_whose_change_it_is(cls: Class, manager: str, foreign: bool) -> None:
    """Drift of somebody else; what we left half done ourselves, an update mends."""
    assert is_foreign(Difference("Pod//a", "spec", cls, manager=manager)) == foreign


def test_only_what_the_update_touches_is_undone() -> None:
    """None of it where it touches other resources, all where nobody knows."""
    found = Foreign((SCALED, LABELLED))
    assert found.within({"urn:web", "urn:other"}) == (SCALED,)
    assert found.within(set()) == ()
    assert found.within(None) == (SCALED, LABELLED)


def test_a_line_for_each() -> None:
    """Who and when where it is known; long values are cut."""
    long = Difference("ConfigMap/shop/web", "data.page", Class.DRIFT, "x" * 80, None)
    assert list(told([SCALED, long])) == [
        f"{SCALED_LINE}, by kubectl-scale at 2026-11-23T09:00:00Z",
        f"drift: ConfigMap/shop/web data.page: {'x' * 60}... declared, nothing live",
    ]


@pytest.mark.parametrize(
    ("found", "touched", "kept"),
    [
        (Foreign(), {"urn:web"}, False),
        (Foreign((SCALED,)), {"urn:web"}, False),
        (Foreign((SCALED,)), None, False),
        (Foreign((SCALED, LABELLED)), {"urn:web"}, True),
        (Foreign(unread=("no access to secrets",)), {"urn:web"}, True),
    ],
)
def test_an_update_settles_what_was_recorded(
    tmp_path: Path, found: Foreign, touched: set[str] | None, kept: bool
) -> None:
    """Unless some of it was left alone, or could not be seen."""
    record(tmp_path, "dev", Recorded(datetime.now(UTC), "", {"differences": []}))
    settle(tmp_path, "dev", found, touched)
    assert (recorded(tmp_path, "dev") is not None) == kept


def _engine(folder: Path, answer: str, code: int = 0) -> Path:
    """An engine that answers one thing, whatever it is asked."""
    (folder / "answer").write_text(answer)
    engine = folder / "pulumi"
    engine.write_text(f'#!/bin/sh\ncat "{folder}/answer"\nexit {code}\n')
    engine.chmod(0o755)
    return engine


def test_what_cannot_be_looked_at_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No engine, a cluster that is gone, waivers that are no YAML: the update still may try."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    _engine(tmp_path, "error: no stack named 'dev' found\n", 255)
    assert look(tmp_path, "dev") == Foreign(
        unread=("`pulumi stack export` failed: error: no stack named 'dev' found",)
    )
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "config"))
    (tmp_path / "config").write_text(CONFIG)
    (tmp_path / "waivers.yaml").write_text("[")
    resource = {
        "urn": "urn:pulumi:dev::shop::kubernetes:core/v1:ConfigMap::web",
        "type": "kubernetes:core/v1:ConfigMap",
        "custom": True,
        "inputs": {"metadata": {"name": "web", "namespace": "shop"}, "data": {"a": "b"}},
    }
    _engine(tmp_path, json.dumps({"deployment": {"resources": [resource]}}))
    found = look(tmp_path, "dev")
    assert found.changes == ()
    assert found.unread[0].startswith(f"{tmp_path / 'waivers.yaml'}:1 is no YAML: ")
    assert found.unread[1].startswith("the cluster could not be asked: ")


def test_a_stack_without_objects_asks_no_cluster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first update, or a stack of something else."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "nowhere"))
    _engine(tmp_path, json.dumps({"deployment": {}}))
    assert look(tmp_path, "dev") == Foreign()
