"""The state of CloudWatch alarms, as a release judges them."""

from collections.abc import Sequence
from dataclasses import dataclass

from release.judging import Alarm

from .session import Clients, code_of, words_of

_MOST = 100
"""Alarms that CloudWatch tells of in one answer."""


@dataclass(frozen=True, slots=True)
class AlarmStates:
    """The alarms that are there, in the order asked for; `unread` says why none could be read."""

    alarms: tuple[Alarm, ...] = ()
    unread: str = ""


def alarm_states(names: Sequence[str], region: str) -> AlarmStates:
    """The states of alarms of either kind, by name. Never raises."""
    if not names:
        return AlarmStates()
    try:
        answer = Clients(region)("cloudwatch").describe_alarms(
            AlarmNames=list(names[:_MOST]), AlarmTypes=["MetricAlarm", "CompositeAlarm"]
        )
    except Exception as error:  # noqa: BLE001  # no rights, no network: a sentence
        code = code_of(error) or type(error).__name__
        return AlarmStates(unread=f"{code}: {words_of(error)}")
    found = {
        one["AlarmName"]: Alarm(
            one["AlarmName"], one["StateValue"], str(one.get("StateReason") or "")
        )
        for kind in ("MetricAlarms", "CompositeAlarms")
        for one in answer.get(kind) or ()
    }
    return AlarmStates(tuple(found[name] for name in names if name in found))
