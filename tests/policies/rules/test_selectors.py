"""Label selectors, and the indexes over them."""

from typing import Any

import pytest

from policies.rules.selectors import LabelIndex, SelectorIndex, selects
from policies.rules.subjects import Object, mapping
from policies.rules.unknown import Undecided, Unknown

LABELS = {"app": "api", "tier": "web", "version": 2}


def _expression(key: str, operator: str, *values: str) -> dict[str, Any]:
    return {"matchExpressions": [{"key": key, "operator": operator, "values": list(values)}]}


@pytest.mark.parametrize(
    ("selector", "answer"),
    [
        ({}, True),
        ({"matchLabels": {"app": "api"}}, True),
        ({"matchLabels": {"app": "api", "tier": "db"}}, False),
        ({"matchLabels": {"other": "api"}}, False),
        ({"matchLabels": {"version": "2"}}, True),
        (_expression("app", "In", "web", "api"), True),
        (_expression("app", "In"), False),
        (_expression("app", "NotIn", "api"), False),
        (_expression("other", "NotIn", "api"), True),
        (_expression("app", "Exists"), True),
        (_expression("other", "Exists"), False),
        (_expression("app", "DoesNotExist"), False),
        (_expression("other", "DoesNotExist"), True),
        (_expression("version", "In", "2"), True),
        (_expression("app", "Like", "api"), False),
        ({"matchLabels": {"app": "api"}, **_expression("tier", "NotIn", "web")}, False),
    ],
)
def test_selects(selector: dict[str, Any], answer: bool) -> None:
    """Every term must hold; an absent label is in no list."""
    assert selects(selector, LABELS) is answer


def _service(name: str, selector: Any, namespace: str = "") -> Object:
    metadata = {"name": name, **({"namespace": namespace} if namespace else {})}
    spec = {"selector": {"matchLabels": selector} if selector is not None else None}
    return Object({"kind": "Service", "metadata": metadata, "spec": spec})


def _index(*services: Object) -> SelectorIndex:
    return SelectorIndex(services, lambda one: mapping(one.spec.get("selector")) or None)


def test_selector_index() -> None:
    """Objects are found by what they select, in their namespace only."""
    index = _index(
        _service("one", {"app": "api"}),
        _service("two", {"tier": "web", "app": "api"}, "default"),
        _service("three", {"app": "api"}, "shop"),
        _service("four", {"app": "web"}),
        _service("five", None),
    )
    assert [one.name for one in index.matching("default", LABELS)] == ["one", "two"]
    assert [one.name for one in index.matching("shop", LABELS)] == ["three"]
    assert index.matching("none", LABELS) == []


def test_selector_index_unknown() -> None:
    """An object that may select the labels leaves "none" undecided, but not "this one"."""
    index = _index(_service("one", {"app": Unknown("at")}), _service("two", {"app": "web"}))
    assert [one.name for one in index.matching("default", {"app": "web"})] == ["two"]
    with pytest.raises(Undecided):
        index.matching("default", {"app": "api"})


def _pod(name: str, labels: Any, namespace: str = "default") -> Object:
    metadata = {"name": name, "namespace": namespace, "labels": labels}
    return Object({"kind": "Pod", "metadata": metadata})


def test_label_index() -> None:
    """Pods are found by a selector, with or without a label to start from."""
    index = LabelIndex(
        [
            _pod("one", {"app": "api"}),
            _pod("two", {"app": 1}),
            _pod("three", {"app": "api"}, "shop"),
        ]
    )
    found = index.selected("default", {"matchLabels": {"app": "api"}})
    assert [one.name for one in found] == ["one"]
    assert [one.name for one in index.selected("default", {})] == ["one", "two"]
    numbered = index.selected("default", {"matchLabels": {"app": "1"}})
    assert [one.name for one in numbered] == ["two"]


def test_label_index_unknown() -> None:
    """A pod whose labels are not known yet leaves "none" undecided."""
    index = LabelIndex([_pod("one", Unknown("labels"))])
    with pytest.raises(Undecided):
        index.selected("default", {"matchLabels": {"app": "api"}})
