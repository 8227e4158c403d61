"""What must hold of AWS before anything is changed there: region, credentials, account, role."""

import re
from collections.abc import Sequence

from collect.live.aws.identity import Identity, identity, role_problem
from collect.live.aws.session import own_region
from settings import Elsewhere

_ECR = re.compile(r"\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?(?:/.*)?")


def region_of(said: str) -> str:
    """The region that the stack says, else the profile's, where the provider finds it as well."""
    return said or own_region()


def registry_problems(registry: str | None, region: str) -> list[str]:
    """A sentence where a registry of the stack's own is none that Lambda pulls from.

    An empty `region` is not known yet.
    """
    if not registry:
        return []
    found = _ECR.fullmatch(registry)
    if found is None:
        return [
            (
                f'`registry` ("{registry}") is not in ECR, and AWS Lambda pulls from nowhere else; '
                "take it out to have a repository made"
            )
        ]
    if region and found[1] != region:
        return [
            (
                f'`registry` ("{registry}") is in {found[1]}, and AWS Lambda in {region} pulls '
                f"from {region} alone; replicate the images there, or take it out to have a "
                "repository made"
            )
        ]
    return []


def deletion_problems(registry: str | None, *, deletes: bool) -> list[str]:
    """A sentence where images are to be deleted with a repository that is not the stack's."""
    if not registry or not deletes:
        return []
    return [
        (
            "`delete_images` is for the repository that the stack makes, and `registry` names one "
            "of yours, which stays; remove one of them"
        )
    ]


def provider_problems(chosen: Sequence[str]) -> list[str]:
    """A sentence for each setting that gives other credentials to the AWS provider alone.

    The checks, the proof of a version and the move of the alias find theirs as the AWS tools do.
    """
    return [
        f"{name} gives credentials to the provider alone, and a release would ask AWS with others; "
        "set AWS_PROFILE (or the variables with the keys) for both, and remove it with: pulumi "
        f"config rm {name}"
        for name in chosen
    ]


def account_problems(region: str, account: str, role: str) -> list[str]:
    """Asks AWS who we are; a sentence for what is wrong, the first one that makes others moot.

    An empty `account` is any, an empty `role` one that is still to be made.
    """
    mine = identity(region)
    if not isinstance(mine, Identity):
        return [Elsewhere(mine)]
    if account and mine.account != account:
        return [
            (
                f"`account` is {account}, and the credentials are of {mine.account} ({mine.arn}); "
                "use the other account's credentials, or correct `account`"
            )
        ]
    problem = role_problem(role) if role else None
    return [f"`execution_role`: {problem}"] if problem else []
