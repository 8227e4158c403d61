"""What the engine prints of a finding. Pure; no value of a resource is in it."""

from collections.abc import Iterable

from ..rules.model import Result


def finding(result: Result, owner: str) -> str:
    """A finding in two lines: what is wrong where, and what to change.

    `owner` is the component that made the resource, as in `KubernetesService reference`.
    """
    rule = result.rule
    places = [f"container {result.container}" if result.container else "", result.path]
    where = ", ".join(filter(None, places))
    first = f"[{rule.severity}] {rule.id}: {result.message}{f' ({where})' if where else ''}"
    return f"{first}\n{remedy(result, owner)}"


def remedy(result: Result, owner: str) -> str:
    """What to change: the component's argument where one leads there."""
    rule = result.rule
    if owner and rule.argument:
        return f"Change `{rule.argument}` of {owner}: {rule.remediation}"
    return f"Fix: {rule.remediation}"


def undecided(results: Iterable[Result]) -> str:
    """One line for what could not be decided about a resource."""
    places = dict.fromkeys(f"{one.rule.id} ({one.path})" for one in results)
    return f"Not decided, for these values are not known yet: {', '.join(places)}"
