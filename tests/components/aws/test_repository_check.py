"""Contradictions in a repository's arguments."""

from typing import Any

import pytest

from components import repository_problems

CASES: dict[str, tuple[dict[str, Any], str]] = {
    "one image": (
        {"keep_images": 1},
        (
            "`keep_images` (1) must be between 2 and 10000: the image that serves, and at least "
            "one "
            "to go back to"
        ),
    ),
    "no number": ({"keep_images": "ten"}, "`keep_images`: 'ten' is not a whole number"),
    "a name": (
        {"repository": "Team_App"},
        (
            '`repository` ("Team_App") cannot name a repository in ECR: use lower-case letters, '
            "digits, dashes and slashes, 2 to 256 characters"
        ),
    ),
    "a name of one letter": (
        {"repository": "a"},
        (
            '`repository` ("a") cannot name a repository in ECR: use lower-case letters, digits, '
            "dashes and slashes, 2 to 256 characters"
        ),
    ),
    "a tag of AWS": (
        {"labels": {"aws:team": "a"}},
        '`labels` has "aws:team": names that begin with aws: are AWS\' own',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_contradiction(case: str) -> None:
    """One sentence, and no other."""
    args, sentence = CASES[case]
    assert repository_problems("service", args) == [sentence]


def test_the_defaults() -> None:
    """Nothing to say."""
    assert repository_problems("service", {}) == []
