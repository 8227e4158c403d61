"""The tables of shapes against a real API server: its defaults, and what it says of its kinds."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from drift.compare import compare
from drift.context import Context
from drift.kubernetes.shapes.kinds import SHAPES
from drift.model import Desired
from drift.pairing import pair
from drift.walking.shape import ANY, Form, Shape
from tests.cluster.kubectl import Kubectl
from tests.drift.case import NOW, cases

pytestmark = pytest.mark.cluster

OURS = "pulumi-kubernetes-1a2b3c4d"

Schemas = dict[str, Any]

_FRESH = {
    "aggregated", "both", "by-hand", "copy", "elsewhere", "empty", "headless", "indexed", "largest",
    "node", "old", "outside", "queue", "registry", "smallest", "without-token",
    "v1.drift.example.com", "widgets.drift.example.com", "drift.example.com",
}  # fmt: skip
"""Objects that were written for the server: small ones, and one with everything."""


def _objects(answer: str) -> Iterator[dict[str, Any]]:
    """What kubectl printed: a list, or one document after the other."""
    for one in yaml.load_all(answer, Loader=yaml.CSafeLoader):
        yield from one["items"] if one["kind"] == "List" else [one]


def _without_managers(live: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in live["metadata"].items() if key != "managedFields"}
    return {**live, "metadata": kept}


@pytest.mark.parametrize(
    "command",
    [
        ("apply", "--server-side", f"--field-manager={OURS}"),
        ("apply", f"--field-manager={OURS}"),
        ("apply",),
        ("create",),
    ],
    ids=["server-side", "client-side", "kubectl", "create"],
)
def test_what_the_server_fills_in_is_no_difference(
    kubectl: Kubectl, command: tuple[str, ...]
) -> None:
    """Each kind as small as it goes, and with all that has defaults, by a dry run of the server.

    Whether the answer says who owns what or not; and at its strictest: no word of anything.
    """
    declared = [one.read("desired")[0] for one in cases() if one.folder.name.startswith("same-")]
    fresh = [one for one in declared if one["metadata"]["name"].removeprefix("drift-") in _FRESH]
    assert len(fresh) > 55
    listed = json.dumps({"apiVersion": "v1", "kind": "List", "items": fresh})
    options = ("--dry-run=server", "--show-managed-fields", "-o", "yaml", "-f", "-")
    answer = kubectl(*command, *options, stdin=listed)
    for one, live in zip(fresh, _objects(answer), strict=True):
        for seen in (live, _without_managers(live)):
            for last in (None, one):
                desired = [Desired(one, last=last)]
                report = compare(desired, pair(desired, [seen]), Context(now=NOW, strict=True))
                assert (report.differences, report.faults) == ((), ()), one


def test_lists_and_quantities_are_those_of_the_server(kubectl: Kubectl) -> None:
    """Merge keys, sets, quantities and maps of text, in every kind we know, as OpenAPI has them."""
    schemas: Schemas = json.loads(kubectl("get", "--raw", "/openapi/v2"))["definitions"]
    tops = _tops(schemas)
    wrong = [
        sentence
        for (group, kind), shape in SHAPES.items()
        if (group, kind) in tops
        for sentence in _wrong(schemas, shape, tops[group, kind], kind, frozenset())
    ]
    assert sorted(set(wrong) - _ON_PURPOSE) == []
    assert len(tops.keys() & SHAPES.keys()) > 35


_SCHEMA = "spec.versions[].schema.openAPIV3Schema"
_ON_PURPOSE = {
    # Controllers add theirs.
    "ServiceAccount.imagePullSecrets: is one value to the server",
    # Schemas of others are compared as they stand.
    f"CustomResourceDefinition.{_SCHEMA}.x-kubernetes-validations: has the keys ('rule',)",
    # Encoded into data before it is compared.
    "Secret.stringData: is a map of text",
}


def _tops(schemas: Schemas) -> dict[tuple[str, str], str]:
    """The schema of each kind, in its newest version."""
    found: dict[tuple[str, str], str] = {}
    for name, schema in sorted(schemas.items()):
        for one in schema.get("x-kubernetes-group-version-kind", []):
            found[one["group"], one["kind"]] = name
    return found


def _wrong(
    schemas: Schemas, shape: Shape, name: str, path: str, above: frozenset[str]
) -> Iterator[str]:
    """What a shape says otherwise than the schema of that name, all the way down."""
    if name in above:
        return
    for field, schema in schemas[name].get("properties", {}).items():
        child = shape.fields.get(field, ANY)
        if child.form is Form.IGNORED:
            continue
        place = f"{path}.{field}"
        if schema.get("type") == "array":
            yield from (f"{place}: {what}" for what in _wrong_list(schema, child))
            below, place = child.item or ANY, f"{place}[]"
            inner = _name(schema["items"])
        else:
            yield from (f"{place}: {what}" for what in _wrong_value(schema, child))
            below, inner = child, _name(schema)
        if inner in schemas:
            yield from _wrong(schemas, below, inner, place, above | {name})


def _wrong_list(schema: dict[str, Any], shape: Shape) -> Iterator[str]:
    form, keys = schema.get("x-kubernetes-list-type"), schema.get("x-kubernetes-list-map-keys", [])
    if form == "map" and not (shape.shared and set(shape.keys) == set(keys)):
        yield f"has the keys {tuple(keys)}"
    if form == "set" and shape.form is not Form.SET:
        yield "is a set"
    if form == "atomic" and shape.form is Form.KEYED and shape.shared:
        yield "is one value to the server"


def _wrong_value(schema: dict[str, Any], shape: Shape) -> Iterator[str]:
    more = schema.get("additionalProperties", {})
    if _name(schema).endswith(".Quantity") and shape.form is not Form.QUANTITY:
        yield "is a quantity"
    if _name(more).endswith(".Quantity") and shape.form is not Form.QUANTITIES:
        yield "is a map of quantities"
    if more.get("type") == "string" and shape.form not in (Form.TEXTS, Form.BYTES):
        yield "is a map of text"


def _name(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]
