"""Secrets in outputs."""

from local.providers.kubernetes.marking import marked
from local.providers.protocol.properties import Secret

_LAST = "kubectl.kubernetes.io/last-applied-configuration"


def test_secret_inputs_mark_outputs() -> None:
    """Maps are marked key by key, a list as a whole."""
    outputs = {
        "kind": "Deployment",
        "spec": {"env": [{"v": "hush"}, {"v": "x"}], "size": 1},
        "more": "y",
    }
    inputs = {"spec": {"env": [{"v": Secret("hush")}], "size": 1, "gone": Secret(1)}}
    assert marked(outputs, inputs) == {
        "kind": "Deployment",
        "spec": {"env": Secret([{"v": "hush"}, {"v": "x"}]), "size": 1},
        "more": "y",
    }


def test_a_secret_hides_its_values_whatever_the_inputs_were() -> None:
    """Plain inputs make no plain state."""
    outputs = {"kind": "Secret", "data": {"k": "aHVzaA=="}, "metadata": {"name": "x"}}
    expected = {"kind": "Secret", "data": Secret({"k": "aHVzaA=="}), "metadata": {"name": "x"}}
    assert marked(outputs, {"data": {"k": "aHVzaA=="}}) == expected


def test_a_secrets_last_applied_annotation_is_hidden() -> None:
    """The values stand there in plain text."""
    annotations = {_LAST: '{"data":{"k":"aHVzaA=="}}', "other": "x"}
    outputs = {"kind": "Secret", "metadata": {"annotations": annotations}}
    assert marked(outputs, {}) == {
        "kind": "Secret",
        "metadata": {"annotations": {_LAST: Secret('{"data":{"k":"aHVzaA=="}}'), "other": "x"}},
    }
