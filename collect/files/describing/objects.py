"""Described nodes, claims, Services, Secrets and ConfigMaps."""

from collections.abc import Sequence

from collect.parsing.kubernetes.metadata import conditions as api_conditions
from diagnosis.snapshot import Node, Ref, Reference, Service, Taint

from .conditions import conditions
from .lines import Group, by_key, pairs, value


def node(top: Sequence[Group]) -> Node:
    """A node: conditions, taints, and what it has to give."""
    found = by_key(top)
    told = {"status": {"conditions": conditions(found.get("Conditions"))}}
    system = _fields(found.get("System Info"))
    return Node(
        name=value(found, "Name"),
        conditions=api_conditions(told),
        taints=tuple(_taint(one) for one in found["Taints"].values()) if "Taints" in found else (),
        unschedulable=value(found, "Unschedulable") == "true",
        allocatable=_fields(found.get("Allocatable")),
        architecture=system.get("Architecture")
        or pairs(found.get("Labels")).get("kubernetes.io/arch", ""),
    )


def claim(top: Sequence[Group]) -> Reference:
    """A PersistentVolumeClaim: its phase and storage class."""
    found = by_key(top)
    storage = value(found, "StorageClass")
    detail = (value(found, "Status"), f"storage class {storage}" if storage else "")
    return Reference(
        Ref("PersistentVolumeClaim", value(found, "Name"), value(found, "Namespace")),
        present=True,
        detail=", ".join(filter(None, detail)),
    )


def service(top: Sequence[Group]) -> Service:
    """A Service; its endpoints are counted by address, each port writes them again."""
    found = by_key(top)
    shown = [one for group in top if group.key == "Endpoints" for one in group.value.split(",")]
    addresses = {one.strip().rpartition(":")[0] for one in shown if ":" in one}
    return Service(
        ref=Ref("Service", value(found, "Name"), value(found, "Namespace")),
        selector=pairs(found.get("Selector")),
        target_ports=tuple(
            group.value.partition("/")[0] for group in top if group.key == "TargetPort"
        ),
        endpoints=len(addresses) if "Endpoints" in found else None,
    )


def entries(top: Sequence[Group], kind: str) -> Reference:
    """A Secret (`password:  12 bytes`) or a ConfigMap (`key:` over a rule): names, no values."""
    found = by_key(top)
    body = found["Data"].body
    keys = [
        line.key
        for at, line in enumerate(body)
        if line.key
        and (
            kind == "Secret"
            or (not line.value and at + 1 < len(body) and body[at + 1].text.startswith("---"))
        )
    ]
    ref = Ref(kind, value(found, "Name"), value(found, "Namespace"))
    return Reference(ref, present=True, keys=tuple(sorted(keys)))


def _taint(told: str) -> Taint:
    """`key=value:NoExecute`."""
    pair, _, effect = told.rpartition(":")
    key, _, content = pair.partition("=")
    return Taint(key, content, effect)


def _fields(group: Group | None) -> dict[str, str]:
    return {line.key: line.value for line in group.body if line.key} if group else {}
