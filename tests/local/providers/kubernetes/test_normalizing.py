"""Inputs in canonical form."""

from typing import Any

from local.providers.kubernetes import normalizing
from local.providers.protocol.properties import UNKNOWN


def test_read_only_metadata_is_dropped() -> None:
    """A manifest that was copied from a cluster brings it along."""
    inputs = {"metadata": {"name": "x", "uid": "1", "resourceVersion": "2", "managedFields": []}}
    assert normalizing.normalized(inputs) == {"metadata": {"name": "x"}}
    assert "uid" in inputs["metadata"]


def test_a_secrets_text_becomes_data() -> None:
    """The server does the same; text wins over data, base64 loses its whitespace."""
    inputs = {
        "apiVersion": "v1",
        "kind": "Secret",
        "data": {"a": "b25l\n", "b": "b25l", "bad": "not base64!"},
        "stringData": {"b": "two"},
    }
    assert normalizing.normalized(inputs) == {
        "apiVersion": "v1",
        "kind": "Secret",
        "data": {"a": "b25l", "b": "dHdv", "bad": "not base64!"},
    }


def test_an_unknown_secret_stays_as_it_is() -> None:
    """There is nothing to encode yet."""
    inputs: dict[str, Any] = {"apiVersion": "v1", "kind": "Secret", "stringData": {"a": UNKNOWN}}
    assert normalizing.normalized(inputs) == inputs


def test_a_definitions_status_is_dropped() -> None:
    """Generators write one; the server ignores it."""
    inputs = {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "status": {"conditions": []},
    }
    assert "status" not in normalizing.normalized(inputs)


def test_extension_keys_change_their_spelling() -> None:
    """SDKs cannot spell a dash."""
    program = {"schema": [{"x_kubernetes_preserve_unknown_fields": True}]}
    server = {"schema": [{"x-kubernetes-preserve-unknown-fields": True}]}
    assert normalizing.to_server(program) == server
    assert normalizing.to_program(server) == program
