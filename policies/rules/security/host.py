"""What a pod shares with its node: namespaces and ports."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..quantities import whole
from ..registry import rule
from ..subjects import Container, Context, Object, mappings
from .contexts import STANDARDS, is_true, spec_and_misplaced

BASE = "Pod Security baseline: Host Namespaces"
REMEDY = (
    "Take {} out of the pod's spec; KubernetesService never sets it, so look in its argument "
    "pod_overrides."
)
SHARED = {"hostNetwork": "network", "hostPID": "process ids", "hostIPC": "IPC"}


def _shared(target: Object, *fields: str) -> Iterator[Problem]:
    if target.pod is None:
        return
    for path, data in spec_and_misplaced(target.pod):
        for field in fields:
            if is_true(data.get(field)):
                yield Problem(f"{path}.{field}", f"The pod shares the node's {SHARED[field]}.")


def _has_pod(target: Object, _: Context) -> bool:
    return target.pod is not None


@rule(
    "host-network",
    "The pod has its own network",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    remediation=REMEDY.format("hostNetwork"),
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=(BASE, "CIS Kubernetes 5.2.5"),
    applies=_has_pod,
)
def host_network(target: Object, _: Context) -> Iterator[Problem]:
    """On the node's network it reaches what listens on the node only."""
    yield from _shared(target, "hostNetwork")


@rule(
    "host-pid",
    "The pod has its own process ids",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    remediation=REMEDY.format("hostPID"),
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=(BASE, "CIS Kubernetes 5.2.3"),
    applies=_has_pod,
)
def host_pid(target: Object, _: Context) -> Iterator[Problem]:
    """With the node's it sees, and may signal, every process."""
    yield from _shared(target, "hostPID")


@rule(
    "host-ipc",
    "The pod has its own IPC",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    remediation=REMEDY.format("hostIPC"),
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=(BASE, "CIS Kubernetes 5.2.4"),
    applies=_has_pod,
)
def host_ipc(target: Object, _: Context) -> Iterator[Problem]:
    """With the node's it reads the shared memory of others."""
    yield from _shared(target, "hostIPC")


@rule(
    "host-namespaces",
    "The pod shares no namespace with its node",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    remediation=REMEDY.format("hostNetwork, hostPID and hostIPC"),
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=(BASE,),
    applies=_has_pod,
)
def host_namespaces(target: Object, _: Context) -> Iterator[Problem]:
    """Any of the three."""
    yield from _shared(target, *SHARED)


@rule(
    "host-port",
    "No container takes a port of its node",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.ANY_CONTAINER,
    remediation="Take hostPort out of the container's ports and publish through a Service; with "
    "KubernetesService, its argument service_type.",
    argument="service_type",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security baseline: Host Ports", "CIS Kubernetes 5.2.13"),
)
def host_port(container: Container, _: Context) -> Iterator[Problem]:
    """It ties the pod to nodes where the port is free, and goes around network policies."""
    for index, port in enumerate(mappings(container.data.get("ports"))):
        taken = port.get("hostPort")
        if taken and whole(taken) != 0:  # 0 is none, also where it is quoted
            yield Problem(f"ports[{index}].hostPort", "The container takes a port of its node.")
