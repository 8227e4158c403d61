"""One question to the API server, and an answer in every case."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Object = Mapping[str, Any]

PAGE = 500
"""Objects asked for at once, as kubectl does."""
_NAMES_ONLY = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"
"""Asks for objects without what they hold: a list of Secrets has no values in it then."""
METADATA_ONLY = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1"
JSON = "application/json"
_OK, _FORBIDDEN, _NOT_FOUND = 200, 403, 404


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of object: its group and version, its name, and its word in addresses."""

    version: str
    name: str
    plural: str
    namespaced: bool = True
    names_only: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer: the HTTP status (0 without one) and what was said."""

    status: int
    said: str = ""

    @property
    def absent(self) -> bool:
        """Whether there is no such thing."""
        return self.status == _NOT_FOUND

    @property
    def forbidden(self) -> bool:
        """Whether this user may not look."""
        return self.status == _FORBIDDEN


@dataclass(frozen=True, slots=True)
class Listed:
    """The objects of a kind; why the list ended early, if it did, and whether there are more."""

    objects: tuple[Object, ...]
    refusal: Refusal | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A path below a group, version and namespace of the API, with its query."""

    version: str
    path: str
    namespace: str = ""
    query: Mapping[str, str] | None = None
    accept: str = JSON


async def ask(api: Any, question: Question) -> bytes | Refusal:
    """The body of the answer. Only a cancelled task raises."""
    try:
        # The client would sign in anew for every 403, and close the session of all other requests.
        async with api.call_api(
            "GET",
            version=question.version,
            base="/apis" if "/" in question.version else "/api",
            namespace=question.namespace or None,
            url=question.path,
            params=dict(question.query or {}),
            headers={"Accept": question.accept},
            raise_for_status=False,
        ) as response:
            body: bytes = response.content
            if response.status_code == _OK:
                return body
            return Refusal(response.status_code, _message(body))
    except Exception as error:  # noqa: BLE001 — a client that fails in its own way is no answer
        return Refusal(0, str(error).partition("\n")[0].strip() or type(error).__name__)


async def ask_object(api: Any, question: Question) -> Object | Refusal:
    """The answer as an object; what is no JSON object is refused."""
    body = await ask(api, question)
    if isinstance(body, Refusal):
        return body
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else Refusal(0, "the answer is no JSON object")


async def ask_all(
    api: Any,
    kind: Kind,
    namespace: str,
    query: Mapping[str, str],
    pages: int,
    *,
    keep: Callable[[Object], bool] = bool,
) -> Listed:
    """The objects of a kind that are to be kept, page by page."""
    found: list[Object] = []
    token = ""
    for _ in range(pages):
        answer = await ask_object(api, _page(kind, namespace, query, token))
        if isinstance(answer, Refusal):
            return Listed(tuple(found), answer)
        listed = answer.get("items", ())
        if not isinstance(listed, list | None):  # what is no list must not pass for an empty one
            return Listed(tuple(found), Refusal(0, "the answer is no list"))
        items = (one for one in listed or [] if isinstance(one, dict))
        found += (_typed(one, kind) for one in items if keep(one))
        token = (answer.get("metadata") or {}).get("continue") or ""
        if not token:
            return Listed(tuple(found))
    return Listed(tuple(found), more=True)


def _typed(item: Object, kind: Kind) -> Object:
    """The items of a list leave out what the list says of all, but for those of names only."""
    return item if kind.names_only else {"apiVersion": kind.version, "kind": kind.name, **item}


def _page(kind: Kind, namespace: str, query: Mapping[str, str], token: str) -> Question:
    return Question(
        version=kind.version,
        path=kind.plural,
        namespace=namespace if kind.namespaced else "",
        query={"limit": str(PAGE), **query, **({"continue": token} if token else {})},
        accept=_NAMES_ONLY if kind.names_only else JSON,
    )


def _message(body: bytes) -> str:
    """What a Status says, or the beginning of what is none."""
    try:
        told = json.loads(body)["message"]
    except (ValueError, KeyError, TypeError):
        told = body[:200].decode(errors="replace")
    return str(told).partition("\n")[0].strip()
