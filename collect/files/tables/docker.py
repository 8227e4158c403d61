"""Rows of `docker ps`, `docker compose ps` and their kin."""

import re
from collections.abc import Mapping

from diagnosis.snapshot import Container, State

_EXITED = re.compile(r"(?:Exited|exited|Exit|Dead|dead)(?: \(?(?P<code>\d{1,9})\)?)?")
_RESTARTING = re.compile(r"(?:Restarting|restarting)(?: \((?P<code>\d{1,9})\))?")
_UP = re.compile(r"(?:Up|running|Running|healthy)\b")
_HEALTH = re.compile(r"\((?:health: )?(healthy|unhealthy|starting)\)|\b(unhealthy)\b")


def container(row: Mapping[str, str]) -> Container | None:
    """A row by its columns; None where it has no name or no status."""
    row = {name.upper(): cell for name, cell in row.items()}
    name = row.get("NAMES") or row.get("NAME") or row.get("SERVICE") or ""
    told = row.get("STATUS") or row.get("STATE") or ""
    state, last = states(told)
    if not name or not state.phase:
        return None
    return Container(
        name=name.partition(",")[0],
        image=row.get("IMAGE", ""),
        state=state,
        last_state=last,
        ready=health(told),
        # `Restarting` says that it was restarted, and not how often.
        restarts=1 if last else 0,
    )


def states(told: str) -> tuple[State, State | None]:
    """The state of a STATUS such as `Exited (137) 5 minutes ago`, and the one before."""
    if found := _RESTARTING.match(told):
        ended = ended_with(int(found["code"])) if found["code"] else None
        return State("waiting", "restarting"), ended
    if found := _EXITED.match(told):
        return ended_with(int(found["code"]) if found["code"] else None), None
    if told.startswith(("Created", "created")):
        return State("waiting", "created"), None
    return State("running") if _UP.match(told) else State(), None


def ended_with(code: int | None) -> State:
    """A container that ended, with its exit code where it is told."""
    reason = "" if code is None else "Error" if code else "Completed"
    return State("terminated", reason, exit_code=code)


def health(told: str) -> bool | None:
    """What the health check says, where there is one."""
    found = _HEALTH.search(told)
    return None if found is None else found[1] == "healthy"
