"""Reading JSON. Python's parser gives the data; lines are looked up only when asked for."""

import json
import re
from functools import cached_property
from typing import Any

from ops.check.reading.chunks import Chunk
from ops.check.reading.found import LineOf, Reading, Trouble
from ops.check.reading.lines import Lines
from ops.check.reading.nodes import Malformed, compose
from ops.check.reading.objects import objects
from ops.check.reading.state import is_state, read_state
from policies.rules.subjects import Object

# YAML has no surrogates; for lines any character of that width does.
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def read_json(text: str, file: str) -> Reading:
    """The objects of a JSON document, or the resources of a Pulumi state."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        return Reading(troubles=[Trouble(file, error.lineno, error.msg)])
    except (RecursionError, UnicodeEncodeError, ValueError):
        return Reading(troubles=[Trouble(file, 1, "it is nested too deeply, or no JSON")])
    lines = LazyLines(text)
    if is_state(data):
        return read_state(data, file, lines.below)
    return Reading([_placed(one, file, lines.below(path)) for path, one in objects(data)])


def _placed(data: dict[str, Any], file: str, place: LineOf) -> tuple[Object, LineOf]:
    return Object(data, file, place("")), place


class LazyLines:
    """Where the values of a JSON text stand; it is parsed for that when first asked."""

    def __init__(self, text: str) -> None:
        self.text = text

    def below(self, base: str) -> LineOf:
        """The line of each path below this one; 1 if lines can't be told."""

        def line(path: str) -> int:
            return self._lines.below(base)(path) if self._lines is not None else 1

        return line

    @cached_property
    def _lines(self) -> Lines | None:
        # Tabs may stand between values only; YAML wants spaces there.
        text = _SURROGATE.sub(r"\\u0041", self.text.replace("\t", " "))
        try:
            found = compose(Chunk(text, 0))
        except Malformed:
            return None
        return Lines(found[0]) if found else None
