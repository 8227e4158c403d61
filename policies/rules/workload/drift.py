"""Changes made past the program, as far as the object itself remembers them."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context, Object, mapping, mappings, text

DRIFT_MARKER = "shipshape.dev/drift"
"""Annotation that the drift check leaves on an object that somebody changed."""

_BY_HAND = (
    "kubectl-edit",
    "kubectl-patch",
    "kubectl-set",
    "kubectl-scale",
    "kubectl-label",
    "kubectl-annotate",
    "kubectl-replace",
    "kubectl-create",
    "kubectl-client-side-apply",
    "kubectl-autoscale",
    "kubectl-expose",
    "k9s",
    "node-fetch",
)
_PROGRAM = ("pulumi", "shipshape")


@rule(
    "runtime-drift-marker",
    "Nobody has changed the object past the program",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.OBJECT,
    remediation="Bring the change into the program, or take it back: shipshape drift has the ways "
    "out, and shipshape drift --record removes the mark of one that is settled.",
    link="https://www.pulumi.com/docs/iac/concepts/state-and-backends/#drift",
    tags=("workload", "drift"),
)
def runtime_drift_marker(target: Object, _: Context) -> Iterable[Problem]:
    """Fails the mark of a drift check, and a change by hand after the program's last one.

    The second needs metadata.managedFields, which a live object has.
    """
    marker = mapping(target.metadata.get("annotations")).get(DRIFT_MARKER)
    if marker:
        said = "" if marker in (True, "true") else f": {marker}"
        yield Problem("metadata.annotations", f"it is marked as changed past the program{said}")
    entries = [
        one for one in mappings(target.metadata.get("managedFields")) if not one.get("subresource")
    ]
    programmed = [_time(one) for one in entries if _manager(one).startswith(_PROGRAM)]
    if not programmed:
        return
    for one in entries:
        if _manager(one).startswith(_BY_HAND) and _time(one) > max(programmed):
            message = f"{_manager(one)} changed it after the program"
            yield Problem("metadata.managedFields", message)


def _manager(entry: object) -> str:
    return text(mapping(entry).get("manager")).lower()


def _time(entry: object) -> str:
    """The time as it is written: RFC 3339 in UTC sorts as text."""
    return text(mapping(entry).get("time"))
