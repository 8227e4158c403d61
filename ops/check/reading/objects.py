"""From parsed documents to Kubernetes objects, with the path of each in its document."""

from collections.abc import Iterator
from typing import Any

from policies.rules.documents import typed

Placed = tuple[str, dict[str, Any]]
"""The path of an object in its document, and the object."""


def objects(document: Any, path: str = "") -> Iterator[Placed]:
    """The objects of a document: itself, the items of lists, what an admission review asks about.

    What has no kind is no object; the items of a typed list, such as a PodList, have the list's.
    """
    if isinstance(document, list):
        yield from _each(document, path)
        return
    if not isinstance(document, dict):
        return
    kind = document.get("kind")
    if not isinstance(kind, str) or not kind:
        return
    items, request = document.get("items"), document.get("request")
    if kind.endswith("List") and (isinstance(items, list) or items is None):
        whole = [typed(one, document) for one in items or []]
        yield from _each(whole, f"{path}.items" if path else "items")
    elif kind == "AdmissionReview" and isinstance(request, dict):
        yield from objects(request.get("object"), "request.object")
    else:
        yield path, document


def _each(items: list[Any], path: str) -> Iterator[Placed]:
    for index, item in enumerate(items):
        yield from objects(item, f"{path}[{index}]")
