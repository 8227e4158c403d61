"""Rows of `kubectl get` for nodes, claims, endpoints, Secrets and ConfigMaps."""

from collections.abc import Mapping

from diagnosis.snapshot import Condition, Node, Ref, Reference, Service


def node(row: Mapping[str, str]) -> Node | None:
    """`NotReady,SchedulingDisabled` -> a condition and a mark."""
    name, words = _name(row), row.get("STATUS", "").split(",")
    if not name or words[0] not in ("Ready", "NotReady", "Unknown"):
        return None
    status = {"Ready": "True", "NotReady": "False"}.get(words[0], "Unknown")
    return Node(
        name=name,
        conditions=(Condition("Ready", status),),
        unschedulable="SchedulingDisabled" in words,
    )


def claim(row: Mapping[str, str], namespace: str = "") -> Reference | None:
    """A PersistentVolumeClaim with its phase and storage class."""
    name, storage = _name(row), row.get("STORAGECLASS", "")
    if not name:
        return None
    detail = (row.get("STATUS", ""), f"storage class {storage}" if storage else "")
    return Reference(
        Ref("PersistentVolumeClaim", name, row.get("NAMESPACE", namespace)),
        present=True,
        detail=", ".join(filter(None, detail)),
    )


def endpoints(row: Mapping[str, str], namespace: str = "") -> Service | None:
    """The endpoints of a Service: `10.0.0.7:80,10.0.0.8:80 + 1 more...`, or `<none>`."""
    name = _name(row)
    if not name:
        return None
    told = row.get("ENDPOINTS", "").split()
    shown = [one for one in (told[0].split(",") if told else ()) if one and one != "<none>"]
    more = int(told[2][:9]) if len(told) > 2 and told[2].isdecimal() else 0  # noqa: PLR2004
    return Service(
        Ref("Service", name, row.get("NAMESPACE", namespace)),
        # A Service with two ports shows each address twice.
        endpoints=more + len({one.rpartition(":")[0] for one in shown}),
    )


def service(row: Mapping[str, str], namespace: str = "") -> Service | None:
    """A Service, of which a table tells neither the selector nor the endpoints."""
    name = _name(row)
    return Service(Ref("Service", name, row.get("NAMESPACE", namespace))) if name else None


def named(kind: str, row: Mapping[str, str], namespace: str = "") -> Reference | None:
    """A Secret or a ConfigMap, of which a table tells that it is there."""
    name = _name(row)
    ref = Ref(kind, name, row.get("NAMESPACE", namespace))
    return Reference(ref, present=True) if name else None


def _name(row: Mapping[str, str]) -> str:
    return row.get("NAME", "").rpartition("/")[2]
