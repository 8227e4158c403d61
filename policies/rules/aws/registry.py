"""ECR repositories: tags that stay, images that are scanned, and who may pull."""

import json
from collections.abc import Iterable
from typing import Any

from ..model import Problem, Profile, Severity, Subject
from ..pulumi_resource import Resource
from ..registry import rule
from ..subjects import Context, Data, mapping, mappings, text
from ..unknown import Undecided
from .tokens import (
    LIFECYCLE_POLICY,
    PUBLIC_REPOSITORY,
    REGISTRY_SCANNING,
    REPOSITORY,
    REPOSITORY_POLICY,
    block,
    of_type,
)

_DOCS = "https://docs.aws.amazon.com/AmazonECR/latest/userguide"


@rule(
    "ecr-immutable",
    "Tags stay where they are",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.RESOURCE,
    kinds=(REPOSITORY,),
    remediation="Set imageTagMutability to IMMUTABLE.",
    argument="repository",
    link=f"{_DOCS}/image-tag-mutability.html",
    tags=("aws", "ecr", "supply-chain"),
    frameworks=("Checkov CKV_AWS_51", "Trivy AWS-0031"),
)
def immutable(repository: Resource, _: Context) -> Iterable[Problem]:
    """Fails mutable tags, which are AWS' default; exclusions may be named."""
    if not text(repository.get("imageTagMutability")).upper().startswith("IMMUTABLE"):
        yield Problem("imageTagMutability", "a tag may be moved to another image")


@rule(
    "ecr-scan",
    "Images are scanned when they are pushed",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.RESOURCE,
    kinds=(REPOSITORY,),
    remediation='Set imageScanningConfiguration to {"scanOnPush": true}.',
    link=f"{_DOCS}/image-scanning.html",
    tags=("aws", "ecr", "supply-chain"),
    frameworks=("Checkov CKV_AWS_163", "Trivy AWS-0030"),
)
def scan(repository: Resource, context: Context) -> Iterable[Problem]:
    """Fails a repository that neither itself nor the registry scans."""
    if block(repository, "imageScanningConfiguration").get("scanOnPush") in (True, "true"):
        return
    if next(of_type(context, REGISTRY_SCANNING), None) is None:
        yield Problem("imageScanningConfiguration", "nobody scans the images")


@rule(
    "ecr-kms",
    "Images are encrypted with a key of their own",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.RESOURCE,
    kinds=(REPOSITORY,),
    remediation='Set encryptionConfigurations to [{"encryptionType": "KMS"}].',
    link=f"{_DOCS}/encryption-at-rest.html",
    tags=("aws", "ecr"),
    frameworks=("Checkov CKV_AWS_136", "Trivy AWS-0033"),
)
def kms(repository: Resource, _: Context) -> Iterable[Problem]:
    """Fails a repository under AWS' own key."""
    for name in ("encryptionConfigurations", "encryptionConfiguration"):
        if text(block(repository, name).get("encryptionType")).startswith("KMS"):
            return
    yield Problem("encryptionConfigurations", "the images are encrypted with AWS' key only")


@rule(
    "ecr-lifecycle",
    "Old images go away",
    severity=Severity.LOW,
    profile=Profile.RESTRICTED,
    subject=Subject.RESOURCE,
    kinds=(REPOSITORY,),
    remediation="Add a LifecyclePolicy that keeps as many images as a rollback may need.",
    link=f"{_DOCS}/LifecyclePolicies.html",
    tags=("aws", "ecr", "cost"),
)
def lifecycle(repository: Resource, context: Context) -> Iterable[Problem]:
    """Fails a repository that no lifecycle policy names."""
    policies = [one.get("repository") for one in of_type(context, LIFECYCLE_POLICY)]
    name = repository.get("name")
    if policies and not name:
        raise Undecided("name")  # the engine chooses it
    if not any(one == name for one in policies):
        yield Problem("", "no lifecycle policy: images pile up")


@rule(
    "ecr-public",
    "Not everyone may pull the images",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.RESOURCE,
    kinds=(REPOSITORY_POLICY, PUBLIC_REPOSITORY),
    remediation="Name the accounts that may pull as Principal, or use a private repository.",
    link=f"{_DOCS}/repository-policies.html",
    tags=("aws", "ecr", "security"),
    frameworks=("Checkov CKV_AWS_32", "Trivy AWS-0032"),
)
def public(one: Resource, _: Context) -> Iterable[Problem]:
    """Fails a public repository, and a policy that allows everyone without a condition."""
    if one.type == PUBLIC_REPOSITORY:
        yield Problem("", "everyone may pull from a public repository")
        return
    for index, statement in enumerate(_statements(one.get("policy"))):
        allows = text(statement.get("Effect") or "Allow") == "Allow"
        everyone = _is_everyone(statement.get("Principal"))
        if allows and everyone and not statement.get("Condition"):
            yield Problem(f"policy.Statement[{index}]", "everyone may use the repository")


def _statements(policy: Any) -> list[Data]:
    """The statements of a policy, which is JSON as text or already read."""
    if isinstance(policy, str):
        try:
            policy = json.loads(policy)
        except ValueError:
            return []
    found = mapping(policy).get("Statement")
    return [found] if isinstance(found, dict) else mappings(found)


def _is_everyone(principal: Any) -> bool:
    """`*`, `{"AWS": "*"}` or a list that holds it; not NotPrincipal."""
    if not principal:
        return False
    if isinstance(principal, str):
        return principal == "*"
    if isinstance(principal, list | tuple):
        return any(one == "*" for one in principal)
    return any(_is_everyone(one) for one in mapping(principal).values())
