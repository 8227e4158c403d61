"""The repository under mocks: what it asks of the engine, whole."""

import json

import pulumi
import pytest

from components import ImageRepository
from tests.components.recording import record

from .making import repository
from .states import ACCOUNT, REGION

TAGS = {"managed-by": "pulumi", "shipshape:component": "ImageRepository/service"}


def test_the_repository() -> None:
    """Whole: tags stay but the cache's, images are scanned, and it is not emptied by a mistake."""
    asked, outputs = repository()
    assert asked["service-repository"].inputs == {
        "name": "service",
        "imageTagMutability": "IMMUTABLE_WITH_EXCLUSION",
        "imageTagMutabilityExclusionFilters": [{"filter": "buildcache", "filterType": "WILDCARD"}],
        "imageScanningConfiguration": {"scanOnPush": True},
        "encryptionConfigurations": [{"encryptionType": "AES256"}],
        "forceDelete": False,
        "tags": TAGS,
    }
    assert outputs == [f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/service", "service", ACCOUNT]


def test_the_lifecycle_keeps_the_rollback_depth_and_the_cache() -> None:
    """Whole: only what lost its tag, and images beyond the newest; no rule for any other tag."""
    asked, _ = repository(keep_images=4)
    lifecycle = asked["service-lifecycle"].inputs
    assert lifecycle["repository"] == "service"
    assert json.loads(lifecycle["policy"]) == {
        "rules": [
            {
                "rulePriority": 1,
                "description": "What lost its tag",
                "selection": {
                    "tagStatus": "untagged",
                    "countType": "sinceImagePushed",
                    "countUnit": "days",
                    "countNumber": 1,
                },
                "action": {"type": "expire"},
            },
            {
                "rulePriority": 2,
                "description": "All but the newest 4 images",
                "selection": {
                    "tagStatus": "tagged",
                    "tagPrefixList": ["c-"],
                    "countType": "imageCountMoreThan",
                    "countNumber": 4,
                },
                "action": {"type": "expire"},
            },
        ]
    }


def test_another_depth_leaves_a_lifecycle() -> None:
    """A repository has one at most: the old one goes first, or the new one would go with it."""
    asked, _ = repository()
    assert asked["service-lifecycle"].options["delete_before_replace"] is True


def test_lambda_may_pull_for_the_accounts_own_functions() -> None:
    """Whole: nobody else's functions, and nothing but pulling.

    By the function's ARN alone, which says the account, too: AWS documents no other key.
    """
    asked, _ = repository()
    pull = asked["service-pull"].inputs
    assert pull["repository"] == "service"
    assert json.loads(pull["policy"]) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "LambdaECRImageRetrievalPolicy",
                "Effect": "Allow",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                "Condition": {
                    "ArnLike": {"aws:SourceArn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:*"},
                },
            }
        ],
    }


def test_an_image_is_pushed_once_lambda_may_pull_it() -> None:
    """Or a function could be made from it while AWS still refuses."""

    def program() -> pulumi.Output[str]:
        made = ImageRepository("service", {})
        return pulumi.CustomResource("test:index:Image", "image", {"to": made.url}).id

    asked, _ = record(program)
    assert asked["image"].options["after"] == ["service-pull", "service-repository"]


def test_what_is_chosen() -> None:
    """A name with a slash, tags, and images that go with the repository."""
    asked, outputs = repository(repository="team/app", force_delete=True, labels={"team": "a"})
    inputs = asked["service-repository"].inputs
    assert (inputs["name"], inputs["forceDelete"]) == ("team/app", True)
    assert inputs["tags"] == {**TAGS, "team": "a"}
    assert outputs[1] == "team/app"


def test_children_belong_to_the_component() -> None:
    """Under names of its name."""
    asked, _ = repository()
    assert {name: one.options["parent"] for name, one in asked.items() if name != "service"} == {
        "service-repository": "service",
        "service-lifecycle": "service",
        "service-pull": "service",
    }


def test_a_problem_ends_the_run_in_a_sentence() -> None:
    """Before any child."""
    with pytest.raises(pulumi.RunError, match=r"`keep_images` \(1\) must be between 2 and 10000"):
        repository(keep_images=1)
