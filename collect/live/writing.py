"""Changing objects, for whoever was asked to: a request an object, a sentence a refusal."""

import asyncio
import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from collect.rollout import Access, NotSeen, connected

from .asking import Kind, Question, Refusal
from .objects import REQUEST_SECONDS, served_kinds

MANAGER = "shipshape"
"""The field manager of what is written, where nobody names another."""
_PATCH, _APPLY = "application/json-patch+json", "application/apply-patch+yaml"
_OK = (200, 201)


@dataclass(frozen=True, slots=True)
class Write:
    """A change of one object: operations of RFC 6902, or the whole object to make where it's gone.

    Operations hold only for the version of the object that they were made for. `manager` becomes
    the owner of the fields.
    """

    version: str
    kind: str
    namespace: str
    name: str
    operations: Sequence[Mapping[str, Any]] = ()
    resource_version: str = ""
    whole: Mapping[str, Any] | None = None
    manager: str = MANAGER

    def __str__(self) -> str:
        """`Kind/namespace/name`."""
        return f"{self.kind}/{self.namespace}/{self.name}"


Refused = tuple[Write, str]
"""A write that was not done, and why."""


def write(writes: Iterable[Write], access: Access) -> tuple[Refused, ...]:
    """Write them one after the other; those that were refused come back. Never raises."""
    left = list(writes)
    refused: list[Refused] = []
    worker = threading.Thread(target=lambda: asyncio.run(_all(left, access, refused)))
    worker.start()
    worker.join()
    return (*refused, *((one, "it was not tried") for one in left))


async def _all(left: list[Write], access: Access, refused: list[Refused]) -> None:
    """Take one after the other off the list once it is done."""
    served: dict[str, Mapping[str, Kind] | Refusal] = {}
    try:
        async with connected(access) as cluster:
            cluster.api.timeout = REQUEST_SECONDS
            while left:
                said = await _one(cluster.api, left[0], served)
                one = left.pop(0)
                if said:
                    refused.append((one, said))
    except NotSeen as error:
        refused += [(one, f"the cluster could not be asked: {error}") for one in left]
        left.clear()


async def _one(api: Any, one: Write, served: dict[str, Mapping[str, Kind] | Refusal]) -> str:
    """Why it was refused; nothing if it was done."""
    if one.version not in served:
        served[one.version] = await served_kinds(api, one.version)
    kinds = served[one.version]
    if isinstance(kinds, Refusal):
        return kinds.said or f"the API server answered {kinds.status}"
    if one.kind not in kinds:
        return f"the cluster does not know {one.kind} of {one.version}"
    kind = kinds[one.kind]
    question = Question(
        one.version,
        f"{kind.plural}/{one.name}",
        one.namespace if kind.namespaced else "",
        {"fieldManager": one.manager},
    )
    try:
        return await _sent(api, question, *_body(one))
    except Exception as error:  # noqa: BLE001  # a client that fails in its own way wrote nothing
        return str(error).partition("\n")[0] or type(error).__name__


def _body(one: Write) -> tuple[bytes, str]:
    if one.whole is not None:
        return json.dumps(one.whole).encode(), _APPLY
    # A version that is no longer the latest is refused, in clearer words than a failed test.
    held = {"op": "replace", "path": "/metadata/resourceVersion", "value": one.resource_version}
    operations = [held, *one.operations] if one.resource_version else [*one.operations]
    return json.dumps(operations).encode(), _PATCH


async def _sent(api: Any, question: Question, body: bytes, form: str) -> str:
    async with api.call_api(
        "PATCH",
        version=question.version,
        base="/apis" if "/" in question.version else "/api",
        namespace=question.namespace or None,
        url=question.path,
        params=dict(question.query or {}),
        headers={"Content-Type": form},
        content=body,
        raise_for_status=False,
    ) as response:
        if response.status_code in _OK:
            return ""
        try:
            return str(response.json()["message"])
        except (ValueError, KeyError, TypeError):
            return f"the API server answered {response.status_code}"
