"""What the engine's state keeps of a resource."""

from typing import Any

from local.providers.aws import kind
from local.providers.aws.asking import Account, ApiError, doing
from local.providers.aws.comparing import settled
from local.providers.aws.kind import Kind, Properties
from local.providers.aws.operations.check import DEFAULTS
from local.providers.aws.operations.request import Marked
from local.providers.aws.property import Property, Setter
from local.providers.protocol.marking import marked
from local.providers.protocol.properties import UNKNOWN, Secret


def live_outputs(
    account: Account, found: Kind, known: Properties, identity: str
) -> Properties | None:
    """Ask for a resource; what is not there is None. `known` are inputs or an older state."""
    with doing(f"reading {found.title} ({identity})"):
        try:
            live = found.read(account, known)
        except ApiError as error:
            if not error.is_gone:
                raise
            return None
    if live is None:
        return None
    if kind.REGION in found.properties:
        live["region"] = account.region
    return settled(found.properties, live, known)


def planned(found: Kind, inputs: Properties, region: str) -> Properties:
    """The outputs of a resource that is not there yet: what nobody can know is unknown."""
    return _derived(found, _filled(found.properties, inputs, {}), region)


def replanned(
    found: Kind, state: Properties, inputs: Properties, changed: frozenset[str]
) -> Properties:
    """The outputs of a resource after an update that is yet to come."""
    outputs = _filled(found.properties, inputs, state)
    if changed & found.renewing:
        outputs |= {name: UNKNOWN for name in found.renewed if name not in inputs}
    return _derived(found, outputs, str(state.get("region", "")))


def wanted(found: Kind, state: Properties, inputs: Properties) -> Properties:
    """What an update asks for: the inputs, and what the program leaves to AWS as it is."""
    kept = {one.name: state[one.name] for one in found.properties if _is_left(one, inputs, state)}
    return {**kept, **inputs}


def _is_left(one: Property, inputs: Properties, state: Properties) -> bool:
    left = one.setter in (Setter.OUTPUT, Setter.COMPUTED)
    return left and one.name in state and one.name not in inputs


def _filled(properties: tuple[Property, ...], given: Properties, before: Properties) -> Properties:
    """Inputs with what AWS adds: as it was before, unknown where there was nothing."""
    outputs: dict[str, Any] = {name: value for name, value in given.items() if name != DEFAULTS}
    for one in properties:
        value = given.get(one.name)
        if value is None and one.setter in (Setter.OUTPUT, Setter.COMPUTED):
            outputs[one.name] = before.get(one.name, UNKNOWN)
        elif one.nested and isinstance(value, dict):
            known = before.get(one.name)
            outputs[one.name] = _filled(one.nested, value, known if isinstance(known, dict) else {})
    return outputs


def _derived(found: Kind, outputs: Properties, region: str) -> Properties:
    if kind.TAGS_ALL in found.properties:
        outputs["tagsAll"] = outputs.get("tags", {})
    if kind.REGION in found.properties and outputs.get("region") is UNKNOWN and region:
        outputs["region"] = region
    return outputs


def concealed(found: Kind, outputs: Properties, given: Marked) -> Marked:
    """Mark what is secret: by its nature, or since it was secret going in."""
    natural = {one.name for one in found.properties if one.secret}
    hidden = {name: Secret(value) if name in natural else value for name, value in outputs.items()}
    return marked(hidden, given)
