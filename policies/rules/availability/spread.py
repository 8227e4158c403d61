"""Replicas on different nodes and zones."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..quantities import whole
from ..registry import rule
from ..selectors import home, selects
from ..subjects import SERVING, Context, Data, Pod, mapping, mappings, text, texts
from .scale import SCALABLE, many

TOPOLOGY_KEYS = frozenset(
    {
        "kubernetes.io/hostname",
        "topology.kubernetes.io/zone",
        "failure-domain.beta.kubernetes.io/zone",
    }
)
"""Node labels that tell hosts and zones apart."""

_LINK = "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/"
_REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
_PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"


@rule(
    "anti-affinity",
    "Replicas are kept apart",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.POD,
    kinds=SCALABLE,
    remediation="Add topologySpreadConstraints on kubernetes.io/hostname that select these pods.",
    argument="replicas",
    link=_LINK,
    tags=("availability",),
    applies=lambda pod, context: many(pod.owner, context.world),
)
def apart(pod: Pod, _: Context) -> Iterator[Problem]:
    """Left to chance all replicas may land on one node, and go with it."""
    if pod.spec.get("topologySpreadConstraints"):
        return
    affinity = mapping(mapping(pod.spec.get("affinity")).get("podAntiAffinity"))
    terms = mappings(affinity.get(_REQUIRED)) + [
        mapping(one.get("podAffinityTerm")) for one in mappings(affinity.get(_PREFERRED))
    ]
    if not any(_keeps_apart(term, pod) for term in terms):
        yield Problem(
            "spec.affinity.podAntiAffinity",
            "neither pod anti-affinity on host or zone nor topologySpreadConstraints",
        )


@rule(
    "topology-spread",
    "Pods are spread over hosts or zones",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.POD,
    kinds=SERVING,
    remediation="Add topologySpreadConstraints on kubernetes.io/hostname or the zone.",
    argument="replicas",
    link=_LINK,
    tags=("availability",),
)
def spread(pod: Pod, _: Context) -> Iterator[Problem]:
    """The scheduler's default spread is soft and counts a node's other pods, too."""
    constraints = mappings(pod.spec.get("topologySpreadConstraints"))
    if not any(text(one.get("topologyKey")) in TOPOLOGY_KEYS for one in constraints):
        message = "has no topologySpreadConstraints on host or zone"
        yield Problem("spec.topologySpreadConstraints", message)


@rule(
    "topology-spread-valid",
    "A spread constraint selects its own pods",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.POD,
    remediation="Give the constraint a labelSelector that matches the pod's own labels.",
    argument="labels",
    link=_LINK,
    tags=("availability",),
)
def valid(pod: Pod, _: Context) -> Iterator[Problem]:
    """A constraint that counts other pods spreads nothing, or keeps these from being placed."""
    for index, one in enumerate(mappings(pod.spec.get("topologySpreadConstraints"))):
        path = f"spec.topologySpreadConstraints[{index}]"
        selector = one.get("labelSelector")
        if selector is None or not selects(mapping(selector), pod.labels):
            yield Problem(f"{path}.labelSelector", "does not select the pods it belongs to")
        yield from _refused(one, path)


def _refused(constraint: Data, path: str) -> Iterator[Problem]:
    """What the API would refuse anyway."""
    if (whole(constraint.get("maxSkew")) or 0) < 1:
        yield Problem(f"{path}.maxSkew", "maxSkew must be 1 or more")
    if not constraint.get("topologyKey"):
        yield Problem(f"{path}.topologyKey", "topologyKey is not set")
    if constraint.get("whenUnsatisfiable") not in ("DoNotSchedule", "ScheduleAnyway"):
        message = "whenUnsatisfiable must be DoNotSchedule or ScheduleAnyway"
        yield Problem(f"{path}.whenUnsatisfiable", message)


def _keeps_apart(term: Data, pod: Pod) -> bool:
    selector = term.get("labelSelector")
    if text(term.get("topologyKey")) not in TOPOLOGY_KEYS or selector is None:
        return False
    namespaces = texts(term.get("namespaces"))
    if namespaces and home(pod.owner) not in namespaces:
        return False
    return selects(mapping(selector), pod.labels)
