"""ECR: moto keeps the repositories, the registry their images."""

import base64
import json
import re
import time
from collections.abc import Iterable, Mapping
from typing import Any

from local.aws.account import ACCOUNT
from local.aws.errors import AwsError
from local.aws.http import Reply
from local.aws.registry import Manifest, Registry

LOGIN = "GetAuthorizationToken"
TARGET = "AmazonEC2ContainerRegistry_V20150921."
_MOTO_HOST = re.compile(rb"\d{12}\.dkr\.ecr\.[\w-]+\.amazonaws\.com")
_TOKEN_SECONDS = 12 * 3600

Answer = Mapping[str, Any]


def relocated(body: bytes, registry: Registry) -> bytes:
    """An answer of moto with its repositories at the registry's host, where pushes are real."""
    return _MOTO_HOST.sub(registry.host.encode(), body)


def operate(operation: str, body: Mapping[str, Any], registry: Registry) -> Answer | None:
    """What the registry knows better than moto; None for an operation that it has no part in."""
    match operation:
        case "DescribeImages":
            return {"imageDetails": [_details(each, body) for each in _images(body, registry)]}
        case "ListImages":
            return {"imageIds": [each for found in _images(body, registry) for each in _ids(found)]}
        case "BatchGetImage":
            return _batch(body, registry)
        case "BatchDeleteImage":
            return _deleted(body, registry)
    return None


def empty(name: str, registry: Registry, *, force: bool) -> None:
    """Remove a repository's images before it is deleted. Raises AwsError for any, unless forced."""
    digests = {found.digest for found, _ in _all(name, registry)}
    if digests and not force:
        raise AwsError(
            "RepositoryNotEmptyException",
            f"The repository with name '{name}' in registry with id '{ACCOUNT}' cannot be deleted "
            "because it still contains images",
        )
    for digest in digests:
        registry.delete(name, digest)


def reply(answer: Answer) -> Reply:
    """The answer in ECR's protocol."""
    return Reply(200, json.dumps(answer).encode(), {"Content-Type": "application/x-amz-json-1.1"})


Found = tuple[Manifest, list[str]]


def _all(name: str, registry: Registry) -> list[Found]:
    """Every tagged manifest of a repository with its tags."""
    found: dict[str, Found] = {}
    for tag in registry.tags(name):
        manifest = registry.manifest(name, tag)
        if manifest is not None:
            found.setdefault(manifest.digest, (manifest, []))[1].append(tag)
    return list(found.values())


def _images(body: Mapping[str, Any], registry: Registry) -> list[Found]:
    name = str(body["repositoryName"])
    wanted = body.get("imageIds")
    if not wanted:
        return _all(name, registry)
    return [_one(name, each, registry) for each in wanted]


def _one(name: str, wanted: Mapping[str, str], registry: Registry) -> Found:
    manifest = registry.manifest(name, wanted.get("imageDigest") or wanted["imageTag"])
    if manifest is None:
        digest, tag = wanted.get("imageDigest"), wanted.get("imageTag")
        raise AwsError(
            "ImageNotFoundException",
            f"The image with imageId {{imageDigest:'{digest or 'null'}', "
            f"imageTag:'{tag or 'null'}'}} does not exist within the repository with name '{name}' "
            f"in the registry with id '{ACCOUNT}'",
        )
    tags = next((tags for each, tags in _all(name, registry) if each.digest == manifest.digest), [])
    return manifest, tags


def _ids(found: Found) -> Iterable[dict[str, str]]:
    manifest, tags = found
    return [{"imageDigest": manifest.digest, "imageTag": tag} for tag in tags]


def _details(found: Found, body: Mapping[str, Any]) -> dict[str, Any]:
    manifest, tags = found
    details = {
        "registryId": ACCOUNT,
        "repositoryName": body["repositoryName"],
        "imageDigest": manifest.digest,
        "imageSizeInBytes": manifest.size,
        "imageManifestMediaType": manifest.media_type,
        "artifactMediaType": manifest.config_type,
    }
    return {**details, "imageTags": tags} if tags else details


def _batch(body: Mapping[str, Any], registry: Registry) -> Answer:
    images, failures = [], []
    for wanted in body["imageIds"]:
        try:
            manifest, _ = _one(str(body["repositoryName"]), wanted, registry)
        except AwsError:
            failures.append(_failure(wanted))
            continue
        images.append(
            {
                "registryId": ACCOUNT,
                "repositoryName": body["repositoryName"],
                "imageId": {**wanted, "imageDigest": manifest.digest},
                "imageManifest": manifest.raw,
                "imageManifestMediaType": manifest.media_type,
            }
        )
    return {"images": images, "failures": failures}


def _deleted(body: Mapping[str, Any], registry: Registry) -> Answer:
    deleted, failures = [], []
    for wanted in body["imageIds"]:
        try:
            manifest, _ = _one(str(body["repositoryName"]), wanted, registry)
        except AwsError:
            failures.append(_failure(wanted))
            continue
        registry.delete(str(body["repositoryName"]), manifest.digest)
        deleted.append({**wanted, "imageDigest": manifest.digest})
    return {"imageIds": deleted, "failures": failures}


def _failure(wanted: Mapping[str, str]) -> dict[str, Any]:
    reason = "Requested image not found"
    return {"imageId": dict(wanted), "failureCode": "ImageNotFound", "failureReason": reason}


def login(registry: Registry) -> Reply:
    """A token for the registry, which asks nobody who they are."""
    data = {
        "authorizationToken": base64.b64encode(b"AWS:fake-password-of-the-stand-in").decode(),
        "expiresAt": time.time() + _TOKEN_SECONDS,
        "proxyEndpoint": f"http://{registry.host}",
    }
    return reply({"authorizationData": [data]})
