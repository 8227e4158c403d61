"""A pod of the API."""

from collections.abc import Mapping

from collect.parsing.fields import moment, strings, text, whole
from diagnosis.snapshot import Pod

from .containers import containers
from .metadata import conditions, owner, ref
from .volumes import volumes


def pod(obj: Mapping[str, object]) -> Pod:
    """A pod as the API gives it, with all its containers; env names only, never values."""
    return Pod(
        ref=ref(obj, "Pod"),
        phase=text(obj, "status", "phase"),
        reason=text(obj, "status", "reason"),
        message=text(obj, "status", "message"),
        owner=owner(obj),
        node=text(obj, "spec", "nodeName"),
        ip=text(obj, "status", "podIP"),
        labels=strings(obj, "metadata", "labels"),
        conditions=conditions(obj),
        containers=containers(obj),
        volumes=volumes(obj),
        service_account=text(obj, "spec", "serviceAccountName"),
        restart_policy=text(obj, "spec", "restartPolicy"),
        qos=text(obj, "status", "qosClass"),
        grace=whole(obj, "spec", "terminationGracePeriodSeconds"),
        created=moment(obj, "metadata", "creationTimestamp"),
        started=moment(obj, "status", "startTime"),
        deleted=moment(obj, "metadata", "deletionTimestamp"),
    )
