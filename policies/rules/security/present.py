"""Whether a security context was written at all, and whether anything hardens the container."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context, mapping, text
from .capabilities import capability_names
from .contexts import CONTEXT_HELP, inherited, on_linux, pod_security
from .mandatory_access import APPARMOR_ANNOTATION
from .seccomp import effective_seccomp


@rule(
    "security-context-present",
    "The pod and its containers have a security context",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.ANY_CONTAINER,
    remediation="Write a securityContext on the pod and on each container; KubernetesService "
    "does, and its arguments run_as_user and read_only_root change it.",
    argument="run_as_user",
    link=CONTEXT_HELP,
    tags=("security",),
    frameworks=("CIS Kubernetes 5.7.3",),
)
def security_context_present(container: Container, _: Context) -> Iterator[Problem]:
    """An empty one counts as none: the defaults are those of a trusted machine."""
    if not pod_security(container.pod):
        yield Problem("", "The container's pod has no security context.")
    if not container.security:
        yield Problem("securityContext", "The container has no security context.")


def _confined_by_apparmor(container: Container) -> bool:
    profile = text(mapping(inherited(container, "appArmorProfile")).get("type"))
    notes = mapping(container.pod.metadata.get("annotations"))
    note = text(notes.get(APPARMOR_ANNOTATION + container.name))
    return profile in {"RuntimeDefault", "Localhost"} or note not in {"", "unconfined"}


def _drops_capabilities(container: Container) -> bool:
    return bool(capability_names(container, "drop")) and "ALL" not in capability_names(
        container, "add"
    )


@rule(
    "linux-hardening",
    "Something of Linux confines each container",
    severity=Severity.MEDIUM,
    profile=Profile.OPTIONAL,
    subject=Subject.ANY_CONTAINER,
    remediation="Set a seccomp or AppArmor profile, SELinux options, or drop capabilities; "
    "KubernetesService does, unless its argument pod_overrides changes it.",
    argument="pod_overrides",
    link=CONTEXT_HELP,
    tags=("security",),
    frameworks=("CIS Kubernetes 5.7.3",),
    applies=on_linux,
)
def linux_hardening(container: Container, _: Context) -> Iterator[Problem]:
    """Any one of the four."""
    hardened = (
        effective_seccomp(container) not in {"", "Unconfined"}
        or bool(mapping(inherited(container, "seLinuxOptions")))
        or _drops_capabilities(container)
        or _confined_by_apparmor(container)
    )
    if not hardened:
        yield Problem(
            "securityContext",
            "Neither seccomp, AppArmor, SELinux nor dropped capabilities confine the container.",
        )
