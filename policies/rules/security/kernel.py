"""Fields that reach into the kernel of the node: /proc, sysctls, Windows host processes."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context, Pod, mapping, mappings, text
from .contexts import STANDARDS, is_true, places, pod_security

SAFE_SYSCTLS = frozenset(
    {
        "kernel.shm_rmid_forced",
        "net.ipv4.ip_local_port_range",
        "net.ipv4.ip_local_reserved_ports",
        "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.ping_group_range",
        "net.ipv4.tcp_fin_timeout",
        "net.ipv4.tcp_keepalive_intvl",
        "net.ipv4.tcp_keepalive_probes",
        "net.ipv4.tcp_keepalive_time",
        "net.ipv4.tcp_rmem",
        "net.ipv4.tcp_syncookies",
        "net.ipv4.tcp_wmem",
    }
)
"""The sysctls that Pod Security baseline allows: they touch the pod's namespace only."""
UNSAFE_ANNOTATION = "security.alpha.kubernetes.io/unsafe-sysctls"


@rule(
    "procmount",
    "/proc is masked as usual",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.ANY_CONTAINER,
    remediation="Take securityContext.procMount out; KubernetesService never sets it, so look "
    "in its argument pod_overrides.",
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security baseline: /proc Mount Type",),
)
def procmount(container: Container, _: Context) -> Iterator[Problem]:
    """An unmasked /proc shows and changes the node's kernel settings."""
    if text(container.security.get("procMount") or "Default") != "Default":
        yield Problem("securityContext.procMount", "procMount is not Default.")


@rule(
    "sysctls",
    "Only safe sysctls are set",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.POD,
    remediation="Take the sysctl out of securityContext.sysctls; KubernetesService sets none, so "
    "look in its argument pod_overrides.",
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security baseline: Sysctls",),
)
def sysctls(pod: Pod, _: Context) -> Iterator[Problem]:
    """An unsafe sysctl can disturb other pods of the node."""
    for index, one in enumerate(mappings(pod_security(pod).get("sysctls"))):
        name = text(one.get("name"))
        if name and name.replace("/", ".") not in SAFE_SYSCTLS:
            yield Problem(
                f"spec.securityContext.sysctls[{index}]", f"The sysctl {name} is not safe."
            )
    if mapping(pod.metadata.get("annotations")).get(UNSAFE_ANNOTATION):
        yield Problem("metadata.annotations", f"The annotation {UNSAFE_ANNOTATION} is set.")


@rule(
    "host-process",
    "No container is a process of a Windows host",
    severity=Severity.CRITICAL,
    profile=Profile.BASELINE,
    subject=Subject.POD,
    remediation="Take windowsOptions.hostProcess out; KubernetesService never sets it, so look "
    "in its argument pod_overrides.",
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security baseline: HostProcess", "CIS Kubernetes 5.2.11"),
)
def host_process(pod: Pod, _: Context) -> Iterator[Problem]:
    """A host process has the host's rights."""
    for path, data in places(pod):
        if is_true(mapping(data.get("windowsOptions")).get("hostProcess")):
            yield Problem(f"{path}.windowsOptions.hostProcess", "hostProcess is true.")
