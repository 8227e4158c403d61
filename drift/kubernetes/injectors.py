"""What known webhooks add to pods: for objects that don't say who wrote them."""

from collections.abc import Mapping, Sequence

from drift.exclusions import matches
from drift.model import Item, Path

_NAMES = {
    "containers": (
        "istio-proxy",
        "linkerd-proxy",
        "linkerd-debug",
        "vault-agent",
        "daprd",
        "consul-dataplane",
        "envoy-sidecar",
        "kuma-sidecar",
        "aws-guardduty-agent*",
        "gke-gcsfuse-sidecar",
        "xray-daemon",
        "newrelic-sidecar*",
        "otc-container",
        "queue-proxy",
    ),
    "initContainers": (
        "istio-init",
        "istio-validation",
        "istio-proxy",
        "linkerd-init",
        "linkerd-network-validator",
        "linkerd-proxy",
        "vault-agent-init",
        "consul-connect-inject-init",
        "kuma-init",
        "kuma-validation",
        "datadog-lib-*",
        "datadog-init-*",
        "opentelemetry-auto-instrumentation*",
    ),
    "volumes": (
        "istio-*",
        "istiod-ca-cert",
        "workload-socket",
        "credential-socket",
        "workload-certs",
        "linkerd-*",
        "home-init",
        "home-sidecar",
        "vault-secrets",
        "vault-config",
        "dapr-identity-token",
        "consul-connect-inject-data",
        "kuma-sidecar-tmp",
        "datadog-*",
        "opentelemetry-auto-instrumentation*",
        "aws-iam-token",
        "azure-identity-token",
    ),
    "env": (
        "AWS_ROLE_ARN",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_STS_REGIONAL_ENDPOINTS",
        "AWS_DEFAULT_REGION",
        "AWS_REGION",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        "AZURE_CLIENT_ID",
        "AZURE_TENANT_ID",
        "AZURE_FEDERATED_TOKEN_FILE",
        "AZURE_AUTHORITY_HOST",
        "DD_*",
        "OTEL_*",
        "JAVA_TOOL_OPTIONS",
        "NODE_OPTIONS",
        "PYTHONPATH",
    ),
    "volumeMounts": (
        "/var/run/secrets/eks.amazonaws.com/serviceaccount",
        "/var/run/secrets/azure/tokens",
        "/var/run/secrets/*istio*",
        "/vault/secrets",
        "/home/vault",
        "/otel-auto-instrumentation*",
        "/datadog-lib*",
    ),
    "imagePullSecrets": ("*-dockercfg-*",),
    "labels": (
        "security.istio.io/*",
        "service.istio.io/*",
        "istio.io/*",
        "topology.istio.io/*",
        "linkerd.io/*",
        "consul.hashicorp.com/*",
        "topology.kubernetes.io/*",
    ),
    "annotations": (
        "*istio.io/*",
        "prometheus.io/*",
        "linkerd.io/*",
        "*.linkerd.io/*",
        "vault.hashicorp.com/*",
        "policies.kyverno.io/*",
        "kyverno.io/*",
        "dapr.io/*",
        "consul.hashicorp.com/*",
        "cert-manager.io/*",
        "kuma.io/*",
        "k8s.v1.cni.cncf.io/*",
        "instrumentation.opentelemetry.io/*",
    ),
}
"""By list or mapping: names and keys, by pattern."""

_PLATFORM = {
    "volumes": ("kube-api-access-*", "default-token-*", "*-token-?????"),
    "volumeMounts": ("/var/run/secrets/kubernetes.io/serviceaccount",),
    "tolerations": ("node.kubernetes.io/*",),
    "finalizers": ("*",),
}
"""What the API server's own admission adds, and finalizers, which controllers hold on by."""


def is_platform(steps: Path) -> bool:
    """Whether the item at the end of a path is what every API server adds."""
    return _is_among(steps, _PLATFORM)


def is_injected(steps: Path, further: Sequence[str] = ()) -> bool:
    """Whether the item, label or annotation at the end of a path is known to be a webhook's.

    `further` are patterns for names of any kind.
    """
    return _is_among(steps, _NAMES, further)


def _is_among(steps: Path, known: Mapping[str, Sequence[str]], further: Sequence[str] = ()) -> bool:
    match steps:
        case (*_, str(place), Item() as item):
            name = next((value for _, value in item.keys), "")
        case (*_, str(place), str(name)):
            pass
        case _:
            return False
    return any(matches(pattern, name) for pattern in (*known.get(place, ()), *further))
