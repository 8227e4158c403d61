"""Waiting for Lambda: for a role that is not known everywhere yet, and for a usable function."""

from typing import Any

from local.providers.aws.asking import Account, ApiError
from local.providers.protocol.failures import ProviderError

_PROPAGATION_SECONDS = 120.0
"""How long a new role may take to be known everywhere; the official provider's figure."""

_USABLE_SECONDS = 600.0
"""How long a function may take to become active; the official provider's figure."""

_PASSING = (
    ("InvalidParameterValueException", "The role defined for the function cannot be assumed"),
    ("InvalidParameterValueException", "The provided execution role does not have permissions"),
    ("InvalidParameterValueException", "throttled by EC2"),
    ("InvalidParameterValueException", "the KMS key is invalid for CreateGrant"),
    ("ResourceConflictException", "cannot be performed at this time"),
)
"""Refusals that pass by themselves: the code, and what the message says."""


def patiently(account: Account, operation: str, arguments: dict[str, Any]) -> None:
    """Ask Lambda until what passes by itself has passed.

    Raises ApiError with the last refusal.
    """
    refused: list[ApiError] = []

    def _accepted() -> bool:
        try:
            account.ask("lambda", operation, **arguments)
        except ApiError as error:
            if not _passes(error):
                raise
            refused.append(error)
            return False
        return True

    try:
        account.wait(_accepted, _PROPAGATION_SECONDS, operation)
    except ProviderError as error:
        raise refused[-1] if refused else error from error


def _passes(error: ApiError) -> bool:
    return any(code == error.code and said in error.said for code, said in _PASSING)


def wait_until_usable(account: Account, name: str) -> None:
    """Wait until a function is active and its last change has been made.

    Raises ProviderError with Lambda's own reason when it fails, or takes too long.
    """

    def _usable() -> bool:
        answer = account.ask("lambda", "get_function_configuration", FunctionName=name)
        for state, failed, wanted in (("State", "Failed", "Active"), _LAST_UPDATE):
            found = answer.get(state)
            if found == failed:
                reason = f"{answer.get(f'{state}ReasonCode')}: {answer.get(f'{state}Reason')}"
                raise ProviderError(
                    f"waiting for Lambda Function ({name}): unexpected state {failed!r}, wanted "
                    f"target {wanted!r}. last error: {reason}"
                )
            if found == _UNDER_WAY[state]:
                return False
        return True

    account.wait(_usable, _USABLE_SECONDS, f"waiting for Lambda Function ({name})")


_LAST_UPDATE = ("LastUpdateStatus", "Failed", "Successful")
_UNDER_WAY = {"State": "Pending", "LastUpdateStatus": "InProgress"}
