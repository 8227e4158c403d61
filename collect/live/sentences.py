"""What could not be read, in words."""

from .asking import Kind, Refusal


def refused_list(kind: Kind, namespace: str, refusal: Refusal) -> str:
    """Why the objects of a kind are not there."""
    place = f" in namespace {namespace}" if kind.namespaced and namespace else ""
    if refusal.forbidden:
        return f"no access to {kind.plural}{place}"
    if refusal.absent:
        return f"the cluster has no {kind.plural} of {kind.version}"
    return f"{kind.plural}{place}: {_failure(refusal)}"


def refused_log(wanted: str, refusal: Refusal) -> str:
    """Why a log is not there; one sentence for all where nobody may read any."""
    if refusal.forbidden:
        return "no access to the logs of pods"
    if refusal.absent:
        return f"the pod of {wanted} went away before its log was read"
    return f"logs {wanted}: {_failure(refusal)}"


def refused_object(name: str, refusal: Refusal) -> str:
    """Why it is not known which entries an object has."""
    if refusal.forbidden:
        return f"no access to the names of the entries of {name}"
    return f"{name}: {_failure(refusal)}"


def too_many(kind: Kind, count: int) -> str:
    """Some were left out."""
    return f"only the first {count} {kind.plural} were read"


def _failure(refusal: Refusal) -> str:
    if not refusal.status:
        return f"no answer ({refusal.said})"
    return f"the API server answered {refusal.status}: {refusal.said}"
