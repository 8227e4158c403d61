"""One row of `kubectl get pods`, with or without its header."""

import re

from diagnosis.snapshot import Container, Pod, Ref, State

from .cells import AGE
from .statuses import PATTERN, Status, status

_START = (
    r"\s*(?:(?P<namespace>[a-z0-9][-a-z0-9]*)\s+)?(?:pods?/)?(?P<name>[\w<][\w.<>*…-]*)\s+"
    r"(?P<ready>\d+)/(?P<total>\d+)\s+"
)
_END = (
    r"(?:\s+(?P<restarts>\d+)(?:\s+\([^)]*ago\))?"
    rf"(?:\s+{AGE}(?:\s+(?P<ip>[\d.a-f:]+|<none>)\s+(?P<node>\S+))?(?:\s.*)?)?)?\s*"
)
_ROW = re.compile(rf"{_START}(?P<status>{PATTERN}){_END}")
_ROW_OF_TABLE = re.compile(rf"{_START}(?P<status>[A-Z][\w:/.-]*){_END}")


def pod(line: str, namespace: str = "", *, in_table: bool = False) -> Pod | None:
    """The pod of a row, None for any other line; below a header any word may be the status.

    The status is that of one container, and the row doesn't say which: its name stays empty.
    """
    found = (_ROW_OF_TABLE if in_table else _ROW).fullmatch(line)
    if not found:
        return None
    told = status(found["status"])
    restarts = int((found["restarts"] or "0")[:9])
    again = told.phase == "Succeeded" and restarts > 0
    return Pod(
        ref=Ref("Pod", found["name"], found["namespace"] or namespace),
        # A container that completed before may be a service between two attempts.
        phase="" if again else told.phase,
        reason=told.reason,
        node=_named(found["node"]),
        ip=_named(found["ip"]),
        containers=_containers(told, restarts, ready=found["ready"] == found["total"] != "0"),
    )


def _named(cell: str | None) -> str:
    return "" if cell in (None, "<none>") else str(cell)


def _containers(told: Status, restarts: int, *, ready: bool) -> tuple[Container, ...]:
    if told.state is None and not restarts:
        return ()
    return (
        Container("", role=told.role, state=told.state or State(), ready=ready, restarts=restarts),
    )
