"""Differences, and which of them need a new object."""

from typing import Any

import pytest

from local.providers.kubernetes.diffing import confirmed, differences
from local.providers.kubernetes.replacements import replacing_paths
from local.providers.protocol import paths
from local.providers.protocol.differences import Change, Difference, ignoring
from local.providers.protocol.properties import UNKNOWN


def test_every_kind_of_difference() -> None:
    """Keys and elements that are added, dropped, changed or unknown."""
    live = {"same": 1, "less": 1, "more": "a", "list": [1, 2, 3], "short": [1], "kind": {"a": 1}}
    wanted = {
        "same": 1.0,
        "more": "b",
        "new": {"x": 1},
        "list": [1, 5],
        "short": [1, 2],
        "kind": [1],
        "later": UNKNOWN,
    }
    assert differences(live, wanted, []) == [
        Difference(("kind",), Change.UPDATE),
        Difference(("later",), Change.ADD),
        Difference(("less",), Change.DELETE),
        Difference(("list", 1), Change.UPDATE),
        Difference(("list", 2), Change.DELETE),
        Difference(("more",), Change.UPDATE),
        Difference(("new",), Change.ADD),
        Difference(("short", 1), Change.ADD),
    ]


def test_true_is_not_one() -> None:
    """Python says they are equal; Kubernetes does not."""
    assert differences({"a": 1}, {"a": True}, []) == [Difference(("a",), Change.UPDATE)]


def test_replacing_paths_match_above_and_below() -> None:
    """A change at, under, or bringing along such a path replaces."""
    replacing = [paths.read("spec.selector")]
    below = differences(
        {"spec": {"selector": {"a": 1}}}, {"spec": {"selector": {"a": 2}}}, replacing
    )
    above = differences({}, {"spec": {"selector": {"a": 2}}}, replacing)
    beside = differences({}, {"spec": {"replicas": 1}}, replacing)
    assert below == [Difference(("spec", "selector", "a"), Change.UPDATE, replaces=True)]
    assert above == [Difference(("spec",), Change.ADD, replaces=True)]
    assert beside == [Difference(("spec",), Change.ADD)]


def test_ignored_changes_are_left_out() -> None:
    """With everything below them."""
    found = [
        Difference(("spec", "replicas"), Change.UPDATE),
        Difference(("metadata", "labels", "a.b/c"), Change.ADD),
        Difference(("spec", "paused"), Change.UPDATE),
    ]
    ignored = ["spec.replicas", 'metadata.labels["a.b/c"]']
    assert ignoring(found, ignored) == [Difference(("spec", "paused"), Change.UPDATE)]


def test_spelling_is_no_difference() -> None:
    """What the server rewrites into what is live would change nothing."""
    live = {"cpu": "1", "replicas": 1, "memory": "1Gi"}
    wanted = {"cpu": "1000m", "empty": "", "replicas": 2, "memory": "2048Mi", "kept": 1}
    answer = {"cpu": "1", "replicas": 2, "memory": "2Gi", "kept": 1}
    found = differences(live, wanted, [])
    assert confirmed(found, live, wanted, answer) == [
        Difference(("kept",), Change.ADD),
        Difference(("memory",), Change.UPDATE),
        Difference(("replicas",), Change.UPDATE),
    ]


def _replaced(inputs: dict[str, Any], path: str, **options: bool) -> bool:
    flags = {"patch": False, "mutable_maps": False, "mutable_secrets": False, **options}
    covering = replacing_paths(inputs, **flags)
    return any(paths.covers(one, paths.read(path)) for one in covering)


@pytest.mark.parametrize(
    ("api_version", "kind", "path", "replaced"),
    [
        ("apps/v1", "Deployment", "metadata.name", True),
        ("apps/v1", "Deployment", "metadata.namespace", True),
        ("apps/v1", "Deployment", "spec.selector.matchLabels.app", True),
        ("apps/v1", "Deployment", "spec.template.spec.containers[0].image", False),
        ("apps/v1", "StatefulSet", "spec.volumeClaimTemplates", True),
        ("batch/v1", "Job", "spec.template.spec.containers[0].image", True),
        ("v1", "Pod", "spec.containers[1].image", True),
        ("v1", "Pod", "spec.nodeName", True),
        ("v1", "Service", "spec.clusterIP", True),
        ("v1", "Service", "spec.ports", False),
        ("v1", "PersistentVolumeClaim", "spec.storageClassName", True),
        ("v1", "PersistentVolumeClaim", "spec.resources.requests.storage", False),
        ("v1", "ConfigMap", "data.a", True),
        ("v1", "Secret", "data.a", True),
        ("v1", "Secret", "type", True),
        ("rbac.authorization.k8s.io/v1", "RoleBinding", "roleRef.name", True),
        ("example.com/v1", "Deployment", "spec.selector", False),
    ],
)
def test_fields_that_cannot_be_updated(
    api_version: str, kind: str, path: str, *, replaced: bool
) -> None:
    """Per kind, as the API has it."""
    assert _replaced({"apiVersion": api_version, "kind": kind}, path) is replaced


def test_values_may_be_declared_mutable() -> None:
    """By a setting of the provider; an immutable object is replaced even then."""
    config = {"apiVersion": "v1", "kind": "ConfigMap"}
    secret = {"apiVersion": "v1", "kind": "Secret"}
    assert not _replaced(config, "data.a", mutable_maps=True)
    assert not _replaced(secret, "data.a", mutable_secrets=True)
    assert _replaced(secret, "type", mutable_secrets=True)
    assert _replaced({**config, "immutable": True}, "data.a", mutable_maps=True)
    assert _replaced({**secret, "immutable": True}, "data.a", mutable_secrets=True)


def test_a_patch_is_only_replaced_for_another_object() -> None:
    """Its fields are given up one by one."""
    deployment = {"apiVersion": "apps/v1", "kind": "Deployment"}
    assert not _replaced(deployment, "spec.selector", patch=True)
    assert _replaced(deployment, "metadata.name", patch=True)
