"""From nodes to plain data, as Kubernetes reads it."""

from collections.abc import Callable
from typing import Any

from ops.check.reading.nodes import PLAIN, Malformed, MappingNode, Node, ScalarNode
from ops.check.reading.scalars import key_of, value_of

Warn = Callable[[int, str], None]
"""Told the line (from 0, within the chunk) and what is doubtful there."""

_TAG = "tag:yaml.org,2002:"
_MERGE = "<<"
_TYPED = frozenset({f"{_TAG}{name}" for name in ("int", "float", "bool", "null")})


def build(node: Node, warn: Warn) -> Any:
    """The data of a node. Tags that are not YAML's own are left out of account.

    Raises Malformed, with the line within the chunk, for a key that is no scalar.
    """
    return _build(node, {}, warn)


def _build(node: Node, known: dict[int, Any], warn: Warn) -> Any:
    if node.__class__ is ScalarNode:
        tag = node.tag
        return value_of(node.value) if tag is PLAIN or tag in _TYPED else node.value
    if id(node) in known:
        return known[id(node)]
    if node.__class__ is MappingNode:
        made: Any = _mapping(node, known, warn)
    else:
        made = [_build(one, known, warn) for one in node.value]
    known[id(node)] = made
    return made


def _mapping(node: Node, known: dict[int, Any], warn: Warn) -> dict[str, Any]:
    made: dict[str, Any] = {}
    merged: list[Node] = []
    for key, value in node.value:
        if key.__class__ is not ScalarNode:
            raise Malformed(key.start_mark.line + 1, "a key has to be a word, not a collection")
        name = key.value
        if key.tag is PLAIN:
            if name == _MERGE:
                merged.append(value)
                continue
            name = key_of(name)
        if name in made:
            warn(key.start_mark.line, f"the key {name!r} stands twice here: the last one counts")
        made[name] = _build(value, known, warn)
    return _merge(made, merged, known, warn) if merged else made


def _merge(
    own: dict[str, Any], merged: list[Node], known: dict[int, Any], warn: Warn
) -> dict[str, Any]:
    sources = [_build(one, known, warn) for one in merged]
    made: dict[str, Any] = {}
    for source in sources:
        for one in source if isinstance(source, list) else [source]:
            if isinstance(one, dict):
                made = {**one, **made}
    return {**made, **own}
