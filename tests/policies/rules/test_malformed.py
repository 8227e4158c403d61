"""A whole application, with one node at a time replaced by what should not stand there."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from policies.rules import registered
from policies.rules.judge import judge_world
from policies.rules.subjects import Object, World
from policies.rules.unknown import Unknown

from .cases import HERE

ODD: list[Any] = [None, "text", 7, True, [], ["a"], [None], {}, {"a": None}, [[1]], 1.5, ""]
APPLICATION: list[dict[str, Any]] = list(
    yaml.safe_load_all((HERE / "application.yaml").read_text())
)
RULES = list(registered().values())

Path = tuple[str | int, ...]


def _nodes(value: Any, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    inner = enumerate(value) if isinstance(value, list) else ()
    for key, one in value.items() if isinstance(value, dict) else inner:
        yield from _nodes(one, (*path, key))


def _replaced(value: Any, path: Path, odd: Any) -> Any:
    if not path:
        return odd
    changed = copy.copy(value)
    changed[path[0]] = _replaced(value[path[0]], path[1:], odd)
    return changed


def _broken(application: list[Any]) -> set[tuple[str, str]]:
    results = judge_world(RULES, World(tuple(Object(one) for one in application)))
    return {(one.rule.id, one.message) for one in results if "could not judge" in one.message}


@pytest.mark.parametrize("document", APPLICATION, ids=lambda one: one["kind"])
def test_odd_node(document: dict[str, Any]) -> None:
    """No rule breaks, neither on the document nor on those that refer to it."""
    others = [one for one in APPLICATION if one is not document]
    broken: dict[tuple[str, str], str] = {}
    for path in _nodes(document):
        for odd in ODD:
            for found in _broken([_replaced(document, path, odd), *others]):
                broken.setdefault(found, f"{path} = {odd!r}")
    assert broken == {}


@pytest.mark.parametrize("document", APPLICATION, ids=lambda one: one["kind"])
def test_unknown_node(document: dict[str, Any]) -> None:
    """A value that is not known yet breaks no rule either."""
    others = [one for one in APPLICATION if one is not document]
    broken: dict[tuple[str, str], str] = {}
    for path in _nodes(document):
        unknown = Unknown(".".join(map(str, path)))
        for found in _broken([_replaced(document, path, unknown), *others]):
            broken.setdefault(found, str(path))
    assert broken == {}
