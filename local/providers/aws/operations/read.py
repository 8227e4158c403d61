"""Read: what is there, for a refresh or for an import."""

from dataclasses import dataclass, field
from typing import Any

from local.providers.aws.forms import is_empty
from local.providers.aws.kind import Kind, Properties
from local.providers.aws.operations import outputs
from local.providers.aws.operations.check import DEFAULTS
from local.providers.aws.operations.request import Marked, ReadRequest
from local.providers.aws.property import Property, Setter
from local.providers.aws.resources import kind_of
from local.providers.aws.session import Session
from local.providers.protocol.properties import reveal


@dataclass(frozen=True)
class Found:
    """A resource's identity (empty when it is gone), outputs and inputs."""

    identity: str = ""
    outputs: Marked = field(default_factory=dict)
    inputs: Marked = field(default_factory=dict)


def read(session: Session, request: ReadRequest) -> Found:
    """Read a resource.

    Raises ProviderError for an id that cannot be one, and when AWS cannot be asked.
    """
    found = kind_of(request.token)
    state, inputs = reveal(request.state), reveal(request.inputs)
    known = state or {**_defaults(found), **found.located(request.identity)}
    account = session.account(str(known.get("region", "")))
    live = outputs.live_outputs(account, found, known, request.identity)
    if live is None:
        return Found()
    identity = found.identity(live)
    taken = _refreshed(found, inputs, live) if state else _imported(found, live)
    return Found(
        identity,
        outputs.concealed(found, live, {**request.inputs, **request.state}),
        outputs.concealed(found, taken, request.inputs),
    )


def _defaults(found: Kind) -> Properties:
    """What only the provider knows is its default where nobody said otherwise."""
    return {one.name: one.default for one in found.inputs if one.local and one.default is not None}


def _refreshed(found: Kind, inputs: Properties, live: Properties) -> Properties:
    """The program's inputs as they are live; what it did not set stays out."""
    known = {one.name: one for one in found.inputs}
    taken = {
        name: _pruned(known[name], live.get(name), value)
        for name, value in inputs.items()
        if name in known
    }
    taken = {name: value for name, value in taken.items() if value is not None}
    return {**taken, DEFAULTS: inputs.get(DEFAULTS, [])}


def _pruned(one: Property, live: Any, given: Any) -> Any:
    if one.nested and isinstance(live, dict) and isinstance(given, dict):
        kept = {inner.name for inner in one.nested if inner.is_kept}
        return {name: value for name, value in live.items() if name in given or name not in kept}
    if live is None and is_empty(given):
        return given
    return live


def _imported(found: Kind, live: Properties) -> Properties:
    """What a program would have to say to get this resource."""
    taken = {
        one.name: live[one.name]
        for one in found.inputs
        if one.name in live
        and (one.setter is Setter.REQUIRED or not is_empty(live[one.name]))
        and live[one.name] != one.default
        and one.name != "region"
    }
    return {**taken, DEFAULTS: []}
