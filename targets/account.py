"""What must hold of AWS before anything is changed there: region, credentials, account, role."""

import re

from collect.live.aws.identity import Identity, identity, role_problem

_ECR = re.compile(r"\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?(?:/.*)?")


def registry_problems(registry: str | None) -> list[str]:
    """A sentence where a registry of the stack's own is none that Lambda pulls from."""
    if not registry or _ECR.fullmatch(registry):
        return []
    return [
        (
            f'`registry` ("{registry}") is not in ECR, and AWS Lambda pulls from nowhere else; '
            "take it out to have a repository made"
        )
    ]


def account_problems(region: str, account: str, role: str) -> list[str]:
    """Asks AWS who we are; a sentence for what is wrong, the first one that makes others moot.

    An empty `account` is any, an empty `role` one that is still to be made.
    """
    mine = identity(region)
    if not isinstance(mine, Identity):
        return [mine]
    if account and mine.account != account:
        return [
            (
                f"`account` is {account}, and the credentials are of {mine.account} ({mine.arn}); "
                "use the other account's credentials, or correct `account`"
            )
        ]
    problem = role_problem(role) if role else None
    return [f"`execution_role`: {problem}"] if problem else []
