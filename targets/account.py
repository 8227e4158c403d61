"""What must hold of AWS before anything is changed there: region, credentials, account, role."""

from collect.live.aws.identity import Identity, identity, role_problem


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
