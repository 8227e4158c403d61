"""Reading a stream of YAML documents."""

from collections.abc import Iterator
from typing import Any

from ops.check.reading.chunks import Chunk, chunks
from ops.check.reading.found import Reading, Trouble
from ops.check.reading.lines import Lines
from ops.check.reading.nodes import Malformed, Node, compose
from ops.check.reading.objects import objects
from ops.check.reading.values import build
from policies.rules.subjects import Object


def read_yaml(text: str, file: str) -> Reading:
    """The objects of a stream. A malformed document is one trouble; the others are read."""
    reading = Reading()
    for chunk in chunks(text):
        try:
            for node in compose(chunk):
                _read(node, chunk, file, reading)
        except Malformed as error:
            reading.troubles.append(Trouble(file, error.line, error.message))
    return reading


def parse(text: str) -> Iterator[tuple[Any, Node, int]]:
    """The data, the node and the lines before each document, for files that must be right.

    Raises Malformed; a key that stands twice is malformed here.
    """
    for chunk in chunks(text):
        for node in compose(chunk):
            doubts: list[Trouble] = []
            data = _data(node, chunk, "", doubts)
            if doubts:
                raise Malformed(doubts[0].line, doubts[0].message)
            yield data, node, chunk.lines_before


def _read(node: Node, chunk: Chunk, file: str, reading: Reading) -> None:
    data = _data(node, chunk, file, reading.troubles)
    lines = Lines(node, chunk.lines_before)
    for path, one in objects(data):
        place = lines.below(path)
        reading.found.append((Object(one, file, place("")), place))


def _data(node: Node, chunk: Chunk, file: str, doubts: list[Trouble]) -> Any:
    def warn(line: int, message: str) -> None:
        at = chunk.lines_before + line + 1
        doubts.append(Trouble(file, at, message, broken=False))

    try:
        return build(node, warn)
    except Malformed as error:
        raise Malformed(chunk.lines_before + error.line, error.message) from None
