"""What of a live cluster is judged."""

from collections.abc import Iterable
from typing import Any

import pytest

from collect.kubernetes import Answer, Kind, Unread
from ops.check.reading import live
from ops.check.reading.found import Trouble
from ops.check.reading.live import KINDS, read_cluster


def named(kind: str, name: str, **metadata: Any) -> dict[str, Any]:
    """An object as the cluster shows it."""
    return {"apiVersion": "v1", "kind": kind, "metadata": {"name": name, **metadata}}


def test_a_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Owned objects, what every cluster makes, and other namespaces are left out."""
    owned = {"ownerReferences": [{"kind": "ReplicaSet", "controller": True}]}
    answers: list[Answer] = [
        named("Pod", "bare"),
        named("Pod", "owned", **owned),
        named("ConfigMap", "kube-root-ca.crt"),
        named("Namespace", "shop"),
        named("Namespace", "other"),
        Unread(KINDS[0], 403),
        Unread(KINDS[1], 404),
    ]
    asked = []

    def ask(kinds: Iterable[Kind], namespace: str | None, context: str | None) -> list[Answer]:
        asked.append((tuple(kinds), namespace, context))
        return answers

    monkeypatch.setattr(live, "ask", ask)
    reading = read_cluster(["shop", "*"], "home")
    keys = [(one.key, one.file, line("spec")) for one, line in reading.found if hasattr(one, "key")]
    assert keys == [
        ("Pod//bare", "cluster:shop", 0),
        ("Namespace//shop", "cluster:shop", 0),
        ("Pod//bare", "cluster:*", 0),
        ("Namespace//shop", "cluster:*", 0),
        ("Namespace//other", "cluster:*", 0),
    ]
    no_access = "no access to its deployments: they are not judged"
    assert reading.troubles == [
        Trouble("cluster:shop", 0, no_access),
        Trouble("cluster:*", 0, no_access),
    ]
    assert asked == [(KINDS, "shop", "home"), (KINDS, None, "home")]


def test_secrets_are_never_asked_for() -> None:
    """No rule needs them, so nobody has to allow it."""
    assert "Secret" not in {one.name for one in KINDS}
