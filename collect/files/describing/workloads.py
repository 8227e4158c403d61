"""A described Deployment, ReplicaSet, StatefulSet, DaemonSet, Job or CronJob."""

import re
from collections.abc import Sequence

from collect.parsing.kubernetes.metadata import conditions as api_conditions
from collect.parsing.times import moment
from diagnosis.snapshot import Ref, Workload

from .conditions import conditions
from .lines import Group, by_key, pairs, value

WORKLOADS = ("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob")
"""The kinds that are read here."""

_REVISION = "deployment.kubernetes.io/revision"
_DAEMONS = {
    "desired": "Desired Number of Nodes Scheduled",
    "updated": "Number of Nodes Scheduled with Up-to-date Pods",
    "available": "Number of Nodes Scheduled with Available Pods",
}
_COUNT = re.compile(r"(\d{1,9}) (\w+)")
_READY = re.compile(r"\((\d{1,9}) Ready\)")


def workload(top: Sequence[Group], kind: str) -> Workload:
    """The workload of the groups of a description. Counts that it doesn't tell are None."""
    found = by_key(top)
    counts = _counts(found, kind)
    namespace = value(found, "Namespace")
    owner_kind, slash, owner = value(found, "Controlled By").partition("/")
    told = {"status": {"conditions": conditions(found.get("Conditions"))}}
    return Workload(
        ref=Ref(kind, value(found, "Name"), namespace),
        owner=Ref(owner_kind, owner, namespace) if slash else None,
        desired=counts.get("desired"),
        updated=counts.get("updated"),
        ready=counts.get("ready"),
        available=counts.get("available"),
        failed=counts.get("failed"),
        revision=pairs_of_annotations(found).get(_REVISION, ""),
        conditions=api_conditions(told),
        selector=pairs(found.get("Selector")),
        created=moment(value(found, "CreationTimestamp")),
    )


def pairs_of_annotations(found: dict[str, Group]) -> dict[str, str]:
    """Annotations are written `key: value`, one on a line."""
    said = found["Annotations"].values() if "Annotations" in found else []
    split = (one.partition(":") for one in said)
    return {key.strip(): text.strip() for key, colon, text in split if colon}


def _counts(found: dict[str, Group], kind: str) -> dict[str, int]:
    if kind == "DaemonSet":
        return {
            name: int(told[:9])
            for name, key in _DAEMONS.items()
            if (told := value(found, key)).isdecimal()
        }
    statuses = value(found, "Pods Statuses", "Pods Status")
    told = value(found, "Replicas")
    counts = {word.lower(): int(number) for number, word in _COUNT.findall(f"{told} {statuses}")}
    if kind == "Job":
        counts.pop("desired", None)
        if (completions := value(found, "Completions")).isdecimal():
            counts["desired"] = int(completions[:9])
        if ready := _READY.search(statuses):
            counts["ready"] = int(ready[1])
    return counts if kind == "Job" else {k: v for k, v in counts.items() if k != "failed"}
