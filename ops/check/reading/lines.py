"""From a path such as `spec.containers[0].image` to its line."""

import re
from functools import lru_cache

from ops.check.reading.found import LineOf
from ops.check.reading.nodes import MappingNode, Node, SequenceNode

_STEP = re.compile(r"\[\"?([^\"\]]*)\"?\]|([^.\[\]]+)")

_ENDS = ("", ".", "[")
_DOTTED = "\0dotted"
"""No key, but the mark of a mapping in which some key has a dot."""

Steps = tuple[tuple[str, int], ...]
"""The words of a path, and where in it each one ends."""


@lru_cache(maxsize=8192)
def steps(path: str) -> Steps:
    """The words of a path; a large run asks for the same few again and again."""
    return tuple((one[2] or one[1], one.end()) for one in _STEP.finditer(path))


class Lines:
    """Where the values of a document stand. `before` is the number of lines above it."""

    def __init__(self, node: Node, before: int = 0) -> None:
        self._node = node
        self._first = before + 1
        self._children: dict[int, dict[str, tuple[int, Node]]] = {}

    def below(self, base: str) -> LineOf:
        """The line of each path below this one."""
        return lambda path: self.line(f"{base}.{path}" if base and path else base or path)

    def line(self, path: str) -> int:
        """The line (from 1) of a path, or of what is there of it."""
        node, line = self._node, _start(self._node)
        rest = path
        while rest:
            at, node, end = self._walk(node, rest)
            line = at or line
            if not end:
                break
            rest = rest[end:].lstrip(".")
        return self._first + line

    def _walk(self, node: Node, path: str) -> tuple[int, Node, int]:
        """As far down as plain words lead, and over one key with dots in it."""
        line = end = 0
        for word, after in steps(path):
            children = self._under(node)
            found = children.get(word)
            if found is None or (_DOTTED in children and path[end : end + 1] != "["):
                return self._dotted(node, path[end:].lstrip("."), line, path)
            (line, node), end = found, after
        return line, node, len(path)

    def _dotted(self, node: Node, rest: str, line: int, path: str) -> tuple[int, Node, int]:
        """Over the longest key that the rest begins with; 0 as the end if there is none."""
        children = self._under(node)
        fitting = [
            one for one in children if rest.startswith(one) and rest[len(one) :][:1] in _ENDS
        ]
        best = max(fitting, key=len, default="")
        if not best:
            return line, node, 0
        line, node = children[best]
        return line, node, len(path) - len(rest) + len(best)

    def _under(self, node: Node) -> dict[str, tuple[int, Node]]:
        """The keys or indexes of a node, each with its line and its value."""
        known = self._children.get(id(node))
        if known is None:
            known = self._children[id(node)] = _children(node)
        return known


def _children(node: Node) -> dict[str, tuple[int, Node]]:
    if isinstance(node, MappingNode):
        found = {str(key.value): (_start(key), value) for key, value in node.value}
        if any("." in key for key in found):
            found[_DOTTED] = (0, node)
        return found
    if isinstance(node, SequenceNode):
        return {str(index): (_start(one), one) for index, one in enumerate(node.value)}
    return {}


def _start(node: Node) -> int:
    return node.start_mark.line if node.start_mark else 0
