"""API versions that Kubernetes no longer serves, or will not for long."""

from collections.abc import Iterable, Mapping

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context, Object

_EVERY = "*"

REMOVED: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "extensions/v1beta1": {
        "Ingress": ("1.22", "networking.k8s.io/v1"),
        "NetworkPolicy": ("1.16", "networking.k8s.io/v1"),
        "PodSecurityPolicy": ("1.16", "Pod Security admission"),
        _EVERY: ("1.16", "apps/v1"),
    },
    "apps/v1beta1": {_EVERY: ("1.16", "apps/v1")},
    "apps/v1beta2": {_EVERY: ("1.16", "apps/v1")},
    "admissionregistration.k8s.io/v1beta1": {
        "MutatingWebhookConfiguration": ("1.22", "admissionregistration.k8s.io/v1"),
        "ValidatingWebhookConfiguration": ("1.22", "admissionregistration.k8s.io/v1"),
        "ValidatingAdmissionPolicy": ("1.34", "admissionregistration.k8s.io/v1"),
        "ValidatingAdmissionPolicyBinding": ("1.34", "admissionregistration.k8s.io/v1"),
    },
    "apiextensions.k8s.io/v1beta1": {_EVERY: ("1.22", "apiextensions.k8s.io/v1")},
    "apiregistration.k8s.io/v1beta1": {_EVERY: ("1.22", "apiregistration.k8s.io/v1")},
    "auditregistration.k8s.io/v1alpha1": {_EVERY: ("1.19", "none")},
    "authentication.k8s.io/v1beta1": {"TokenReview": ("1.22", "authentication.k8s.io/v1")},
    "authorization.k8s.io/v1beta1": {_EVERY: ("1.22", "authorization.k8s.io/v1")},
    "autoscaling/v2beta1": {_EVERY: ("1.25", "autoscaling/v2")},
    "autoscaling/v2beta2": {_EVERY: ("1.26", "autoscaling/v2")},
    "batch/v1beta1": {_EVERY: ("1.25", "batch/v1")},
    "batch/v2alpha1": {_EVERY: ("1.21", "batch/v1")},
    "certificates.k8s.io/v1beta1": {
        "CertificateSigningRequest": ("1.22", "certificates.k8s.io/v1"),
    },
    "coordination.k8s.io/v1beta1": {"Lease": ("1.22", "coordination.k8s.io/v1")},
    "discovery.k8s.io/v1beta1": {_EVERY: ("1.25", "discovery.k8s.io/v1")},
    "events.k8s.io/v1beta1": {_EVERY: ("1.25", "events.k8s.io/v1")},
    "flowcontrol.apiserver.k8s.io/v1alpha1": {
        _EVERY: ("1.21", "flowcontrol.apiserver.k8s.io/v1"),
    },
    "flowcontrol.apiserver.k8s.io/v1beta1": {_EVERY: ("1.26", "flowcontrol.apiserver.k8s.io/v1")},
    "flowcontrol.apiserver.k8s.io/v1beta2": {_EVERY: ("1.29", "flowcontrol.apiserver.k8s.io/v1")},
    "flowcontrol.apiserver.k8s.io/v1beta3": {_EVERY: ("1.32", "flowcontrol.apiserver.k8s.io/v1")},
    "networking.k8s.io/v1beta1": {
        "Ingress": ("1.22", "networking.k8s.io/v1"),
        "IngressClass": ("1.22", "networking.k8s.io/v1"),
    },
    "node.k8s.io/v1alpha1": {_EVERY: ("1.25", "node.k8s.io/v1")},
    "node.k8s.io/v1beta1": {_EVERY: ("1.25", "node.k8s.io/v1")},
    "policy/v1beta1": {
        "PodSecurityPolicy": ("1.25", "Pod Security admission"),
        _EVERY: ("1.25", "policy/v1"),
    },
    "rbac.authorization.k8s.io/v1alpha1": {_EVERY: ("1.22", "rbac.authorization.k8s.io/v1")},
    "rbac.authorization.k8s.io/v1beta1": {_EVERY: ("1.22", "rbac.authorization.k8s.io/v1")},
    "scheduling.k8s.io/v1alpha1": {"PriorityClass": ("1.17", "scheduling.k8s.io/v1")},
    "scheduling.k8s.io/v1beta1": {"PriorityClass": ("1.22", "scheduling.k8s.io/v1")},
    "settings.k8s.io/v1alpha1": {_EVERY: ("1.20", "none")},
    "storage.k8s.io/v1alpha1": {"CSIStorageCapacity": ("1.24", "storage.k8s.io/v1")},
    "storage.k8s.io/v1beta1": {
        "CSIDriver": ("1.22", "storage.k8s.io/v1"),
        "CSINode": ("1.22", "storage.k8s.io/v1"),
        "CSIStorageCapacity": ("1.27", "storage.k8s.io/v1"),
        "StorageClass": ("1.22", "storage.k8s.io/v1"),
        "VolumeAttachment": ("1.22", "storage.k8s.io/v1"),
    },
}
"""By API version and kind: the release that stopped serving it, and what to use instead.

Source: the deprecated API migration guide of Kubernetes and its changelogs.
"""


@rule(
    "deprecated-api",
    "The API version is one that is served",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    remediation="Use the API version that replaces it, and adapt the fields that changed.",
    applies=lambda target, _: bool(target.api_version),
    link="https://kubernetes.io/docs/reference/using-api/deprecation-guide/",
    tags=("workload",),
    frameworks=("kube-score stable-version", "Gatekeeper K8sVerifyDeprecatedAPI"),
)
def deprecated_api(target: Object, _: Context) -> Iterable[Problem]:
    """Fails an API version that a release has removed."""
    kinds = REMOVED.get(target.api_version, {})
    found = kinds.get(target.kind.removesuffix("List")) or kinds.get(_EVERY)
    if found:
        release, instead = found
        message = f"{target.api_version} {target.kind} is gone since Kubernetes {release}"
        yield Problem("apiVersion", f"{message}; instead: {instead}")
