"""Which workload a thing belongs to: a failure is reported once for it, not once a pod."""

import re
from collections.abc import Mapping

from diagnosis.snapshot import Pod, Ref, Workload

_HASH = "[bcdfghjklmnpqrstvwxz2456789]"
"""The letters that Kubernetes draws generated names from: no vowels, no look-alikes."""
_REPLICA_SET = re.compile(rf"(?P<name>.+)-{_HASH}{{6,10}}")
_POD = re.compile(rf"(?P<name>.+)-{_HASH}{{6,10}}-{_HASH}{{5}}")
_DEEPEST = 5


def topmost(ref: Ref, workloads: Mapping[Ref, Workload]) -> Ref:
    """The owner of the owner, as far as the snapshot or a generated name tells."""
    for _ in range(_DEEPEST):
        known = workloads.get(ref)
        if known is None or known.owner is None:
            break
        ref = known.owner
    if ref.kind == "ReplicaSet" and (found := _REPLICA_SET.fullmatch(ref.name)):
        return Ref("Deployment", found["name"], ref.namespace)
    return ref


def owner_of_pod(pod: Pod, workloads: Mapping[Ref, Workload]) -> Ref:
    """The topmost owner of a pod; the pod itself where it has none."""
    return topmost(pod.owner, workloads) if pod.owner else owner_by_name(pod.ref)


def owner_by_name(ref: Ref) -> Ref:
    """A pod of which only the name is known: a generated one tells its Deployment."""
    found = _POD.fullmatch(ref.name) if ref.kind in ("Pod", "") else None
    return Ref("Deployment", found["name"], ref.namespace) if found else ref
