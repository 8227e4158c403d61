"""What the state keeps."""

from local.providers.kubernetes import checkpoint
from local.providers.protocol.properties import Secret

_LIVE = {"kind": "Secret", "data": {"k": "eA=="}, "metadata": {"name": "n", "uid": "u"}}
_INPUTS = {"kind": "Secret", "data": {"k": "eA=="}, "metadata": {"name": "n"}}
_STATE = {
    "kind": "Secret",
    "data": Secret({"k": "eA=="}),
    "metadata": {"name": "n", "uid": "u"},
    "__inputs": {"kind": "Secret", "data": Secret({"k": "eA=="}), "metadata": {"name": "n"}},
    "__initialApiVersion": "v1",
    "__fieldManager": "pulumi-kubernetes-1",
}


def test_the_state_holds_live_object_and_inputs() -> None:
    """With the official provider's keys, so that either can take over from the other."""
    made = checkpoint.checkpoint(_LIVE, _INPUTS, _INPUTS, "v1", "pulumi-kubernetes-1")
    assert made == _STATE


def test_the_state_is_taken_apart_again() -> None:
    """Bare: what is compared must not be wrapped."""
    assert checkpoint.parsed(_STATE) == (_INPUTS, _LIVE)


def test_the_first_api_version_is_kept() -> None:
    """The state knows it; an import takes the inputs'."""
    assert checkpoint.initial_api_version(_STATE, {"apiVersion": "v2"}) == "v1"
    assert checkpoint.initial_api_version({}, {"apiVersion": "v2"}) == "v2"


def test_live_objects_are_cut_to_the_inputs_shape() -> None:
    """Defaults go, drift stays, list elements beyond the inputs are somebody else's."""
    live = {
        "spec": {"replicas": 3, "strategy": {}, "list": [{"a": 1, "b": 2}, {"a": 3}]},
        "status": {},
    }
    shape = {"spec": {"replicas": 1, "list": [{"a": 1}], "missing": 1}}
    assert checkpoint.pruned(live, shape) == {"spec": {"replicas": 3, "list": [{"a": 1}]}}
