"""Cron schedules: what Kubernetes accepts as one."""

import re
from collections.abc import Mapping

_MACROS = frozenset(
    {"@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"}
)
_EVERY = re.compile(r"@every (?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+")
_ZONE = re.compile(r"(?:CRON_TZ|TZ)=\S+\s+(.+)")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
_NAMES: tuple[Mapping[str, int], ...] = (
    {},
    {},
    {},
    {name: at + 1 for at, name in enumerate(_MONTHS)},
    {name: at for at, name in enumerate(_DAYS)},
)
_BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 6))
_FIELDS = ("minute", "hour", "day of the month", "month", "day of the week")


def wrong_with(schedule: str) -> str:
    """Why Kubernetes' parser refuses a schedule; "" where it does not.

    Five fields with lists, ranges, steps and names, a macro, or `@every`;
    a time zone may stand in front.
    """
    zoned = _ZONE.fullmatch(schedule.strip())
    text = zoned[1] if zoned else schedule.strip()
    if text.startswith("@"):
        known = text in _MACROS or _EVERY.fullmatch(text)
        return "" if known else f"{text} is no schedule that Kubernetes knows"
    fields = text.split()
    if len(fields) != len(_FIELDS):
        return f"a schedule has five fields, this one {len(fields)}"
    for at, field in enumerate(fields):
        if not all(_item(item, at) for item in field.split(",")):
            return f"{field} is no {_FIELDS[at]}"
    return ""


def every_minute(schedule: str) -> bool:
    """Whether a schedule starts a job each minute of every day."""
    fields = schedule.split()
    return len(fields) == len(_FIELDS) and all(field in ("*", "*/1") for field in fields)


def _item(item: str, at: int) -> bool:
    """One item of a list: `*`, a value or a range, each with an optional step."""
    base, slash, step = item.partition("/")
    if slash and not (step.isdecimal() and int(step) > 0):
        return False
    if base in ("*", "?"):
        return True
    first, dash, last = base.partition("-")
    low, high = _value(first, at), _value(last, at) if dash else None
    if low is None or (dash and high is None):
        return False
    return high is None or low <= high


def _value(text: str, at: int) -> int | None:
    number = _NAMES[at].get(text.lower())
    if number is None and text.isascii() and text.isdecimal():
        number = int(text)
    lowest, highest = _BOUNDS[at]
    return number if number is not None and lowest <= number <= highest else None
