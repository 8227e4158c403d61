"""From Pulumi resources to what rules look at."""

from typing import Any

import pytest

from policies.pack.marks import Marks
from policies.pack.reading import kubernetes_data, owner_of, subject


@pytest.mark.parametrize(
    ("parent", "owner"),
    [
        ("urn:pulumi:dev::p::shipshape:index:KubernetesService::api", "KubernetesService api"),
        ("urn:pulumi:dev::p::a:b:Outer$shipshape:index:ServiceImage::api", "ServiceImage api"),
        ("urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev", ""),
        ("", ""),
    ],
)
def test_the_component_that_made_it(parent: str, owner: str) -> None:
    """Its class and its name; the stack itself is none."""
    assert owner_of(parent) == owner


@pytest.mark.parametrize(
    ("type_", "data"),
    [
        ("kubernetes:core/v1:Pod", {"apiVersion": "v1", "kind": "Pod"}),
        ("kubernetes:apps/v1:Deployment", {"apiVersion": "apps/v1", "kind": "Deployment"}),
        ("kubernetes:apps/v1:DeploymentPatch", None),
        ("kubernetes:helm.sh/v3:Release", None),
        ("kubernetes:yaml/v2:ConfigGroup", None),
        ("aws:lambda/function:Function", None),
        ("pulumi:providers:kubernetes", None),
    ],
)
def test_which_resources_are_objects(type_: str, data: dict[str, Any] | None) -> None:
    """The token tells kind and version where the inputs don't."""
    assert kubernetes_data(type_, {}) == data


def test_a_subject_has_a_resource_and_perhaps_an_object() -> None:
    """Both know the component."""
    urn = "urn:pulumi:dev::p::kubernetes:core/v1:Pod::a"
    parent = "urn:pulumi:dev::p::shipshape:index:KubernetesService::api"
    found = subject(urn, "kubernetes:core/v1:Pod", {"spec": {}}, frozenset({"spec"}), parent)
    assert found.object is not None
    assert found.object.data == {"apiVersion": "v1", "kind": "Pod", "spec": {}}
    assert found.object.owner == found.resource.owner == "KubernetesService api"
    assert (found.resource.name, found.resource.secrets) == ("a", frozenset({"spec"}))


def test_secrets_are_hidden_longest_first() -> None:
    """A secret may be a part of another; a short one would tear words apart."""
    marks = Marks([("a", "horse"), ("b", ["horse-battery", {"c": "abc"}]), ("d", 7)])
    assert marks.paths == frozenset({"a", "b", "d"})
    assert marks.hidden("horse-battery, horse and abc") == "[secret], [secret] and abc"
    assert Marks([]).hidden("horse") == "horse"
