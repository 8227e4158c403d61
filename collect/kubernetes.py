"""Asking a cluster for its objects, with the user's own kubeconfig."""

from collections.abc import Iterable, Iterator
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


def ask(
    kinds: Iterable[Kind], namespace: str | None, context: str | None = None
) -> Iterator[dict[str, Any] | Unread]:
    """The objects of these kinds in a namespace, or in all for None.

    Raises NoCluster if there is no kubeconfig, no answer, or no access at all.
    """
    import kr8s

    try:
        api = kr8s.api(context=context)
        for kind in kinds:
            yield from _pages(api, kind, namespace)
    except Exception as error:
        raise NoCluster(_reason(error)) from error


def _pages(api: Any, kind: Kind, namespace: str | None) -> Iterator[dict[str, Any] | Unread]:
    import kr8s

    token = ""
    while True:
        parameters = {"limit": PAGE, **({"continue": token} if token else {})}
        try:
            data = _page(api, kind, namespace if kind.namespaced else None, parameters)
        except kr8s.ServerError as error:
            status = getattr(error.response, "status_code", 0)
            if status not in _NOT_THERE:
                raise
            yield Unread(kind, status)
            return
        for one in data.get("items") or []:
            # The items of a list leave out what the list says of all.
            yield {"apiVersion": kind.version, "kind": kind.name, **one}
        token = (data.get("metadata") or {}).get("continue") or ""
        if not token:
            return


def _page(api: Any, kind: Kind, namespace: str | None, parameters: dict[str, Any]) -> Any:
    base = "/api" if "/" not in kind.version else "/apis"
    with api.call_api(
        "GET",
        version=kind.version,
        base=base,
        namespace=namespace,
        url=kind.plural,
        params=parameters,
    ) as response:
        return response.json()


def _reason(error: Exception) -> str:
    said = str(error).strip().splitlines()
    return said[0] if said else type(error).__name__
