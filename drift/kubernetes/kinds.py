"""Kinds that belong to no namespace."""

from .shapes.kinds import SHAPES

_CLUSTER_SCOPED = frozenset(
    """
    Namespace Node PersistentVolume ClusterRole ClusterRoleBinding CustomResourceDefinition
    APIService StorageClass CSIDriver CSINode VolumeAttachment VolumeAttributesClass IngressClass
    PriorityClass RuntimeClass MutatingWebhookConfiguration ValidatingWebhookConfiguration
    ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy
    MutatingAdmissionPolicyBinding CertificateSigningRequest FlowSchema PriorityLevelConfiguration
    ComponentStatus PodSecurityPolicy ServiceCIDR IPAddress DeviceClass ResourceSlice
    ClusterTrustBundle GatewayClass ClusterIssuer
    """.split()  # noqa: SIM905  # a list of words reads best as words
)


def is_namespaced(group: str, kind: str) -> bool | None:
    """Whether objects of a kind are in namespaces; None for a kind that nothing is known of."""
    if kind in _CLUSTER_SCOPED:
        return False
    return True if (group, kind) in SHAPES else None
