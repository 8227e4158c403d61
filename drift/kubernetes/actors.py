"""Field managers: which are ours, which are people at work, and which are controllers."""

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from drift.exclusions import matches

from .owning import Entry, size


class Actor(Enum):
    """Who is behind a field manager."""

    OURS = auto()
    PERSON = auto()
    WEBHOOK = auto()
    CONTROLLER = auto()
    OTHER = auto()


PEOPLE = (
    "kubectl*",
    "oc",
    "oc-*",
    "k9s*",
    "Lens*",
    "lens*",
    "OpenLens*",
    "freelens*",
    "node-fetch*",  # what Lens is known by
    "Mozilla*",  # consoles in a browser
    "Headlamp*",
    "headlamp*",
    "dashboard*",
    "kubernetes-dashboard*",
    "octant*",
    "aptakube*",
    "curl*",
    "HTTPie*",
    "PostmanRuntime*",
)
"""What people change objects with, by the names these tools give themselves."""

WEBHOOKS = (
    "istio*",
    "pilot-discovery*",
    "sidecar-injector*",
    "linkerd*",
    "vault-agent-injector*",
    "kyverno*",
    "gatekeeper*",
    "vpa-admission-controller*",
    "consul-k8s*",
    "dapr*",
    "*webhook*",
)

CONTROLLERS = (
    "kube-*",
    "kubelet*",
    "cloud-controller-manager*",
    "cluster-autoscaler*",
    "karpenter*",
    "vpa-*",
    "keda*",
    "cainjector*",
    "cert-manager*",
    "argo*",
    "helm*",
    "rancher*",
    "Reloader*",
    "keel*",
    "manager",
    "*controller*",
    "*operator*",
    "*autoscaler*",
    "before-first-apply",  # what was there when the server began to keep records
)

_NEVER_OURS = (
    "kubectl-edit*",
    "kubectl-patch*",
    "kubectl-set*",
    "kubectl-scale*",
    "kubectl-rollout*",
    "kube-*",
    "kubelet*",
    "vpa-*",
    "*autoscaler*",
)
"""Never who applied an object, however much of it they own."""


class Cast:
    """The managers of one object. `ours` are those that write what we declare."""

    def __init__(self, entries: Iterable[Entry], patterns: Sequence[str], *, guess: bool) -> None:
        """Find ours by pattern; with `guess`, where none fits, whoever owns most of the object."""
        everybody = [one for one in entries if not one.subresource]
        found = {one.manager for one in everybody if _any(one.manager, patterns)}
        if not found and guess:
            appliers = [one for one in everybody if not _any(one.manager, _NEVER_OURS)]
            largest = max(appliers, key=size, default=None)
            found = {largest.manager} if largest else set()
        self.ours = frozenset(found)

    def actor(self, entry: Entry) -> Actor:
        """Who is behind an entry."""
        if entry.manager in self.ours and not entry.subresource:
            return Actor.OURS
        if entry.subresource == "status":
            return Actor.CONTROLLER
        for actor, patterns in _PATTERNS:
            if _any(entry.manager, patterns):
                return actor
        return Actor.OTHER


_PATTERNS = (
    (Actor.PERSON, PEOPLE),
    (Actor.WEBHOOK, WEBHOOKS),
    (Actor.CONTROLLER, CONTROLLERS),
)


def _any(manager: str, patterns: Iterable[str]) -> bool:
    return any(matches(pattern, manager) for pattern in patterns)
