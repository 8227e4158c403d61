"""Labels and annotations that the platform and its tools keep for themselves."""

from drift.model import Path

RESTARTED = "kubectl.kubernetes.io/restartedAt"
"""The annotation by which `kubectl rollout restart` makes new pods."""

LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"
"""What `kubectl apply` applied last, as JSON."""

_NEVER = (
    LAST_APPLIED,
    "deployment.kubernetes.io/revision",
    "deprecated.daemonset.template.generation",
    "pulumi.com/",
)
"""Not compared even where they are declared: exported objects carry them."""

_UNDECLARED = (
    "deployment.kubernetes.io/",
    "autoscaling.alpha.kubernetes.io/",
    "batch.kubernetes.io/",
    "control-plane.alpha.kubernetes.io/",
    "controller-revision-hash",
    "controller-uid",
    "cronjob.kubernetes.io/",
    "endpoints.kubernetes.io/",
    "endpointslice.kubernetes.io/",
    "job-name",
    "kubernetes.io/metadata.name",
    "kubernetes.io/config",
    "pod-template-hash",
    "pod-template-generation",
    "apps.kubernetes.io/pod-index",
    "statefulset.kubernetes.io/",
    "pv.kubernetes.io/",
    "volume.kubernetes.io/",
    "volume.beta.kubernetes.io/",
    "service.kubernetes.io/headless",
    "storageclass.kubernetes.io/is-default-class",
    "rbac.authorization.kubernetes.io/autoupdate",
    "apiextensions.k8s.io/",
    "cni.projectcalico.org/",
    "cloud.google.com/",
    "networking.gke.io/",
    "ingress.kubernetes.io/",
    "autopilot.gke.io/",
    "field.cattle.io/",
    "lifecycle.cattle.io/",
    "management.cattle.io/",
    "objectset.rio.cattle.io/",
    "openshift.io/",
    "argocd.argoproj.io/",
    "rollout.argoproj.io/",
    "kustomize.toolkit.fluxcd.io/",
    "helm.toolkit.fluxcd.io/",
    "meta.helm.sh/",
)
"""Not compared unless they are declared. One that ends in `/` stands for all below it."""

TRACKING = "app.kubernetes.io/instance"
"""The label by which Argo CD knows its own, and which it adds to what it applies."""

_MANAGED_BY = "app.kubernetes.io/managed-by"
_TOOLS = frozenset({"pulumi", "Helm", "Tiller"})
"""Tools that put their own name on what they apply."""


def is_noise(steps: Path, live: object, *, declared: bool) -> bool:
    """Whether a label or annotation is nobody's change."""
    match steps:
        case (*_, "labels" | "annotations", str(name)):
            pass
        case _:
            return False
    if _among(name, _NEVER):
        return True
    if declared:
        return False
    return _among(name, _UNDECLARED) or (name == _MANAGED_BY and live in _TOOLS)


def _among(name: str, known: tuple[str, ...]) -> bool:
    return any(name.startswith(one) if one.endswith("/") else name == one for one in known)
