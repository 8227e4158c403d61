"""Who owns a workload, where it lives, and what marks it: namespace, labels, owner."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..selectors import is_empty, selects
from ..subjects import POD_TEMPLATES, Context, Object, mapping, text

NAMESPACED = (
    *POD_TEMPLATES,
    "Service",
    "Secret",
    "ServiceAccount",
    "Role",
    "RoleBinding",
    "ConfigMap",
    "Ingress",
    "PersistentVolumeClaim",
    "NetworkPolicy",
    "PodDisruptionBudget",
    "HorizontalPodAutoscaler",
    "HTTPRoute",
)
"""Kinds that stand in a namespace and that people write."""

_LEGACY = ("extensions/", "apps/v1beta")
_SELECTING = ("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job")


@rule(
    "naked-pod",
    "A pod belongs to a controller",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.OBJECT,
    kinds=("Pod",),
    remediation="Make it with a Deployment, a StatefulSet or a Job: nobody brings a bare pod back.",
    link="https://kubernetes.io/docs/concepts/workloads/pods/#pods-and-controllers",
    tags=("workload",),
    frameworks=("Kyverno restrict-naked-pods",),
)
def naked_pod(pod: Object, _: Context) -> Iterable[Problem]:
    """Fails a Pod without an owner; those of the node itself have none either."""
    static = "kubernetes.io/config.mirror" in mapping(pod.metadata.get("annotations"))
    if not pod.metadata.get("ownerReferences") and not static:
        yield Problem("metadata.ownerReferences", "no controller owns the pod")


@rule(
    "default-namespace",
    "Nothing lives in the default namespace",
    severity=Severity.LOW,
    profile=Profile.RESTRICTED,
    subject=Subject.OBJECT,
    kinds=NAMESPACED,
    remediation="Write metadata.namespace, another one than default.",
    applies=lambda target, _: not _made_by_the_cluster(target),
    argument="namespace",
    link="https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/",
    tags=("workload",),
    frameworks=("CIS Kubernetes 5.7.4", "Checkov CKV_K8S_21", "Trivy KSV-0110"),
)
def default_namespace(target: Object, _: Context) -> Iterable[Problem]:
    """Fails the namespace default, and none at all, which means the same."""
    if target.namespace in ("", "default"):
        yield Problem("metadata.namespace", "it lives in the default namespace")


def _made_by_the_cluster(target: Object) -> bool:
    return (target.kind, target.name) in (("ServiceAccount", "default"), ("Service", "kubernetes"))


@rule(
    "selector-mismatch",
    "A controller selects the pods it makes",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    kinds=_SELECTING,
    remediation="Make spec.selector.matchLabels equal to labels of the pod template.",
    applies=lambda target, _: target.kind != "Job" or bool(target.spec.get("selector")),
    link="https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector",
    tags=("workload",),
    frameworks=("kube-linter mismatching-selector",),
)
def selector_mismatch(target: Object, _: Context) -> Iterable[Problem]:
    """Fails a selector that does not match the template's labels, and none where one is needed."""
    selector = mapping(target.spec.get("selector"))
    if is_empty(selector):
        if not target.api_version.startswith(_LEGACY):
            yield Problem("spec.selector", "there is no selector")
    elif target.pod is not None and not selects(selector, target.pod.labels):
        yield Problem("spec.selector", "the selector does not match the labels of the pod template")


@rule(
    "required-labels",
    "Objects carry the labels that were agreed on",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.OBJECT,
    kinds=(*POD_TEMPLATES, "Service", "Namespace", "Ingress"),
    remediation="Add the labels; app.kubernetes.io/instance is the object's own name.",
    argument="labels",
    link="https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/",
    tags=("workload",),
    frameworks=("kube-linter required-label-owner", "Polaris metadataAndInstanceMismatched"),
    settings={
        "labels": [],
        "any_of": ["owner", "app.kubernetes.io/name", "app.kubernetes.io/instance"],
    },
)
def required_labels(target: Object, context: Context) -> Iterable[Problem]:
    """Fails a missing label, and an instance label that is not the object's name.

    `labels` must all be there; of `any_of` one is enough.
    """
    labels = mapping(target.metadata.get("labels"))
    for name in context.settings["labels"]:
        if not labels.get(name):
            yield Problem("metadata.labels", f"the label {name} is missing")
    accepted = context.settings["any_of"]
    if accepted and not any(labels.get(name) for name in accepted):
        yield Problem("metadata.labels", f"one of these labels is needed: {', '.join(accepted)}")
    instance = labels.get("app.kubernetes.io/instance")
    if instance and text(instance) != target.name:
        yield Problem("metadata.labels", "app.kubernetes.io/instance is not the object's name")
