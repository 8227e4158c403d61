"""Everything around the pods, out of the objects of the API."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from collect.files.found import Found, Object
from collect.parsing import kubernetes
from collect.parsing.fields import text
from diagnosis.snapshot import Event, Node, Ref, Reference, Service, Workload

_WORKLOADS = frozenset(
    {
        "Deployment",
        "ReplicaSet",
        "StatefulSet",
        "DaemonSet",
        "Job",
        "CronJob",
        "ReplicationController",
        "Rollout",
        "Revision",
        "Configuration",
    }
)
_KNATIVE = "serving.knative.dev/"


def of_kind(parts: Sequence[Found], *kinds: str) -> list[Object]:
    """The objects of these kinds, in order."""
    return [one for part in parts for one in part.objects if text(one, "kind") in kinds]


def workloads(parts: Sequence[Found]) -> tuple[Workload, ...]:
    """Those of the API as they were last seen, then those that only a text tells of."""
    own = [one for one in of_kind(parts, *_WORKLOADS, "Service") if _is_workload(one)]
    found = {one.ref: one for one in map(kubernetes.workload, own)}
    for part in parts:
        for one in part.workloads:
            if _known(one.ref, found) is None:
                found[one.ref] = one
    return tuple(found.values())


def nodes(parts: Sequence[Found]) -> tuple[Node, ...]:
    """Each node once, by the source that tells most."""
    told = [kubernetes.node(one) for one in of_kind(parts, "Node")]
    told += (one for part in parts for one in part.nodes)
    told.sort(key=lambda one: not (one.allocatable or one.taints))
    return tuple({one.name: one for one in reversed(told)}.values())[::-1]


def events(parts: Sequence[Found]) -> list[list[Event]]:
    """The tables of all files; the objects of one file are a table too."""
    tables = []
    for part in parts:
        if objects := of_kind([part], "Event"):
            tables.append([kubernetes.event(one) for one in objects])
        tables += part.events
    return tables


def services(parts: Sequence[Found]) -> tuple[Service, ...]:
    """Services with their ready endpoints, where somebody looked for any."""
    endpoints = of_kind(parts, "Endpoints", "EndpointSlice")
    own = [one for one in of_kind(parts, "Service") if not _is_workload(one)]
    told = [kubernetes.service(one, endpoints or None) for one in own]
    told += (one for part in parts for one in part.services)
    found: dict[Ref, Service] = {}
    for one in told:
        known = found.get(one.ref, one)
        count = known.endpoints if known.endpoints is not None else one.endpoints
        found[one.ref] = replace(known if known.selector else one, endpoints=count)
    return tuple(found.values())


def references(parts: Sequence[Found]) -> tuple[Reference, ...]:
    """What the pods name, and what is there of it; a file without it doesn't prove it absent."""
    claims = of_kind(parts, "PersistentVolumeClaim")
    secrets, maps = of_kind(parts, "Secret"), of_kind(parts, "ConfigMap")
    pods = [*of_kind(parts, "Pod"), *(one for part in parts for one in part.described)]
    named = kubernetes.references(pods, secrets, maps, claims, of_kind(parts, "ServiceAccount"))
    there = [kubernetes.claim(one) for one in claims]
    there += (one for part in parts for one in part.references)
    return tuple(_with(there, (_maybe(one) for one in named)))


def _with(there: Sequence[Reference], named: Iterable[Reference]) -> Iterable[Reference]:
    """References with what descriptions and tables tell; those that no pod names come last."""
    left = {one.ref: one for one in reversed(there)}
    for one in named:
        known = left.pop(one.ref, None)
        yield (
            one
            if known is None
            else replace(
                one, present=True, detail=one.detail or known.detail, keys=one.keys or known.keys
            )
        )
    yield from reversed(left.values())


def _maybe(one: Reference) -> Reference:
    return one if one.present else replace(one, present=None)


def _is_workload(one: Object) -> bool:
    """Knative's Service is a workload, and Kubernetes' own is none."""
    return text(one, "kind") != "Service" or text(one, "apiVersion").startswith(_KNATIVE)


def _known(ref: Ref, found: Iterable[Ref]) -> Ref | None:
    """The object that one without a namespace is."""
    for one in found:
        same = (one.kind, one.name) == (ref.kind, ref.name)
        if same and (one.namespace == ref.namespace or not ref.namespace):
            return one
    return None
