"""From parsed documents to Kubernetes objects."""

from collections.abc import Iterator
from typing import Any

from .subjects import Object


def objects_in(document: Any, file: str = "", line: int = 0) -> Iterator[Object]:
    """The objects of one parsed document: itself, or the items of a List, however deep.

    The items of a typed list, such as a PodList, often carry no kind: it is the list's then.
    What is no mapping is no object. `line` is given to each object.
    """
    if not isinstance(document, dict):
        return
    kind, items = document.get("kind"), document.get("items")
    if isinstance(kind, str) and kind.endswith("List") and isinstance(items, list):
        for item in items:
            yield from objects_in(typed(item, document), file, line)
        return
    yield Object(document, file, line)


def typed(item: Any, of: dict[str, Any]) -> Any:
    """An item of a list with the kind and version that a typed list, `of`, leaves out of it.

    An item that says its kind stays as it is, and so does one of a plain List.
    """
    kind = of.get("kind")
    if not isinstance(item, dict) or "kind" in item or not isinstance(kind, str) or kind == "List":
        return item
    return {"apiVersion": of.get("apiVersion"), "kind": kind.removesuffix("List"), **item}
