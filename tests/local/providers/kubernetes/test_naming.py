"""Automatic names and field managers."""

import re
from typing import Any

import pytest

from local.providers.kubernetes import naming
from local.providers.kubernetes.naming import NO_PROPOSAL, Proposal
from local.providers.protocol.failures import ProviderError
from local.providers.protocol.properties import UNKNOWN

_ANNOTATED = {"pulumi.com/autonamed": "true"}


def test_an_unnamed_object_is_named_after_the_resource() -> None:
    """Eight hexadecimal digits follow, and an annotation tells that the name is ours."""
    inputs: dict[str, Any] = {"metadata": {"labels": {"a": "b"}}}
    naming.assign_name(inputs, "web", b"seed", NO_PROPOSAL)
    assert inputs == {
        "metadata": {"labels": {"a": "b"}, "name": "web-652c2a79", "annotations": _ANNOTATED}
    }


def test_names_differ_without_a_seed() -> None:
    """A replacement must not collide with what it replaces."""
    first, second = naming.suffix(b"", "web"), naming.suffix(b"", "web")
    assert re.fullmatch("[0-9a-f]{8}", first)
    assert first != second


@pytest.mark.parametrize(
    "metadata", [{"name": "mine"}, {"name": UNKNOWN}, {"generateName": "web-"}]
)
def test_a_named_object_keeps_its_name(metadata: dict[str, Any]) -> None:
    """A name that is not known yet is a name."""
    inputs: dict[str, Any] = {"metadata": dict(metadata)}
    naming.assign_name(inputs, "web", b"", NO_PROPOSAL)
    assert inputs == {"metadata": metadata}


def test_the_stack_may_configure_names() -> None:
    """The engine proposes a name, or forbids automatic ones."""
    inputs: dict[str, Any] = {}
    naming.assign_name(inputs, "web", b"", Proposal("dev-web"))
    assert inputs == {"metadata": {"name": "dev-web", "annotations": _ANNOTATED}}
    with pytest.raises(ProviderError) as refused:
        naming.assign_name({}, "web", b"", Proposal(forbidden=True))
    assert (
        str(refused.value)
        == "automatic naming is disabled for this stack; set metadata.name of 'web'"
    )


def test_an_automatic_name_is_kept_over_updates() -> None:
    """Only an automatic one: a name that the program dropped becomes automatic."""
    old = {"metadata": {"name": "web-1", "annotations": _ANNOTATED}}
    inputs: dict[str, Any] = {}
    naming.adopt_name(inputs, old)
    assert inputs == old
    untouched: dict[str, Any] = {}
    naming.adopt_name(untouched, {"metadata": {"name": "mine"}})
    assert untouched == {}


def test_the_field_manager_is_remembered() -> None:
    """Annotation before state before the resource's own name, which is always the same."""
    asked = {"metadata": {"annotations": {"pulumi.com/patchFieldManager": "team"}}}
    state = {"__fieldManager": "pulumi-kubernetes-1"}
    assert naming.field_manager(state, asked, "urn") == "team"
    assert naming.field_manager(state, {}, "urn") == "pulumi-kubernetes-1"
    assert naming.field_manager({}, {}, "urn") == "pulumi-kubernetes-b05f2986"
