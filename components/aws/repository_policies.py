"""The two policies of a repository: which images stay, and who may pull."""

import json

from components.build_cache import CACHE_TAG
from components.content_hash import TAG_PREFIX

from .identifiers import Place

MUTABILITY = "IMMUTABLE_WITH_EXCLUSION"
"""A tag never moves, but for the one of the build cache."""

EXCLUSIONS = [{"filter": CACHE_TAG, "filter_type": "WILDCARD"}]
"""The tags that may move."""


def lifecycle_policy(keep_images: int) -> str:
    """Keep the newest images that were released; what lost its tag goes after a day.

    The cache's tag is matched by no rule, so the cache stays until it is written again.
    """
    rules = [
        _rule(1, "What lost its tag", {"tagStatus": "untagged", **_older_than_a_day()}),
        _rule(
            2,
            f"All but the newest {keep_images} images",
            {
                "tagStatus": "tagged",
                "tagPrefixList": [TAG_PREFIX],
                "countType": "imageCountMoreThan",
                "countNumber": keep_images,
            },
        ),
    ]
    return json.dumps({"rules": rules})


def pull_policy(repository_arn: str) -> str:
    """Let Lambda pull for the functions of the repository's own account and region.

    The function's ARN says both; it is the one key that AWS documents for Lambda's pulls.
    """
    place = Place.of(repository_arn)
    statement = {
        "Sid": "LambdaECRImageRetrievalPolicy",  # what AWS itself would call it, and then add
        "Effect": "Allow",
        "Principal": {"Service": "lambda.amazonaws.com"},
        "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        "Condition": {"ArnLike": {"aws:SourceArn": place.function("*")}},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _rule(priority: int, description: str, selection: dict[str, object]) -> dict[str, object]:
    return {
        "rulePriority": priority,
        "description": description,
        "selection": selection,
        "action": {"type": "expire"},
    }


def _older_than_a_day() -> dict[str, object]:
    return {"countType": "sinceImagePushed", "countUnit": "days", "countNumber": 1}
