"""Objects of the Kubernetes API: single ones, lists, watches, and the fragments people cut out."""

from collections.abc import Iterator, Mapping, Sequence

from collect.files.found import Found
from collect.parsing.fields import mapping, sequence, text
from diagnosis.snapshot import Platform, Statement

_WATCHED = ("ADDED", "MODIFIED", "DELETED", "BOOKMARK", "ERROR")
_OF_A_STATUS = ("containerStatuses", "initContainerStatuses", "hostIP", "podIP", "qosClass")
_OF_A_CONTAINER_STATUS = ("restartCount", "lastState", "containerID", "imageID")
_DEPTH = 4
"""Lists in lists: as deep as anybody writes them."""


def found(document: object) -> Found | None:
    """The objects of a document; None where there is none in it."""
    objects = list(_objects(document, _DEPTH))
    if not objects:
        return None
    told = Found(platforms=[Platform.KUBERNETES])
    for one in objects:
        if text(one, "kind") == "Status":
            told.statements += _refusal(one)
        else:
            told.objects.append(one)
    return told


def _objects(document: object, depth: int, kind: str = "") -> Iterator[Mapping[str, object]]:
    if isinstance(document, list) and depth:
        if statuses := _statuses(document):
            yield {"kind": "Pod", "status": {"containerStatuses": statuses}}
            return
        for one in document:
            yield from _objects(one, depth - 1, kind)
    if not isinstance(document, Mapping):
        return
    own = text(document, "kind")
    if isinstance(document.get("items"), list) and (own.endswith("List") or not own):
        for one in sequence(document, "items"):
            yield from _objects(one, depth - 1, own.removesuffix("List"))
    elif text(document, "type") in _WATCHED and isinstance(document.get("object"), Mapping):
        yield from _objects(document["object"], depth - 1)
    elif own or kind:
        if _is_object(document, own or kind):
            yield {"kind": own or kind, **document}
    else:
        yield from _fragment(document)


def _is_object(document: Mapping[str, object], kind: str) -> bool:
    """Whether what has a kind is an object: it has a name, a body, or is an answer of the API."""
    body = ("metadata", "spec", "status", "involvedObject", "regarding", "data")
    return kind[:1].isupper() and any(part in document for part in body)


def _fragment(document: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """A pod without its kind, its status alone, or the status of one container."""
    if mapping(document, "involvedObject") or mapping(document, "regarding"):
        yield {"kind": "Event", **document}
    elif any(key in mapping(document, "status") for key in _OF_A_STATUS) or sequence(
        document, "spec", "containers"
    ):
        yield {"kind": "Pod", **document}
    elif any(key in document for key in _OF_A_STATUS):
        yield {"kind": "Pod", "status": document}
    elif statuses := _statuses([document]):
        yield {"kind": "Pod", "status": {"containerStatuses": statuses}}


def _statuses(document: Sequence[object]) -> list[object]:
    """A list of container statuses, or of what is left of one: its state."""
    told = [one for one in document if _is_status(one)]
    return told if len(told) == len(document) else []


def _is_status(one: object) -> bool:
    if not isinstance(one, Mapping):
        return False
    states = [mapping(one, key) for key in ("state", "lastState")]
    phased = any(key in state for state in states for key in ("waiting", "running", "terminated"))
    return phased or ("name" in one and any(key in one for key in _OF_A_CONTAINER_STATUS))


def _refusal(status: object) -> list[Statement]:
    """What the API answers instead of an object."""
    message = text(status, "message")
    if not message or text(status, "status") == "Success":
        return []
    return [Statement(message, Platform.KUBERNETES, "API server", text(status, "details", "name"))]
