"""Seccomp: which system calls a container may make."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context, Data, mapping, text
from .contexts import STANDARDS, on_linux, pod_security

POD_ANNOTATION = "seccomp.security.alpha.kubernetes.io/pod"
CONTAINER_ANNOTATION = "container.seccomp.security.alpha.kubernetes.io/"
ALLOWED = frozenset({"RuntimeDefault", "Localhost"})


def profile_type(security: Data) -> str:
    """The seccomp profile type of a security context; `""` if there is none."""
    return text(mapping(security.get("seccompProfile")).get("type"))


def _from_annotation(value: str) -> str:
    if value in {"runtime/default", "docker/default"}:
        return "RuntimeDefault"
    return "Localhost" if value.startswith("localhost/") else value.capitalize()


def effective_seccomp(container: Container) -> str:
    """The type that applies to a container: its own, its pod's, or the old annotations'."""
    found = profile_type(container.security) or profile_type(pod_security(container.pod))
    if found:
        return found
    notes = mapping(container.pod.metadata.get("annotations"))
    note = notes.get(CONTAINER_ANNOTATION + container.name) or notes.get(POD_ANNOTATION)
    return _from_annotation(text(note))


@rule(
    "seccomp",
    "Every container has a seccomp profile",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.ANY_CONTAINER,
    remediation="Set securityContext.seccompProfile.type: RuntimeDefault on the pod; "
    "KubernetesService does, unless its argument pod_overrides changes it.",
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security restricted: Seccomp", "CIS Kubernetes 5.7.2"),
    applies=on_linux,
)
def seccomp(container: Container, _: Context) -> Iterator[Problem]:
    """Without a profile a container may make every system call of the kernel."""
    found = effective_seccomp(container)
    if found not in ALLOWED:
        said = "there is no seccomp profile" if not found else f"the seccomp profile is {found}"
        yield Problem(
            "securityContext.seccompProfile", f"Neither RuntimeDefault nor Localhost: {said}."
        )


@rule(
    "seccomp-baseline",
    "Seccomp is not switched off",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.ANY_CONTAINER,
    remediation="Set securityContext.seccompProfile.type: RuntimeDefault instead of Unconfined; "
    "KubernetesService does, so look in its argument pod_overrides.",
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security baseline: Seccomp",),
)
def seccomp_baseline(container: Container, _: Context) -> Iterator[Problem]:
    """What applies to the container counts, and what its pod says even where it is overridden.

    Pod Security looks at each place by itself: a container that is added later inherits the pod's.
    """
    said = (effective_seccomp(container), profile_type(pod_security(container.pod)))
    if any(one.lower() == "unconfined" for one in said):
        yield Problem("securityContext.seccompProfile", "The seccomp profile is Unconfined.")
