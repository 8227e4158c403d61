"""What a function said last, where no cause says it better. Pure."""

import json
import re
from collections.abc import Sequence

from diagnosis.finding import Diagnosis, Kind
from diagnosis.snapshot import Log
from gate.explaining.text import quoted

_LINES = 3
_MESSAGES = ("message", "msg")
_OF_LAMBDA = re.compile(
    r"(START|END|REPORT|INIT_START|INIT_REPORT|EXTENSION)\s|RequestId: |\{.*\"type\": ?\"platform\."
)
"""How the lines begin that Lambda itself writes between those of the function."""


def last_words(logs: Sequence[Log], diagnosis: Diagnosis) -> list[str]:
    """The last lines of the first log as a sentence; none where the diagnosis names a cause.

    A process that ended by itself is a symptom: what it said before is the best that there is.
    """
    causes = {one.id for one in diagnosis.findings if one.kind is Kind.CAUSE}
    if diagnosis.root_cause in causes or not logs:
        return []
    lines = [line.strip() for line in logs[0].text.splitlines()]
    own = [line for line in lines if line and not _OF_LAMBDA.match(line)]
    return [f"It last said: {' | '.join(map(_said, own[-_LINES:]))}"] if own else []


def _said(line: str) -> str:
    """The message of a record that has one, for that is what it says."""
    try:
        record = json.loads(line)
    except ValueError:
        return quoted(line)
    messages = (record.get(one) for one in _MESSAGES) if isinstance(record, dict) else ()
    return next((quoted(one) for one in messages if isinstance(one, str) and one), quoted(line))
