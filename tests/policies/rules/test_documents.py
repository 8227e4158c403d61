"""From parsed documents to objects."""

from typing import Any

import pytest

from policies.rules.documents import objects_in


def _thing(name: str) -> dict[str, Any]:
    return {"kind": "Pod", "metadata": {"name": name}}


@pytest.mark.parametrize(
    ("document", "names"),
    [
        (_thing("one"), ["one"]),
        ({"kind": "List", "items": [_thing("one"), _thing("two")]}, ["one", "two"]),
        ({"kind": "PodList", "items": [_thing("one")]}, ["one"]),
        ({"kind": "List", "items": [{"kind": "List", "items": [_thing("one")]}, 7]}, ["one"]),
        ({"kind": "PodList", "items": [{"metadata": {"name": "bare"}}]}, ["bare"]),
        ({"kind": "List", "items": []}, []),
        ({"kind": "List", "metadata": {"name": "odd"}}, ["odd"]),
        ({"kind": ["Pod"], "metadata": {"name": "odd"}}, ["odd"]),
        ({}, [""]),
        (None, []),
        ("text", []),
        ([_thing("one")], []),
    ],
)
def test_objects(document: Any, names: list[str]) -> None:
    """A List is its items, however deep; what is no mapping is no object."""
    assert [one.name for one in objects_in(document)] == names


def test_typed_list() -> None:
    """What a typed list leaves out of its items is the list's; what they say themselves stays."""
    items: list[Any] = [
        {"metadata": {"name": "bare"}},
        {"apiVersion": "apps/v1beta1", "kind": "Deployment", "metadata": {"name": "full"}},
    ]
    found = objects_in({"apiVersion": "apps/v1", "kind": "DeploymentList", "items": items})
    assert [(one.api_version, one.key) for one in found] == [
        ("apps/v1", "Deployment//bare"),
        ("apps/v1beta1", "Deployment//full"),
    ]
