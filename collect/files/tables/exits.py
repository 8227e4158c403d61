"""Tables of exits: time, pod, container, reason and exit code, apart by tabs."""

import re

from collect.parsing.times import moment
from diagnosis.snapshot import Container, Pod, Ref, State

_ROW = re.compile(
    r"\s*(?P<time>\d{4}-\d\d-\d\dT\S+)\t+(?:(?P<namespace>[^\s/]+)/)?(?P<name>[^\s/]+)\t+"
    r"(?P<container>[^\s/]+)\t+(?P<reason>[A-Za-z]*)\t+(?P<code>-?\d{1,9})\s*"
)


def pod(line: str) -> Pod | None:
    """The pod of a row, with how its container ended; None for any other line.

    Nobody says what became of the container since, so this is its last state.
    """
    found = _ROW.fullmatch(line)
    if not found:
        return None
    ended = State(
        "terminated",
        found["reason"],
        exit_code=int(found["code"]),
        finished=moment(found["time"]),
    )
    return Pod(
        ref=Ref("Pod", found["name"], found["namespace"] or ""),
        containers=(Container(found["container"], last_state=ended),),
    )
