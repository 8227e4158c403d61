"""What the kubelet says of a failed probe, taken apart."""

import re
from dataclasses import dataclass
from enum import Enum, auto

_PROBE = re.compile(r"(?P<kind>Liveness|Readiness|Startup) probe (?:failed|errored)")
_KILLING = re.compile(r"failed (?P<kind>liveness|readiness|startup) probe, will be restarted")
_STATUS = re.compile(r"statuscode: (\d{3})")
_PORT = re.compile(r"(?:https?://[^/\s\"]+?|dial tcp [^\s\"]+?|\[[0-9a-f:]+\]):(\d{2,5})\b")
_TIMED_OUT = re.compile(
    r"deadline exceeded|Client\.Timeout|timed out|i/o timeout|timeout: failed", re.IGNORECASE
)
_REFUSED = re.compile(r"connection refused")
_NO_COMMAND = re.compile(r"executable file not found|command not found|: not found|exec failed")
_REFUSING = range(400, 500)
_TOO_MANY = (408, 429)


class Outcome(Enum):
    """How a probe failed."""

    BAD_PATH = auto()  # the server answers, and doesn't know or allow the path
    BAD_STATUS = auto()
    REFUSED = auto()
    TIMED_OUT = auto()
    NO_COMMAND = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class ProbeMessage:
    """`kind` is liveness, readiness or startup; `port` and `status` where the message has them."""

    kind: str
    outcome: Outcome
    port: int | None = None
    status: int | None = None


def parse(message: str) -> ProbeMessage | None:
    """An Unhealthy event's message; None for any other."""
    found = _PROBE.search(message)
    if found is None:
        return None
    status = _STATUS.search(message)
    port = _PORT.search(message)
    return ProbeMessage(
        kind=found["kind"].lower(),
        outcome=_outcome(message, int(status[1]) if status else None),
        port=int(port[1]) if port else None,
        status=int(status[1]) if status else None,
    )


def killed_by(message: str) -> str:
    """The probe for which a Killing event ends a container; empty for any other reason."""
    found = _KILLING.search(message)
    return found["kind"] if found else ""


def _outcome(message: str, status: int | None) -> Outcome:
    if status is not None:
        bad = status in _REFUSING and status not in _TOO_MANY
        return Outcome.BAD_PATH if bad else Outcome.BAD_STATUS
    for text, outcome in (
        (_REFUSED, Outcome.REFUSED),
        (_TIMED_OUT, Outcome.TIMED_OUT),
        (_NO_COMMAND, Outcome.NO_COMMAND),
    ):
        if text.search(message):
            return outcome
    return Outcome.OTHER
