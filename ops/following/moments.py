"""When a line was written, where it says so."""

import re
from datetime import UTC, datetime

from collect.parsing import times

_LOOKED_AT = 300
"""Characters from a line's beginning in which its time stands."""
_WRITTEN = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?"
    r"|\"(?:ts|time|timestamp)\"\s*:\s*(?P<epoch>\d{10}(?:\d{3})?(?:\.\d+)?)\b"
)


def moment_of(line: str) -> datetime | None:
    """The time in a line, in UTC; one without a zone is taken as UTC. None where there is none."""
    found = _WRITTEN.search(line, 0, _LOOKED_AT)
    if found is None:
        return None
    epoch = found["epoch"]
    moment = times.moment(float(epoch) if epoch else found[0].replace(",", "."))
    return moment.astimezone(UTC) if moment else None
