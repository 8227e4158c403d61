"""Field ownership."""

from typing import Any

from local.providers.kubernetes import managers

_OURS = "pulumi-kubernetes-1"


def _entry(manager: str, operation: str, fields: dict[str, Any], **more: str) -> dict[str, Any]:
    return {"manager": manager, "operation": operation, "fieldsV1": fields, **more}


def _object(*entries: dict[str, Any]) -> dict[str, Any]:
    return {"metadata": {"resourceVersion": "7", "managedFields": list(entries)}}


def test_the_creating_write_becomes_an_apply() -> None:
    """A created object's fields are owned by an Update of ours; others keep theirs."""
    status = _entry("kube-controller-manager", "Update", {"f:status": {}}, subresource="status")
    live = _object(_entry(_OURS, "Update", {"f:spec": {"f:a": {}}}, time="t"), status)
    assert managers.handover(live, _OURS) == [
        status,
        _entry(_OURS, "Apply", {"f:spec": {"f:a": {}}}, time="t"),
    ]


def test_edits_by_hand_are_merged_into_ours() -> None:
    """Whatever kubectl wrote, so that the next apply can correct it."""
    live = _object(
        _entry(_OURS, "Apply", {"f:spec": {"f:a": {}}}),
        _entry("kubectl-edit", "Update", {"f:spec": {"f:b": {}}, "f:metadata": {}}),
    )
    merged: dict[str, Any] = {"f:spec": {"f:a": {}, "f:b": {}}, "f:metadata": {}}
    assert managers.handover(live, _OURS) == [_entry(_OURS, "Apply", merged)]


def test_nothing_to_hand_over() -> None:
    """Other controllers' fields, and status writes, are left alone."""
    live = _object(
        _entry(_OURS, "Apply", {}),
        _entry("some-operator", "Update", {}),
        _entry("kubectl", "Update", {}, subresource="status"),
    )
    assert managers.handover(live, _OURS) is None


def test_an_unfinished_creation_is_recognised() -> None:
    """By our creating write that was never settled; status writes of others do not matter."""
    written, applied = _entry(_OURS, "Update", {}), _entry(_OURS, "Apply", {})
    status = _entry("kubelet", "Update", {}, subresource="status")
    assert managers.is_unfinished(_object(written, status), _OURS)
    assert not managers.is_unfinished(_object(applied, status), _OURS)
    assert not managers.is_unfinished(_object(written), "pulumi-kubernetes-2")
    assert not managers.is_unfinished({}, _OURS)


def test_the_patch_fails_when_the_object_moved_on() -> None:
    """The version is tested first."""
    assert managers.patch(_object(), []) == [
        {"op": "test", "path": "/metadata/resourceVersion", "value": "7"},
        {"op": "replace", "path": "/metadata/managedFields", "value": []},
    ]


def test_ownership_of_a_field() -> None:
    """Owning something below a field is owning it."""
    entry = _entry("x", "Update", {"f:spec": {"f:replicas": {}}})
    assert managers.owns(entry, ["spec", "replicas"])
    assert managers.owns(entry, ["spec"])
    assert not managers.owns(entry, ["spec", "template"])
    assert managers.others(_object(entry, _entry(_OURS, "Apply", {})), _OURS) == [entry]
