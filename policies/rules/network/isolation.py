"""NetworkPolicies: pods that none covers, and policies that cover no pod."""

from collections.abc import Iterable

from ..lookups import workloads_selected
from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..selectors import SelectorIndex, home, is_empty
from ..subjects import Context, Data, Object, Pod, World, mapping, texts

_LINK = "https://kubernetes.io/docs/concepts/services-networking/network-policies/"


@rule(
    "netpol-required",
    "A NetworkPolicy isolates each pod",
    severity=Severity.MEDIUM,
    profile=Profile.OPTIONAL,
    subject=Subject.POD,
    remediation="Add a NetworkPolicy that selects the pod, for both Ingress and Egress.",
    link=_LINK,
    tags=("network", "security", "graph"),
    frameworks=("CIS Kubernetes 5.3.2", "kube-score pod-networkpolicy", "Checkov CKV2_K8S_6"),
    settings={"directions": ["Ingress", "Egress"]},
)
def required(pod: Pod, context: Context) -> Iterable[Problem]:
    """Fails a pod that no policy isolates in each direction asked for."""
    policies = context.world.once(_policies).matching(home(pod.owner), pod.labels)
    covered = {direction for policy in policies for direction in _directions(policy)}
    for direction in context.settings["directions"]:
        if direction not in covered:
            yield Problem("metadata.labels", f"no NetworkPolicy for {direction} selects the pod")


@rule(
    "netpol-dangling",
    "A NetworkPolicy selects some pod",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    kinds=("NetworkPolicy",),
    remediation="Make spec.podSelector match the labels of the pods it is for.",
    link=_LINK,
    tags=("network", "security", "graph"),
    frameworks=("kube-linter dangling-networkpolicy", "kube-score networkpolicy-targets-pod"),
)
def dangling(policy: Object, context: Context) -> Iterable[Problem]:
    """Fails a selector that matches no pod given; an empty one is for all, now and later."""
    selector = _selector(policy)
    if not is_empty(selector) and not workloads_selected(context.world, home(policy), selector):
        yield Problem("spec.podSelector", "no pod in the namespace has these labels")


def _policies(world: World) -> SelectorIndex:
    return SelectorIndex(world.kind("NetworkPolicy"), _selector)


def _selector(policy: Object) -> Data:
    return mapping(policy.spec.get("podSelector"))


def _directions(policy: Object) -> Iterable[str]:
    """The directions a policy isolates; Kubernetes' own default where it does not say."""
    if types := texts(policy.spec.get("policyTypes")):
        return types
    return ("Ingress", "Egress") if policy.spec.get("egress") else ("Ingress",)
