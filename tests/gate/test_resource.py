"""The gate as a program uses it: under mocks, and as the engine keeps its provider."""

import base64
from typing import Any

import pulumi
import pytest
from pulumi.dynamic.dynamic import serialize_provider

import gate
from gate import RolloutGate, explain_failures
from gate.provider import GateProvider
from gate.rollout_gate import TYPE, fingerprint
from gate.skipping import skipping
from tests.components.recording import Asked, record


def _gate(rollout: Any, opts: pulumi.ResourceOptions | None = None) -> Asked:
    def program() -> pulumi.Output[Any]:
        explain_failures(gated=["web"])
        made = RolloutGate(
            "web-gate", {"namespace": "shop", "deployment": "web", "rollout": rollout}, opts
        )
        return made.urn

    asked, _ = record(program)
    return asked["web-gate"]


def test_what_it_asks_for() -> None:
    """A fingerprint of the rollout, a place for evidence, a place for progress."""
    asked = _gate({"replicas": 1})
    assert asked.type == TYPE
    inputs = {name: value for name, value in asked.inputs.items() if name != "__provider"}
    assert inputs == {
        "namespace": "shop",
        "deployment": "web",
        "rollout": fingerprint({"replicas": 1}),
        "evidence": ".shipshape/evidence/dev",
        "urn": f"urn:pulumi:dev::shipshape::{TYPE}::web-gate",
    }


def test_the_rollout_in_any_form() -> None:
    """A spec, a text, an output of either; the order of keys says nothing."""
    spec = {"a": 1, "b": {"c": [1, 2]}}
    known = _gate(spec).inputs["rollout"]
    assert _gate({"b": {"c": [1, 2]}, "a": 1}).inputs["rollout"] == known
    assert _gate(pulumi.Output.from_input(spec)).inputs["rollout"] == known
    assert _gate("text").inputs["rollout"] != known


def test_the_provider_is_kept_by_name() -> None:
    """The same bytes on every run and every machine: a version of ours is no change of a stack."""
    first, second = serialize_provider(GateProvider()), serialize_provider(GateProvider())
    assert first == second
    content = base64.b64decode(first)
    assert b"gate.provider" in content
    assert len(content) < 200


def test_a_replacement_is_a_new_record() -> None:
    """The old one goes first, so a verification that fails leaves none."""
    provider = GateProvider()
    same = provider.diff("id", {"rollout": "a", "soak": 5}, {"rollout": "a", "soak": 6})
    other = provider.diff("id", {"rollout": "a"}, {"rollout": "b"})
    assert (same.changes, same.replaces) == (False, [])
    assert (other.changes, other.replaces) == (True, ["rollout"])
    assert other.delete_before_replace is True


def test_names_of_the_package() -> None:
    """What a program imports; anything else is an error."""
    assert {name for name in gate.__all__ if getattr(gate, name)} == {
        "ImageProof",
        "ImageProofArgs",
        "ReleaseArgs",
        "ReleaseLedger",
        "ReleaseLedgerArgs",
        "RolloutGate",
        "RolloutGateArgs",
        "explain_failures",
        "safe_release",
    }
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = gate.nothing


METADATA: dict[str, tuple[Any, dict[str, str]]] = {
    "none": (None, {"pulumi.com/skipAwait": "true"}),
    "no annotations": ({"name": "web"}, {"pulumi.com/skipAwait": "true"}),
    "others": ({"annotations": {"a": "b"}}, {"a": "b", "pulumi.com/skipAwait": "true"}),
    "the user's own word": (
        {"annotations": {"pulumi.com/skipAwait": "false"}},
        {"pulumi.com/skipAwait": "false"},
    ),
}


@pytest.mark.parametrize("case", METADATA)
@pytest.mark.parametrize("late", ["plain", "metadata", "annotations"])
def test_skipping(case: str, late: str) -> None:
    """The annotation is there, whether the values are known now or later."""
    metadata, wanted = METADATA[case]

    def program() -> pulumi.Output[Any]:
        given = metadata
        if late == "annotations" and given:
            given = {**given, "annotations": pulumi.Output.from_input(given.get("annotations"))}
        if late == "metadata":
            given = pulumi.Output.from_input(given)
        return pulumi.Output.from_input(skipping({"spec": 1, "metadata": given}))

    _, found = record(program)
    assert found["spec"] == 1
    assert found["metadata"]["annotations"] == wanted
