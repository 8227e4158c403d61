"""Rows of `kubectl get` for what owns pods: the columns tell which kind it is."""

from collections.abc import Mapping, Sequence

from diagnosis.snapshot import Ref, Workload

from .cells import kind

_KINDS = {
    ("UP-TO-DATE", "NODE SELECTOR"): "DaemonSet",
    ("UP-TO-DATE",): "Deployment",
    ("COMPLETIONS",): "Job",
    ("DESIRED", "CURRENT", "READY"): "ReplicaSet",
    ("SCHEDULE", "SUSPEND"): "CronJob",
    ("READY",): "StatefulSet",
}
"""Kinds by columns that they have, the first that fits."""


def kind_of(names: Sequence[str]) -> str:
    """The kind of workload that a table with these columns is of; empty for other tables."""
    if "NAME" not in names or ("STATUS" in names and "COMPLETIONS" not in names):
        return ""
    return next((kind for columns, kind in _KINDS.items() if set(columns) <= set(names)), "")


def workload(row: Mapping[str, str], table: str, namespace: str = "") -> Workload | None:
    """A row of a table of workloads; None for a row without a name."""
    prefix, _, name = row.get("NAME", "").rpartition("/")
    if not name:
        return None
    ready, _, desired = row.get("READY", row.get("COMPLETIONS", "")).partition("/")
    is_job = table == "Job"
    return Workload(
        ref=Ref(kind(prefix) if prefix else table, name, row.get("NAMESPACE", namespace)),
        desired=_number(desired or row.get("DESIRED", "")),
        updated=_number(row.get("UP-TO-DATE", "")),
        ready=None if is_job else _number(ready),
        available=_number(row.get("AVAILABLE", "")),
    )


def _number(cell: str) -> int | None:
    return int(cell[:9]) if cell.isdecimal() else None
