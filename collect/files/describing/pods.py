"""A described pod, as the API writes it."""

import re
from collections.abc import Sequence
from typing import Any

from .conditions import conditions
from .containers import containers
from .lines import Group, by_key, pairs, value
from .vocabulary import CONTAINERS
from .volumes import volumes

_FIELDS = {
    "Init Containers": ("initContainers", "initContainerStatuses"),
    "Containers": ("containers", "containerStatuses"),
    "Ephemeral Containers": ("ephemeralContainers", "ephemeralContainerStatuses"),
}
_SECONDS = re.compile(r"(\d{1,9})s")


def pod(top: Sequence[Group]) -> dict[str, Any]:
    """The pod of the groups of a description; what a fragment leaves out is left out."""
    found = by_key(top)
    phase = value(found, "Status").partition(" ")[0]
    leaving = phase == "Terminating"
    spec, status = _containers(found)
    grace = _SECONDS.match(value(found, "Termination Grace Period"))
    return {
        "kind": "Pod",
        "metadata": {
            "name": value(found, "Name"),
            "namespace": value(found, "Namespace"),
            "labels": pairs(found.get("Labels")),
            "ownerReferences": _owners(value(found, "Controlled By", "Controllers")),
        },
        "spec": spec
        | {
            "nodeName": value(found, "Node").partition("/")[0],
            "serviceAccountName": value(found, "Service Account"),
            "terminationGracePeriodSeconds": grace[1] if grace else None,
            "volumes": list(volumes(found["Volumes"].body)) if "Volumes" in found else [],
        },
        "status": status
        | {
            "phase": "" if leaving else phase,
            "reason": phase if leaving else value(found, "Reason"),
            "message": found["Message"].text() if "Message" in found else "",
            "podIP": value(found, "IP"),
            "qosClass": value(found, "QoS Class"),
            "startTime": value(found, "Start Time"),
            "conditions": conditions(found.get("Conditions")),
        },
    }


def _containers(found: dict[str, Group]) -> tuple[dict[str, Any], dict[str, Any]]:
    spec: dict[str, Any] = {}
    status: dict[str, Any] = {}
    for key in CONTAINERS:
        if key in found:
            told = list(containers(found[key].body))
            declared, statuses = _FIELDS[key]
            spec[declared] = [one for one, _ in told]
            status[statuses] = [one for _, one in told]
    return spec, status


def _owners(told: str) -> list[dict[str, Any]]:
    kind, slash, name = told.partition("/")
    return [{"kind": kind, "name": name, "controller": True}] if slash else []
