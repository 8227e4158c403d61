"""Reading a Dockerfile. The rules parse it; a path in it is `line N`."""

import re

from ops.check.reading.found import Reading, Trouble
from policies.rules.dockerfile.stages import Dockerfile

_LINE = re.compile(r"\d+")


def read_dockerfile(text: str, file: str) -> Reading:
    """The one Dockerfile of a text; there is nothing to judge without an instruction."""
    found = Dockerfile(text.encode(errors="replace").decode(), file)
    if not found.stages:
        return Reading(troubles=[Trouble(file, 1, "it has no instruction")])
    return Reading([(found, _line)])


def _line(path: str) -> int:
    number = _LINE.search(path)
    return int(number[0]) if number else 1
