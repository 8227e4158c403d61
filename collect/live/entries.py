"""The Secrets and ConfigMaps that failing pods name: whether they are there, and what is in them.

A list tells their names alone. Where a pod waits for one entry, the object is asked for, and every
value is taken out before anything else sees it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from collect.parsing.kubernetes import references
from diagnosis.snapshot import Ref, Reference

from .asking import JSON, METADATA_ONLY, Object, Question, Refusal, ask_object

MOST = 20
"""Objects asked for one by one."""

_PLURAL = {"Secret": "secrets", "ConfigMap": "configmaps"}
_MADE = "kube-root-ca.crt"
"""A ConfigMap that the cluster makes in every namespace, and every pod mounts."""


def wanted_entries(pods: Iterable[Object]) -> list[Reference]:
    """What these pods name of both kinds."""
    named = (one for one in references(pods) if one.ref.kind in _PLURAL)
    return [one for one in named if one.ref.name != _MADE][:MOST]


async def read_entries(api: Any, wanted: Reference) -> Object | Refusal:
    """The object, of which only the names of its entries are kept; those only if they matter."""
    ref = wanted.ref
    path = f"{_PLURAL[ref.kind]}/{ref.name}"
    accept = JSON if wanted.wanted else METADATA_ONLY
    found = await ask_object(api, Question("v1", path, ref.namespace, accept=accept))
    return found if isinstance(found, Refusal) else _emptied(found, ref)


def _emptied(found: Mapping[str, Any], ref: Ref) -> Object:
    names = {key: "" for part in ("data", "binaryData") for key in found.get(part) or {}}
    return {
        "kind": str(found.get("kind", ref.kind)),
        "metadata": {"name": ref.name, "namespace": ref.namespace},
        "data": names,
    }
