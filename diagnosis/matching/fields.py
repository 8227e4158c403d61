"""Reads values out of nodes, and says in one sentence what else was expected."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from diagnosis.matching.nodes import Node

_Word = TypeVar("_Word", bound=StrEnum)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class RefusedError(Exception):
    """A pattern, or a whole file, that can't be taken; `line` counts from 1."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


def mapping(node: Node, what: str, known: Iterable[str]) -> dict[str, Node]:
    """The node's entries; each key is one of `known` and is there once."""
    if not isinstance(node.value, dict):
        raise RefusedError(node.line, f"{what} must be a mapping")
    for key in node.doubled:
        raise RefusedError(key.line, f"{what} says {key.value} twice")
    for key, value in node.value.items():
        if key not in known:
            choices = ", ".join(known)
            raise RefusedError(value.line, f"{what} knows no {key}; it knows {choices}")
    return node.value


def text(node: Node | None, what: str) -> str:
    """The node's text, which is not blank; empty where the node is missing."""
    if node is None:
        return ""
    if not isinstance(node.value, str) or not node.value.strip():
        hint = "" if isinstance(node.value, list | dict | str) else ": write it in quotes"
        raise RefusedError(node.line, f"{what} must be text{hint}")
    return node.value


def name(node: Node | None, what: str) -> str:
    """A name: letters, digits, dots and dashes; empty where the node is missing."""
    read = text(node, what)
    if node is not None and not _NAME.fullmatch(read):
        raise RefusedError(node.line, f"{what} must be letters, digits, dots and dashes: {read}")
    return read


def number(node: Node, what: str) -> int:
    """A whole number."""
    if not isinstance(node.value, int) or isinstance(node.value, bool):
        raise RefusedError(node.line, f"{what} must be a whole number")
    return node.value


def truth(node: Node, what: str) -> bool:
    """True or false."""
    if not isinstance(node.value, bool):
        raise RefusedError(node.line, f"{what} must be true or false")
    return node.value


def items(node: Node | None, what: str) -> list[Node]:
    """The entries of a list, which has one at least; none where the node is missing."""
    if node is None:
        return []
    if not isinstance(node.value, list) or not node.value:
        raise RefusedError(node.line, f"{what} must be a list with at least one entry")
    return node.value


def texts(node: Node | None, what: str) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(text(one, f"each of {what}") for one in items(node, what))


def names(node: Node | None, what: str) -> tuple[str, ...]:
    """A list of names."""
    return tuple(name(one, f"each of {what}") for one in items(node, what))


def word(node: Node, what: str, choices: type[_Word]) -> _Word:
    """One of the enumeration's words."""
    known = [str(one) for one in choices]
    if node.value not in known:
        raise RefusedError(node.line, f"{what} must be one of {', '.join(known)}")
    return choices(node.value)


def words(node: Node | None, what: str, choices: type[_Word]) -> tuple[_Word, ...]:
    """A list of the enumeration's words."""
    return tuple(word(one, f"each of {what}", choices) for one in items(node, what))


def table(node: Node | None, what: str) -> Mapping[str, str]:
    """A mapping of names to texts; empty where the node is missing."""
    if node is None:
        return {}
    entries = mapping(node, what, node.value if isinstance(node.value, dict) else ())
    return {key: text(value, f"{what}.{key}") for key, value in entries.items()}
