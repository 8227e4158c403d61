"""Delete: ask for the removal; what is gone already is fine."""

from local.providers.aws.asking import ApiError, doing
from local.providers.aws.operations.request import DeleteRequest
from local.providers.aws.resources import kind_of
from local.providers.aws.session import Session
from local.providers.protocol.properties import reveal


def delete(session: Session, request: DeleteRequest) -> None:
    """Delete a resource.

    Raises ProviderError when AWS refuses.
    """
    found = kind_of(request.token)
    state = reveal(request.state)
    if state.get("skipDestroy"):
        return
    account = session.account(str(state.get("region", "")), request.timeout)
    with doing(f"deleting {found.title} ({request.identity})"):
        try:
            found.delete(account, state)
        except ApiError as error:
            if not error.is_gone:
                raise
