"""Service accounts among the objects, and the one that a pod runs as."""

from collections.abc import Mapping

from ..subjects import Object, Pod, World, text

Named = tuple[str, str]
"""Namespace and name; an object that names no namespace lands in `default`."""


def account_name(pod: Pod) -> str:
    """The service account the pod runs as; `default` if it names none."""
    spec = pod.spec
    return text(spec.get("serviceAccountName")) or text(spec.get("serviceAccount")) or "default"


def account_of(pod: Pod) -> Named:
    """Where the pod's service account is to be found."""
    return (pod.owner.namespace or "default", account_name(pod))


def accounts(world: World) -> Mapping[Named, Object]:
    """The service accounts that are judged, made once."""
    return world.once(_accounts)


def used_accounts(world: World) -> frozenset[Named]:
    """The service accounts that pods run as, made once."""
    return world.once(_used)


def _accounts(world: World) -> dict[Named, Object]:
    return {(one.namespace or "default", one.name): one for one in world.kind("ServiceAccount")}


def _used(world: World) -> frozenset[Named]:
    return frozenset(account_of(one.pod) for one in world.objects if one.pod is not None)
