"""Every contradiction in a repository's arguments."""

import re
from collections.abc import Mapping
from typing import Any

from components.whole_numbers import whole_argument

from .tags import label_problems

DEFAULT_KEEP_IMAGES = 10
"""Images kept when the stack says nothing."""

LEAST_KEEP_IMAGES, MOST_KEEP_IMAGES = 2, 10_000
"""The image that serves and one to go back to; what a repository holds at most by default."""

_NAME = re.compile(r"[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*")
_SHORTEST, _LONGEST = 2, 256


def repository_problems(name: str, args: Mapping[str, Any]) -> list[str]:
    """One sentence for each contradiction in ImageRepositoryArgs; empty when there is none."""
    try:
        keep = whole_argument(args, "keep_images", DEFAULT_KEEP_IMAGES)
    except ValueError as error:
        return [str(error)]
    return [
        *_name_problems(str(args.get("repository", name))),
        *_depth_problems(keep),
        *label_problems(args.get("labels", {})),
    ]


def _name_problems(repository: str) -> list[str]:
    if _NAME.fullmatch(repository) and _SHORTEST <= len(repository) <= _LONGEST:
        return []
    return [
        (
            f'`repository` ("{repository}") cannot name a repository in ECR: use lower-case '
            f"letters, digits, dashes and slashes, {_SHORTEST} to {_LONGEST} characters"
        )
    ]


def _depth_problems(keep: int) -> list[str]:
    if LEAST_KEEP_IMAGES <= keep <= MOST_KEEP_IMAGES:
        return []
    return [
        (
            f"`keep_images` ({keep}) must be between {LEAST_KEEP_IMAGES} and {MOST_KEEP_IMAGES}: "
            "the image that serves, and at least one to go back to"
        )
    ]
