"""Who an object is, who owns it, and what its controller says of it."""

from collect.parsing.fields import flag, moment, sequence, text
from diagnosis.snapshot import Condition, Ref


def ref(obj: object, kind: str = "") -> Ref:
    """The name of an object; `kind` stands in where the items of a list leave it out."""
    return Ref(
        kind=text(obj, "kind") or kind,
        name=text(obj, "metadata", "name"),
        namespace=text(obj, "metadata", "namespace"),
    )


def owner(obj: object) -> Ref | None:
    """The controller among the owners, or else the first of them."""
    owners = [one for one in sequence(obj, "metadata", "ownerReferences") if text(one, "name")]
    owners.sort(key=lambda one: not flag(one, "controller"))
    if not owners:
        return None
    namespace = text(obj, "metadata", "namespace")
    return Ref(text(owners[0], "kind"), text(owners[0], "name"), namespace)


def conditions(obj: object) -> tuple[Condition, ...]:
    """The conditions of a status, in the order they are written in."""
    return tuple(
        Condition(
            type=text(one, "type"),
            status=text(one, "status"),
            reason=text(one, "reason"),
            message=text(one, "message"),
            since=moment(one, "lastTransitionTime"),
        )
        for one in sequence(obj, "status", "conditions")
        if text(one, "type")
    )
