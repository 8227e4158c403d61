"""YAML as nodes that know their lines, built from events: no nesting can exhaust the stack."""

from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 8
"""Levels of nesting; a pattern needs five."""
_OPENING: dict[Any, Any] = {yaml.MappingStartEvent: dict, yaml.SequenceStartEvent: list}
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_LONGEST_WORD = 18
"""Characters of a number, true, false or null."""
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class MalformedError(Exception):
    """What was read is no YAML, or none that a pattern file has a use for."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


class Node:
    """A value and the line it starts on, counted from 1.

    `value` is str, int, bool, None, a list of nodes or a dict of nodes. `doubled` are the keys that
    a mapping says twice, at the second one's line.
    """

    __slots__ = ("doubled", "line", "value")

    def __init__(self, value: Any, line: int) -> None:
        self.value = value
        self.line = line
        self.doubled: tuple[Node, ...] = ()


def compose(text: str) -> Node:
    """The one document of `text`; None where it is empty. Raises MalformedError."""
    try:
        return _built(_LOADER(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise MalformedError(line, f"this is no YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        sentence = "this is no YAML: it holds a character that YAML does not allow"
        raise MalformedError(1, sentence) from error


def _built(parser: Any) -> Node:
    root = Node([], 1)
    open_nodes = [root]
    keys: list[Node | None] = [None]  # beside each open mapping, the key that awaits its value
    while (kind := type(event := parser.get_event())) is not yaml.StreamEndEvent:
        if kind is yaml.ScalarEvent:
            _put(open_nodes[-1], keys, Node(_scalar(event), _line(event)))
        elif kind in _OPENING:
            node = Node(_OPENING[kind](), _line(event))
            _put(open_nodes[-1], keys, node)
            open_nodes.append(node)
            keys.append(None)
            if len(open_nodes) > _DEEPEST:
                raise MalformedError(node.line, f"nested more than {_DEEPEST} levels deep")
        elif kind in _CLOSING:
            open_nodes.pop()
            keys.pop()
        elif kind is yaml.AliasEvent:
            sentence = f"*{event.anchor} stands for another value: write it out"
            raise MalformedError(_line(event), sentence)
    return _only(root)


def _only(root: Node) -> Node:
    if len(root.value) > 1:
        raise MalformedError(root.value[1].line, "a pattern file holds one document")
    return root.value[0] if root.value else Node(None, 1)


def _line(event: Any) -> int:
    return event.start_mark.line + 1  # type: ignore[no-any-return]


def _put(parent: Node, keys: list[Node | None], node: Node) -> None:
    if isinstance(parent.value, list):
        parent.value.append(node)
    elif keys[-1] is None:
        if not isinstance(node.value, str):
            raise MalformedError(node.line, "a key must be text")
        keys[-1] = node
        if node.value in parent.value:
            parent.doubled += (node,)
    else:
        parent.value[keys[-1].value] = node
        keys[-1] = None


def _scalar(event: Any) -> str | int | bool | None:
    """Plain numbers, true, false and null are what they look like; all else is text."""
    text: str = event.value
    if not event.implicit[0] or len(text) > _LONGEST_WORD:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() else text
