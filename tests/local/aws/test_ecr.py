"""ECR: repositories are moto's, images are those that were pushed."""

import base64
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.aws.errors import AwsError
from local.aws.registry import Registry
from tests.local.aws.world import World


def bare(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without what the client adds."""
    return {key: each for key, each in answer.items() if key != "ResponseMetadata"}


def test_pushes_are_real(world: World) -> None:
    """A repository's URI names the registry that images are pushed to."""
    client = world.client("ecr")
    made = client.create_repository(repositoryName="team/pushed", imageTagMutability="IMMUTABLE")
    assert made["repository"]["repositoryUri"] == f"{world.shelf.host}/team/pushed"
    found = client.describe_repositories(repositoryNames=["team/pushed"])["repositories"][0]
    assert found["repositoryUri"] == f"{world.shelf.host}/team/pushed"
    assert found["imageTagMutability"] == "IMMUTABLE"


def test_images(world: World) -> None:
    """Images by tag and digest; one that is not there is named as ECR names it."""
    client = world.client("ecr")
    digest = world.image("images").partition("@")[2]
    details = client.describe_images(repositoryName="images")["imageDetails"]
    assert details == [
        {
            "registryId": "123456789012",
            "repositoryName": "images",
            "imageDigest": digest,
            "imageTags": ["1"],
            "imageSizeInBytes": 1000,
            "imageManifestMediaType": "application/vnd.oci.image.manifest.v1+json",
            "artifactMediaType": "application/vnd.oci.image.config.v1+json",
        }
    ]
    listed = bare(client.list_images(repositoryName="images"))
    assert listed == {"imageIds": [{"imageDigest": digest, "imageTag": "1"}]}
    with pytest.raises(ClientError) as absent:
        client.describe_images(repositoryName="images", imageIds=[{"imageTag": "2"}])
    assert absent.value.response["Error"] == {
        "Code": "ImageNotFoundException",
        "Message": "The image with imageId {imageDigest:'null', imageTag:'2'} does not exist "
        "within the repository with name 'images' in the registry with id '123456789012'",
    }
    got = client.batch_get_image(
        repositoryName="images", imageIds=[{"imageTag": "1"}, {"imageTag": "2"}]
    )
    assert [each["imageId"] for each in got["images"]] == [{"imageDigest": digest, "imageTag": "1"}]
    assert got["failures"] == [
        {
            "imageId": {"imageTag": "2"},
            "failureCode": "ImageNotFound",
            "failureReason": "Requested image not found",
        }
    ]


def test_deleting(world: World) -> None:
    """A repository with images goes only by force, and takes them along."""
    client = world.client("ecr")
    world.image("full")
    with pytest.raises(client.exceptions.RepositoryNotEmptyException):
        client.delete_repository(repositoryName="full")
    world.shelf.image("full", "2")
    gone = client.batch_delete_image(repositoryName="full", imageIds=[{"imageTag": "2"}])
    assert [each["imageTag"] for each in gone["imageIds"]] == ["2"]
    client.delete_repository(repositoryName="full", force=True)
    assert [where for where, _ in world.shelf.manifests if where == "full"] == []
    with pytest.raises(client.exceptions.RepositoryNotFoundException):
        client.describe_repositories(repositoryNames=["full"])


def test_a_repository_that_is_not_there(world: World) -> None:
    """ECR says so before the registry is asked, even where the registry has images of that name."""
    world.shelf.image("unknown-to-ecr")
    client = world.client("ecr")
    with pytest.raises(client.exceptions.RepositoryNotFoundException):
        client.describe_images(repositoryName="unknown-to-ecr")


def test_login(world: World) -> None:
    """The token opens nothing, and names the registry."""
    data = world.client("ecr").get_authorization_token()["authorizationData"]
    assert [each["proxyEndpoint"] for each in data] == [f"http://{world.shelf.host}"]
    token = base64.b64decode(data[0]["authorizationToken"])
    assert token == b"AWS:fake-password-of-the-stand-in"


def test_a_registry_that_is_down() -> None:
    """One sentence with the way out, for Lambda's questions and for ECR's."""
    with pytest.raises(AwsError) as error:
        Registry("localhost:1").manifest("team/images", "1")
    assert error.value.status == 500
    assert str(error.value) == (
        "ServiceException: The registry localhost:1, which stands for ECR, does not answer "
        "([Errno 111] Connection refused); `make up` starts it."
    )
