"""From the text of a document to its nodes, which know their lines. The parser is libyaml's."""

import re
from typing import Any

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from ops.check.reading.chunks import Chunk

PLAIN = "plain"
"""The tag of a scalar that is neither quoted nor tagged: its value decides its type."""

DEPTH = 200
"""Levels of nesting that are read; Kubernetes' own schemas stay under 40."""
SIZE = 1_000_000
"""Values of one document, counted with each alias in full."""

# libyaml's composer recurses: what could nest deeply is looked through before it is composed.
_NESTED = re.compile(r"\n {100}|(?:[-?:][ \t]+){50}")


class Malformed(Exception):
    """A document that can't be read; `line` counts from 1 within the file."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class _Parser(CParser):
    """The C parser alone: types are resolved later, where they are wanted."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)

    def resolve(self, _kind: Any, _value: Any, implicit: Any) -> str:
        """Tell plain scalars from quoted ones; collections get a tag that nobody reads."""
        return PLAIN if implicit is True or implicit[0] else ""

    def descend_resolver(self, _parent: Any, _index: Any) -> None:
        """Nothing depends on the place of a node."""

    def ascend_resolver(self) -> None:
        """Nothing depends on the place of a node."""


def compose(chunk: Chunk) -> list[Node]:
    """The nodes of a chunk's documents, mostly one. Raises Malformed."""
    text = chunk.text
    try:
        if text.count("[") + text.count("{") > DEPTH or _NESTED.search(text):
            _refuse_depth(chunk)
        parser = _Parser(text)
        found: list[Node] = []
        while parser.check_node() and (node := parser.get_node()) is not None:
            found.append(node)
    except (YAMLError, UnicodeEncodeError) as error:
        raise _malformed(error, chunk) from None
    if "*" in text and "&" in text:
        for one in found:
            _count(one, {}, chunk)
    return found


def _refuse_depth(chunk: Chunk) -> None:
    parser, depth = _Parser(chunk.text), 0
    while parser.check_event():
        event = parser.get_event()
        if isinstance(event, CollectionStartEvent):
            depth += 1
            if depth > DEPTH:
                mark = event.start_mark
                line = chunk.lines_before + (mark.line + 1 if mark else 1)
                raise Malformed(line, f"nested more than {DEPTH} levels deep")
        elif isinstance(event, CollectionEndEvent):
            depth -= 1


def _count(node: Node, known: dict[int, int], chunk: Chunk) -> int:
    """The number of values with each alias in full. A node in itself counts as too many."""
    if isinstance(node, ScalarNode):
        return 1
    size = known.get(id(node))
    if size is None:
        known[id(node)] = SIZE + 1
        children = (
            [one for pair in node.value for one in pair]
            if isinstance(node, MappingNode)
            else node.value
        )
        size = known[id(node)] = 1 + sum(_count(one, known, chunk) for one in children)
    if size > SIZE:
        line = chunk.lines_before + node.start_mark.line + 1
        raise Malformed(line, f"its aliases make more than {SIZE} values, or one holds itself")
    return size


def _malformed(error: Exception, chunk: Chunk) -> Malformed:
    if isinstance(error, UnicodeEncodeError):
        position, said = error.start, "a byte here is no UTF-8"
        return Malformed(chunk.lines_before + chunk.text.count("\n", 0, position) + 1, said)
    if isinstance(error, ReaderError):
        # The position is in bytes, and the character is named: find it.
        position = max(chunk.text.find(chr(error.character)), 0)
        line = chunk.lines_before + chunk.text.count("\n", 0, position) + 1
        return Malformed(line, f"the character #x{error.character:04x} is not allowed")
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context", None)
    problem = getattr(error, "problem", None) or str(error)
    # What ends too early is missed on the line after: the last one with text is meant.
    last = chunk.text.rstrip().count("\n") + 1
    line = chunk.lines_before + (min(mark.line + 1, last) if mark else 1)
    return Malformed(line, f"{problem} ({context})" if context else problem)


__all__ = [
    "PLAIN",
    "Malformed",
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "compose",
]
