"""Containers that are the host's root in all but name."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context
from .contexts import STANDARDS, is_false, is_true, on_linux


@rule(
    "privileged",
    "No container is privileged",
    severity=Severity.CRITICAL,
    profile=Profile.BASELINE,
    subject=Subject.ANY_CONTAINER,
    remediation="Take securityContext.privileged out; KubernetesService never sets it, "
    "so look in its argument pod_overrides.",
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security baseline: Privileged Containers", "CIS Kubernetes 5.2.2"),
)
def privileged(container: Container, _: Context) -> Iterator[Problem]:
    """A privileged container has every right on its node."""
    if is_true(container.security.get("privileged")):
        yield Problem("securityContext.privileged", "The container is privileged.")


@rule(
    "privilege-escalation",
    "A process cannot gain more privileges than its parent",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.ANY_CONTAINER,
    remediation="Set securityContext.allowPrivilegeEscalation: false on the container; "
    "KubernetesService does, unless its argument pod_overrides changes it.",
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security restricted: Privilege Escalation", "CIS Kubernetes 5.2.6"),
    applies=on_linux,
)
def privilege_escalation(container: Container, _: Context) -> Iterator[Problem]:
    """The default allows it, so it must be denied in so many words, on the container."""
    if not is_false(container.security.get("allowPrivilegeEscalation")):
        yield Problem(
            "securityContext.allowPrivilegeEscalation",
            "allowPrivilegeEscalation is not explicitly false.",
        )
