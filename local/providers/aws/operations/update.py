"""Update: ask for what differs."""

from local.providers.aws.asking import doing
from local.providers.aws.comparing import differences
from local.providers.aws.kind import Update
from local.providers.aws.operations import outputs
from local.providers.aws.operations.request import Marked, UpdateRequest
from local.providers.aws.resources import kind_of
from local.providers.aws.session import Session
from local.providers.protocol.differences import ignoring
from local.providers.protocol.failures import ProviderError
from local.providers.protocol.properties import reveal


def update(session: Session, request: UpdateRequest) -> Marked:
    """Update a resource and wait until it is usable; returns its outputs.

    Raises ProviderError when it failed. The state stays as it was then, so that the next run
    sees the same difference and asks again: every call is one that can be repeated.
    """
    found = kind_of(request.token)
    state, inputs = reveal(request.state), reveal(request.news)
    compared = ignoring(list(differences(found.inputs, state, inputs)), request.ignored)
    changed = frozenset(str(one.path[0]) for one in compared)
    if request.preview:
        made = outputs.replanned(found, state, inputs, changed)
        return outputs.concealed(found, made, request.news)
    account = session.account(str(state.get("region", "")), request.timeout)
    wanted = outputs.wanted(found, state, inputs)
    with doing(f"updating {found.title} ({request.identity})"):
        found.update(account, Update(state, wanted, changed))
        found.complete(account, wanted)
    live = outputs.live_outputs(account, found, wanted, request.identity)
    if live is None:
        raise ProviderError(
            f"updating {found.title} ({request.identity}): it is gone; `pulumi refresh` brings "
            "the state up to date"
        )
    return outputs.concealed(found, live, request.news)
