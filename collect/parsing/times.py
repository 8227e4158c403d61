"""Times and ages as platforms write them."""

import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime

_NOWHERE_BEFORE = 1971
"""Docker writes the year 1 and Go's zero time for never."""

_MILLISECONDS_FROM = 100_000_000_000
"""A number from here on counts milliseconds: as seconds it would be the year 5138."""

_UNITS = {"y": 31_536_000, "d": 86_400, "h": 3_600, "m": 60, "s": 1, "ms": 0.001}

_AGE = re.compile(r"(?:\d{1,9}(?:\.\d{1,9})?(?:ms|[ydhms]))+")
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|[ydhms])")


def moment(value: object) -> datetime | None:
    """An aware time from ISO 8601, an e-mail date, epoch seconds or epoch milliseconds.

    A text without a zone is taken as UTC. None for anything that is no time, and for "never".
    """
    found = _moment(value)
    if found is None or found.year < _NOWHERE_BEFORE:
        return None
    offset = found.utcoffset()
    if offset is None:
        return found.replace(tzinfo=UTC)
    # An offset of seconds is damage, and no format of ours can write it.
    return None if offset.total_seconds() % 60 else found


def age(text: str) -> float | None:
    """Seconds of an age such as `7m33s` or `2d4h`; None for `<unknown>` and whatever is none."""
    if not _AGE.fullmatch(text):
        return None
    return float(sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(text)))


def _moment(value: object) -> datetime | None:
    match value:
        case bool():
            return None
        case datetime():
            return value
        case date():
            return datetime.combine(value, time(), UTC)
        case int() | float():
            return _epoch(value)
        case str():
            return _written(value.strip())
        case _:
            return None


def _written(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _epoch(number: float) -> datetime | None:
    seconds = number / 1000 if abs(number) >= _MILLISECONDS_FROM else number
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
