"""Asking a cluster for its objects, with the user's own kubeconfig."""

import asyncio
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

PAGE = 500
"""Objects asked for at once, as kubectl does."""

_NOT_THERE = (403, 404)


class NoCluster(Exception):
    """The cluster could not be asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of object: its group and version, its name, and its word in addresses."""

    version: str
    name: str
    plural: str
    namespaced: bool = True


@dataclass(frozen=True, slots=True)
class Unread:
    """A kind that the cluster doesn't have, or doesn't show to this user."""

    kind: Kind
    status: int


Answer = dict[str, Any] | Unread
"""An object, or what could not be read."""


def ask(kinds: Iterable[Kind], namespace: str | None, context: str | None = None) -> list[Answer]:
    """The objects of these kinds in a namespace, or in all for None.

    Raises NoCluster if there is no kubeconfig, no answer, or no access at all.
    """
    with warnings.catch_warnings():
        # The client warns of a cluster newer than itself: lists are the same in all.
        warnings.simplefilter("ignore", UserWarning)
        try:
            return asyncio.run(_ask(list(kinds), namespace, context))
        except Exception as error:
            raise NoCluster(_reason(error)) from error


async def _ask(kinds: list[Kind], namespace: str | None, context: str | None) -> list[Answer]:
    import kr8s.asyncio

    api = await kr8s.asyncio.api(context=context)
    return [one for kind in kinds for one in await _objects(api, kind, namespace)]


async def _objects(api: Any, kind: Kind, namespace: str | None) -> list[Answer]:
    """All objects of a kind, page by page."""
    import kr8s

    found: list[Answer] = []
    token = ""
    while True:
        parameters = {"limit": PAGE, **({"continue": token} if token else {})}
        try:
            data = await _page(api, kind, namespace if kind.namespaced else "", parameters)
        except kr8s.ServerError as error:
            status = error.response.status_code if error.response is not None else 0
            if status not in _NOT_THERE:
                raise
            return [Unread(kind, status)]
        # The items of a list leave out what the list says of all.
        found += ({"apiVersion": kind.version, "kind": kind.name, **one} for one in data["items"])
        token = data["metadata"].get("continue") or ""
        if not token:
            return found


async def _page(api: Any, kind: Kind, namespace: str | None, parameters: dict[str, Any]) -> Any:
    async with api.call_api(
        "GET",
        version=kind.version,
        base="/apis" if "/" in kind.version else "/api",
        namespace=namespace or None,
        url=kind.plural,
        params=parameters,
    ) as response:
        return response.json()


def _reason(error: Exception) -> str:
    said = str(error).strip().splitlines()
    return said[0] if said else type(error).__name__
