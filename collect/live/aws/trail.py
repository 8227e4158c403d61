"""Who changed a resource last, and when, as CloudTrail remembers it for ninety days."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .resource import Asked
from .session import Clients

MOST = 20
"""Resources that are asked about: CloudTrail takes two questions a second."""
_EVENTS = 20


@dataclass(frozen=True, slots=True)
class Change:
    """A change: the user's or role's name, the operation, and when (RFC 3339, UTC)."""

    who: str
    what: str
    time: str


def last_changes(wanted: Iterable[Asked]) -> Mapping[str, Change]:
    """The newest change of each resource by key; never raises, for it is only a help.

    A resource of which CloudTrail knows nothing, or that may not be asked about, is left out.
    """
    try:
        clients = Clients()
    except ImportError:
        return {}
    found: dict[str, Change] = {}
    for one in list(wanted)[:MOST]:
        try:
            change = _newest(clients("cloudtrail", _region(one)), one)
        except Exception:  # noqa: BLE001 — no rights, no trail, no network: nothing to tell
            break
        if change is not None:
            found[one.key] = change
    return found


def _region(one: Asked) -> str:
    """What is in no region is told of in the first one."""
    return "us-east-1" if one.type.startswith("aws:iam/") else one.region


def _name(one: Asked) -> str:
    """What hangs on a function, a role or a secret is told of at that."""
    if one.type.startswith("aws:lambda/"):
        named = str(one.inputs.get("function") or one.id)
        whole = named.partition(":function:")[2] or named
        return re.split("[:/,]", whole)[0]
    if one.type == "aws:iam/rolePolicy:RolePolicy":
        return one.id.partition(":")[0]
    return one.id.partition("|")[0]


def _newest(trail: Any, one: Asked) -> Change | None:
    """Events come newest first; those that only read say so."""
    attribute = {"AttributeKey": "ResourceName", "AttributeValue": _name(one)}
    answer = trail.lookup_events(LookupAttributes=[attribute], MaxResults=_EVENTS)
    for event in answer.get("Events") or ():
        if str(event.get("ReadOnly")).lower() != "true":
            return Change(
                str(event.get("Username") or ""),
                str(event.get("EventName") or ""),
                _written(event.get("EventTime")),
            )
    return None


def _written(time: Any) -> str:
    if not isinstance(time, datetime):
        return ""
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
