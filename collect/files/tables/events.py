"""One row of an event table, in any layout that kubectl ever had.

A row is read by what stands in it, not by its header: people paste rows without one, and lose the
exact places of the columns.
"""

import re
from dataclasses import dataclass

from collect.parsing.kubernetes.events import container_at, container_in
from collect.parsing.times import age, moment
from diagnosis.snapshot import Event, Ref

from .cells import AGE, KINDS, kind

_WHEN = rf"(?:{AGE}|\d{{4}}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*)"
_SEEN = rf"(?P<age>{_WHEN})(?: ago)?(?:\s+\(x(?P<count>\d+)(?: over (?P<first>{AGE}))?\))?"
_COUNTED = rf"(?P<age>{_WHEN})\s+(?P<first>{_WHEN})\s+(?P<count>\d+)"
KNOWN_REASON = (
    r"(?:Failed|BackOff|Unhealthy|Killing|Evicted|Preempted|Pulling|Pulled|Created|Started|Scheduled"
    r"|(?:[A-Z][a-z]+){2,6})"
)
"""A reason that is none of the words that a sentence begins with."""

_TYPE = r"(?P<type>Normal|Warning)"
_NAMESPACE = r"(?:(?P<namespace>[a-z0-9][-a-z0-9]*)\s+)?"
_REASON = r"(?P<reason>[A-Z]\w+)"
_PATH = r"(?:(?P<path>spec\.\w+\{[^}]+\})\s+)?"
_SOURCE = r"(?P<source>\{[^}]*\}|[a-zA-Z][\w./-]*(?:, ?[\w.-]+)?)"
_KIND = rf"(?P<kind>{'|'.join(KINDS.values())})"
_OBJECT = r"(?P<kind>[A-Za-z][\w.]*)/(?P<name>[^\s/]+)"
_KNOWN_OBJECT = rf"(?P<kind>(?i:{'|'.join(KINDS)})(?:\.[\w.]+)?)/(?P<name>[^\s/]+)"
_TOLD = r"(?P<reason>\S+)\s+(?P<source>\{[^}]*\}|[^\s,]+(?:, \S+)?)\s+(?P<message>.*)"
_GAP = r"(?:\s{2,}|\t)"

_LAYOUTS = tuple(
    re.compile(r"\s*" + layout)
    for layout in (
        # kubectl get events since 1.14, also with -A and -o wide.
        rf"{_NAMESPACE}{_SEEN}\s+{_TYPE}\s+{_REASON}\s+{_OBJECT}\s+(?P<rest>.*)",
        # The same with the age cut out.
        rf"{_TYPE}\s+{_REASON}\s+{_KNOWN_OBJECT}\s+(?P<rest>.*)",
        # kubectl get events of 1.13: the kind without the name.
        rf"{_NAMESPACE}{_SEEN}\s+{_TYPE}\s+{_REASON}\s+{_KIND}\s+(?P<message>.*)",
        # kubectl get events before: NAME KIND SUBOBJECT TYPE REASON SOURCE MESSAGE.
        rf"{_NAMESPACE}{_COUNTED}\s+(?P<own>\S+)\s+{_KIND}\s+{_PATH}{_TYPE}\s+{_TOLD}",
        # kubectl describe before 1.10: FirstSeen LastSeen Count From SubObjectPath Type Reason.
        rf"{_COUNTED}\s+{_SOURCE}\s+{_PATH}{_TYPE}\s+(?P<reason>\S+)\s+(?P<message>.*)",
        # kubectl describe since then.
        rf"{_TYPE}\s+{_REASON}\s+{_SEEN}(?:\s+(?P<rest>.*))?$",
        # The same with the age cut out, and the gaps lost.
        rf"{_TYPE}{_GAP}{_REASON}{_GAP}(?P<rest>.*)",
        rf"{_TYPE} (?P<reason>{KNOWN_REASON}) (?P<rest>.*)",
    )
)

_WIDE = re.compile(
    rf"{_PATH}{_SOURCE}\s{{2,}}(?P<message>.*\S)\s{{2,}}"
    rf"(?P<first>{_WHEN})\s+(?P<count>\d+)\s+\S+\.[0-9a-f]+\s*"
)
_FROM = re.compile(rf"{_SOURCE}{_GAP}(?P<message>.*)")
_KNOWN_FROM = re.compile(
    r"(?P<source>kubelet|default-scheduler|karpenter|(?:[a-z]+-)+(?:controller|scheduler|"
    r"autoscaler|provisioner|manager|operator))(?:, [\w.-]+)?(?: (?P<message>.*))?"
)

_BAR = re.compile(r"[ \t]*\|[ \t]*")
_BARS = 2
"""A table of Markdown's has more bars than this in each row."""

_IN_POD = re.compile(
    r"(?:in pod |pod: \"|pod=|pod \")(?P<name>[a-z0-9.-]+)_(?P<namespace>[a-z0-9-]+)\("
)
_FOR_POD = re.compile(r"(?:for|of) pod \"(?P<name>[a-z0-9.-]+)\"(?P<namespace>)")
_ASSIGNED = re.compile(
    r"Successfully assigned (?:(?P<namespace>[a-z0-9-]+)/)?(?P<name>[a-z0-9.-]+) to "
)
_OWN_SUFFIX = re.compile(r"\.[0-9a-f]{8,}$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is written; texts are empty where the layout has no such column.

    `own` is the event's own name: that of its object and a number.
    """

    type: str
    reason: str
    message: str = ""
    age: str = ""
    first: str = ""
    count: str = ""
    namespace: str = ""
    kind: str = ""
    name: str = ""
    own: str = ""
    path: str = ""
    source: str = ""


def row(line: str) -> Row | None:
    """A line as a row of an event table; None for any other line."""
    line = plain(line)
    for layout in _LAYOUTS:
        if found := layout.match(line):
            said = found.groupdict("")
            return Row(**said | _rest(said.pop("rest", ""), wide="kind" in said))
    return None


def plain(line: str) -> str:
    """A row of a Markdown table without its bars; any other line as it is."""
    return _BAR.sub("  ", line) if line.count("|") > _BARS else line


def event(told: Row, described: Ref | None = None) -> Event:
    """The event of a row; `described` is the object whose description the table belongs to."""
    message = told.message.strip()
    ages = [one for one in (age(told.age), age(told.first)) if one is not None]
    times = sorted(one for one in (moment(told.age), moment(told.first)) if one is not None)
    return Event(
        reason=told.reason,
        message=message,
        about=_about(told, described or Ref("", ""), message),
        warning=told.type == "Warning",
        count=int(told.count[:9] or 1),
        component=told.source.strip("{}").replace(",", " ").partition(" ")[0],
        container=container_at(told.path) or container_in(message),
        first=times[0] if len(times) > 1 else None,
        last=times[-1] if times else None,
        age=min(ages, default=None),
        first_age=max(ages) if told.first and ages else None,
    )


def _rest(rest: str, *, wide: bool) -> dict[str, str]:
    """What stands behind the last column that all tables of a layout have."""
    if not rest:
        return {}
    for pattern in (_WIDE,) if wide else (_FROM, _KNOWN_FROM):
        if found := pattern.fullmatch(rest):
            return found.groupdict("")
    return {"message": rest}


def _about(told: Row, described: Ref, message: str) -> Ref:
    """The object that the row names, or the one described, or the pod that the message names."""
    if described.name and not told.kind:
        return described
    named = _IN_POD.search(message) or _ASSIGNED.match(message) or _FOR_POD.search(message)
    pod = Ref("Pod", named["name"], named["namespace"] or "") if named else described
    if not told.kind:
        return pod
    name = told.name or _OWN_SUFFIX.sub("", told.own)
    namespace = told.namespace or (pod.namespace if pod.name == name else "")
    return Ref(kind(told.kind), name, namespace)
