"""What became of a container."""

from collections.abc import Mapping

from collect.parsing.fields import mapping, moment, text, whole
from diagnosis.snapshot import State

_PHASES = ("terminated", "running", "waiting")


def state(value: object) -> State:
    """The state under its phase: `{"waiting": {"reason": ...}}`."""
    for phase in _PHASES:
        if isinstance(value, Mapping) and isinstance(value.get(phase), dict):
            return _state(phase, value[phase])
    return State()


def last_state(value: object) -> State | None:
    """The state of the instance before, None where there was none."""
    found = state(value)
    return found if found.phase else None


def _state(phase: str, said: object) -> State:
    said = mapping(said)
    return State(
        phase=phase,
        reason=text(said, "reason"),
        message=text(said, "message"),
        exit_code=whole(said, "exitCode"),
        # The API writes a signal of 0 for none.
        signal=whole(said, "signal") or None,
        started=moment(said, "startedAt"),
        finished=moment(said, "finishedAt"),
    )
