"""Create: ask for the resource, wait until it is usable, and tell what it became."""

from dataclasses import dataclass

from local.providers.aws.asking import Account, doing
from local.providers.aws.kind import Kind, Properties
from local.providers.aws.operations import outputs
from local.providers.aws.operations.check import DEFAULTS
from local.providers.aws.operations.request import CreateRequest, Marked
from local.providers.aws.resources import kind_of
from local.providers.aws.session import Session
from local.providers.protocol.failures import InitFailedError, ProviderError
from local.providers.protocol.properties import reveal


@dataclass(frozen=True)
class Created:
    """A resource's identity (empty in a preview) and its outputs."""

    identity: str
    outputs: Marked


def create(session: Session, request: CreateRequest) -> Created:
    """Create a resource.

    Raises ProviderError when nothing came of it, InitFailedError when something is there that is
    not as it should be.
    """
    found = kind_of(request.token)
    inputs = reveal(request.news)
    if request.preview:
        region = str(inputs.get("region") or session.settings.region)
        made = outputs.planned(found, inputs, region)
        return Created("", outputs.concealed(found, made, request.news))
    account = session.account(str(inputs.get("region", "")), request.timeout)
    doing_so = f"creating {found.title} ({inputs.get(found.label)})"
    with doing(doing_so):
        known = {**inputs, **found.create(account, inputs)}
    identity = found.identity(known)
    try:
        with doing(doing_so):
            found.complete(account, known)
        made = _looked(account, found, known, identity)
    except ProviderError as error:
        rest = _after_failure(account, found, known, identity)
        kept = outputs.concealed(found, rest, request.news)
        raise InitFailedError(identity, [str(error)], kept) from error
    return Created(identity, outputs.concealed(found, made, request.news))


def _looked(account: Account, found: Kind, known: Properties, identity: str) -> Properties:
    live = outputs.live_outputs(account, found, known, identity)
    if live is None:
        raise ProviderError(f"reading {found.title} ({identity}): it is not there")
    return live


def _after_failure(account: Account, found: Kind, known: Properties, identity: str) -> Properties:
    """What can be told of a resource that is not as it should be."""
    try:
        return _looked(account, found, known, identity)
    except ProviderError:
        return {name: value for name, value in known.items() if name != DEFAULTS}
