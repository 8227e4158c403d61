"""Containers that run, or may run, as root."""

from collections.abc import Iterator
from typing import Any

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context
from .contexts import CONTEXT_HELP, STANDARDS, inherited, is_false, is_true, pod_security

USER, GROUP, NON_ROOT = "runAsUser", "runAsGroup", "runAsNonRoot"


def number(value: Any) -> int | None:
    """An id as a number, also from a string of digits; None for anything else."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


@rule(
    "run-as-non-root",
    "No container runs as root",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.ANY_CONTAINER,
    remediation="Set securityContext.runAsNonRoot: true and a runAsUser above 0 on the pod; "
    "with KubernetesService, its argument run_as_user.",
    argument="run_as_user",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security restricted: Running as Non-root", "CIS Kubernetes 5.2.7"),
)
def run_as_non_root(container: Container, _: Context) -> Iterator[Problem]:
    """What the container says wins over what its pod says."""
    user = number(inherited(container, USER))
    if user == 0:
        yield Problem("securityContext.runAsUser", "The container runs as user 0, which is root.")
    elif not (user and user > 0) and not is_true(inherited(container, NON_ROOT)):
        yield Problem(
            "securityContext.runAsNonRoot",
            "Neither runAsNonRoot: true nor a runAsUser above 0 keeps the container from root.",
        )


@rule(
    "run-as-non-root-strict",
    "The kubelet refuses to start a container as root",
    severity=Severity.HIGH,
    profile=Profile.RESTRICTED,
    subject=Subject.ANY_CONTAINER,
    remediation="Set securityContext.runAsNonRoot: true on the pod and take runAsUser: 0 out; "
    "with KubernetesService, its argument run_as_user.",
    argument="run_as_user",
    link=STANDARDS,
    tags=("security",),
    frameworks=(
        "Pod Security restricted: Running as Non-root",
        "Pod Security restricted: Running as Non-root user",
        "CIS Kubernetes 5.2.7",
    ),
)
def run_as_non_root_strict(container: Container, _: Context) -> Iterator[Problem]:
    """A numeric user is not enough: an image's own user may be root under another number.

    A pod that allows root in so many words fails, whatever its containers say.
    """
    allowed_by_pod = is_false(pod_security(container.pod).get(NON_ROOT))
    if allowed_by_pod or not is_true(inherited(container, NON_ROOT)):
        yield Problem("securityContext.runAsNonRoot", "runAsNonRoot is not true.")
    users = (container.security.get(USER), pod_security(container.pod).get(USER))
    if any(number(user) == 0 for user in users):
        yield Problem("securityContext.runAsUser", "runAsUser is 0, which is root.")


@rule(
    "high-uid",
    "User and group ids are above those of the host",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.ANY_CONTAINER,
    remediation="Set securityContext.runAsUser and runAsGroup above 10000; with "
    "KubernetesService, its argument run_as_user.",
    argument="run_as_user",
    link=CONTEXT_HELP,
    tags=("security",),
    settings={"above": 10000},
)
def high_uid(container: Container, context: Context) -> Iterator[Problem]:
    """A low id may be that of a user of the host, whose files a break-out would reach."""
    above = context.settings["above"]
    ids = {field: number(inherited(container, field)) for field in (USER, GROUP)}
    if all(one is None for one in ids.values()):
        yield Problem("securityContext.runAsUser", "Neither a user nor a group id is set.")
    for field, one in ids.items():
        if one is not None and one <= above:
            yield Problem(f"securityContext.{field}", f"{field} is not above {above}.")
