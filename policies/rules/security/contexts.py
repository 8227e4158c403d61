"""Security contexts of a pod and its containers, and what a container inherits."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..subjects import Container, Context, Data, Object, Pod, mapping, text

STANDARDS = "https://kubernetes.io/docs/concepts/security/pod-security-standards/"
"""The Pod Security Standards; their control names are in `frameworks`."""

CONTEXT_HELP = "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"
"""How a securityContext is written."""


class Place(NamedTuple):
    """One security context: where it stands below the pod, and its data."""

    path: str
    data: Data


def pod_security(pod: Pod) -> Data:
    """The pod's own securityContext; empty if there is none."""
    return mapping(pod.spec.get("securityContext"))


def below_pod(container: Container) -> str:
    """The path of a container below its pod."""
    base = container.pod.path
    return container.path.removeprefix(f"{base}.") if base else container.path


def places(pod: Pod) -> Iterator[Place]:
    """The security contexts of the pod and of all its containers."""
    yield Place("spec.securityContext", pod_security(pod))
    for container in pod.every_container:
        yield Place(f"{below_pod(container)}.securityContext", container.security)


def inherited(container: Container, field: str) -> Any:
    """A field of the container's securityContext, or else of its pod's; None if neither has it."""
    own = container.security.get(field)
    return pod_security(container.pod).get(field) if own is None else own


def is_true(value: Any) -> bool:
    """Whether a flag is set. A quoted `"true"` counts: its writer meant it."""
    return text(value).lower() == "true"


def is_false(value: Any) -> bool:
    """Whether a flag is explicitly false, quoted or not."""
    return text(value).lower() == "false"


def on_linux(subject: Container | Pod, _: Context) -> bool:
    """Whether the pod may run on Linux: a pod that says Windows is exempt."""
    pod = subject.pod if isinstance(subject, Container) else subject
    return text(mapping(pod.spec.get("os")).get("name")).lower() != "windows"


def spec_and_misplaced(pod: Pod) -> Iterator[Place]:
    """The pod's spec, and the workload's where pod fields were written one level too high.

    Kubernetes ignores the latter, but its writer meant it. Paths are from the object.
    """
    yield Place(pod.spec_path, pod.spec)
    owner: Object = pod.owner
    if pod.path:
        yield Place("spec", owner.spec)
