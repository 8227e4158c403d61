"""ignore_changes at update time."""

from local.providers.kubernetes.operations.ignoring import respecting

_OURS = "pulumi-kubernetes-1"
_INPUTS = {"spec": {"replicas": 1, "paused": True, "containers": [{"image": "a"}]}}


def _live(manager: str) -> dict[str, object]:
    return {
        "metadata": {
            "managedFields": [{"manager": manager, "fieldsV1": {"f:spec": {"f:replicas": {}}}}]
        },
        "spec": {"replicas": 5, "containers": [{"image": "b"}]},
    }


def test_another_managers_field_is_left_out() -> None:
    """An autoscaler keeps its replicas."""
    sent = respecting(_INPUTS, _live("autoscaler"), ["spec.replicas"], _OURS)
    assert sent == {"spec": {"paused": True, "containers": [{"image": "a"}]}}


def test_our_own_field_keeps_its_live_value() -> None:
    """Left out it would be removed from the object."""
    sent = respecting(_INPUTS, _live(_OURS), ["spec.replicas"], _OURS)
    assert sent == {"spec": {"replicas": 5, "paused": True, "containers": [{"image": "a"}]}}


def test_fields_in_lists_keep_their_live_value() -> None:
    """Ownership in lists goes by keys, so the live value is the safe choice."""
    sent = respecting(_INPUTS, _live("x"), ["spec.containers[0].image", "spec.missing"], _OURS)
    assert sent == {"spec": {"replicas": 1, "paused": True, "containers": [{"image": "b"}]}}


def test_the_inputs_themselves_are_untouched() -> None:
    """The state must hold what the program said."""
    respecting(_INPUTS, _live(_OURS), ["spec.replicas"], _OURS)
    assert _INPUTS["spec"]["replicas"] == 1
