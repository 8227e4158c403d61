"""Type tokens and URNs."""

import pytest

from local.providers.kubernetes import tokens
from local.providers.kubernetes.tokens import Kind
from local.providers.protocol.failures import ProviderError


@pytest.mark.parametrize(
    ("token", "kind", "api_version"),
    [
        ("kubernetes:apps/v1:Deployment", Kind("apps", "v1", "Deployment"), "apps/v1"),
        ("kubernetes:core/v1:Service", Kind("", "v1", "Service"), "v1"),
        (
            "kubernetes:networking.k8s.io/v1:Ingress",
            Kind("networking.k8s.io", "v1", "Ingress"),
            "networking.k8s.io/v1",
        ),
        (
            "kubernetes:stable.example.com/v1beta1:CronTab",
            Kind("stable.example.com", "v1beta1", "CronTab"),
            "stable.example.com/v1beta1",
        ),
        (
            "kubernetes:apps/v1:DeploymentPatch",
            Kind("apps", "v1", "Deployment", patch=True),
            "apps/v1",
        ),
    ],
)
def test_a_token_names_a_kind(token: str, kind: Kind, api_version: str) -> None:
    """Core loses its name, a patch resource its suffix, custom resources keep theirs."""
    assert tokens.kind_of(token) == kind
    assert kind.api_version == api_version


@pytest.mark.parametrize(
    ("token", "message"),
    [
        (
            "kubernetes:helm.sh/v3:Release",
            (
                "kubernetes:helm.sh/v3:Release needs the official Kubernetes provider: "
                "the stand-in knows no Helm"
            ),
        ),
        (
            "kubernetes:yaml:ConfigFile",
            (
                "the resource type 'kubernetes:yaml:ConfigFile' names no Kubernetes group, "
                "version and kind"
            ),
        ),
        (
            "aws:s3/bucket:Bucket",
            "the resource type 'aws:s3/bucket:Bucket' names no Kubernetes group, version and kind",
        ),
    ],
)
def test_other_tokens_are_refused(token: str, message: str) -> None:
    """One sentence says what the stand-in does not know."""
    with pytest.raises(ProviderError) as refused:
        tokens.kind_of(token)
    assert str(refused.value) == message


def test_a_urn_holds_type_and_name() -> None:
    """The type is the last of the chain of parents, and names may hold anything."""
    urn = "urn:pulumi:dev::shop::shop:index:Service$kubernetes:apps/v1:Deployment::web::one"
    assert tokens.token_of(urn) == "kubernetes:apps/v1:Deployment"
    assert tokens.name_of(urn) == "web::one"


def test_a_broken_urn_is_refused() -> None:
    """A message of the engine that makes no sense is named."""
    with pytest.raises(ProviderError, match=r"^'nonsense' is not a resource name of the engine$"):
        tokens.token_of("nonsense")


def test_lists_are_recognised() -> None:
    """List kinds exist in the SDK but are no objects."""
    assert tokens.is_list(Kind("", "v1", "ConfigMapList"))
    assert not tokens.is_list(Kind("", "v1", "ConfigMap"))
