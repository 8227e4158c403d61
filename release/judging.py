"""Whether a release goes on, goes back or is watched longer, by what its alarms say. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ALARM = "ALARM"
"""CloudWatch's word for an alarm that has gone off."""

OK = "OK"
"""CloudWatch's word for an alarm that has data, and nothing against them."""

BLIND = 3
"""Looks in a row that saw nothing, after which nobody can say that the release is well."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm: OK, ALARM or INSUFFICIENT_DATA, and the reason in the words of whoever judged."""

    name: str
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at all alarms, `at` seconds after the step; `unread` says why there was none."""

    at: float
    alarms: tuple[Alarm, ...] = ()
    unread: str = ""


@dataclass(frozen=True, slots=True)
class GoOn:
    """Take the next step; `unknown` are the alarms that had not enough data to judge."""

    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoBack:
    """Give all traffic back; `alarms` are those that went off, none where they can't be read."""

    reason: str
    alarms: tuple[Alarm, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """Look again."""


Judged = GoOn | GoBack | Wait


def alarming(alarms: Iterable[Alarm]) -> frozenset[str]:
    """The alarms that have gone off. Those that had before a release say nothing about it."""
    return frozenset(one.name for one in alarms if one.state == ALARM)


def judge(looks: Sequence[Look], seconds: float) -> Judged:
    """Judge a step by the looks since it was taken, oldest first, of which there is at least one.

    A step is over after `seconds`, and not before a look has seen something. An alarm without
    enough data neither passes nor fails: a service without traffic can be released, too.
    """
    last = looks[-1]
    if gone_off := tuple(one for one in last.alarms if one.state == ALARM):
        return GoBack(_went_off(gone_off), gone_off)
    if all(one.unread for one in looks[-BLIND:]) and len(looks) >= BLIND:
        return GoBack(f"the alarms could not be read {BLIND} times in a row: {last.unread}")
    if last.unread or last.at < seconds:
        return Wait()
    return GoOn(tuple(one.name for one in last.alarms if one.state != OK))


def _went_off(alarms: Sequence[Alarm]) -> str:
    names = " and ".join(one.name for one in alarms)
    return f"the alarm {names} went off" if len(alarms) == 1 else f"the alarms {names} went off"
