"""What the engine's state keeps of a resource: the live object and the inputs that made it."""

import copy
from typing import Any

from local.providers.kubernetes import normalizing
from local.providers.kubernetes.manifest import Object
from local.providers.kubernetes.marking import marked
from local.providers.protocol.properties import reveal

INPUTS = "__inputs"
API_VERSION = "__initialApiVersion"
FIELD_MANAGER = "__fieldManager"
_OURS = (INPUTS, API_VERSION, FIELD_MANAGER)


def checkpoint(
    live: Object, inputs: Object, given: Object, api_version: str, manager: str
) -> Object:
    """Compose the state of a resource.

    `inputs` are bare, `given` are the same with their secrets marked:
    what was secret there is secret in the state.
    """
    outputs = marked(normalizing.to_program(live), given)
    outputs[INPUTS] = marked(normalizing.to_program(inputs), given)
    outputs[API_VERSION] = api_version
    outputs[FIELD_MANAGER] = manager
    return outputs


def parsed(state: Object) -> tuple[Object, Object]:
    """Split a state into bare inputs and the bare live object."""
    bare = normalizing.to_server(reveal(state))
    live = {key: value for key, value in bare.items() if key not in _OURS}
    return bare.get(INPUTS) or {}, live


def initial_api_version(state: Object, inputs: Object) -> str:
    """The API version with which the resource was first created."""
    known = state.get(API_VERSION)
    return known if isinstance(known, str) else str(inputs.get("apiVersion", ""))


def pruned(live: Any, shape: Any) -> Any:
    """Cut a live value to the keys that the inputs have: the rest is the server's business."""
    if isinstance(live, dict) and isinstance(shape, dict):
        return {key: pruned(value, shape[key]) for key, value in live.items() if key in shape}
    if isinstance(live, list) and isinstance(shape, list):
        return _pruned_list(live, shape)
    return copy.deepcopy(live)


def _pruned_list(live: list[Any], shape: list[Any]) -> list[Any]:
    """Lists are cut element by element; live elements beyond the inputs are somebody else's."""
    return [pruned(item, wanted) for item, wanted in zip(live, shape, strict=False)]
