"""A parsed JSON or YAML document -> what it is, by its shape. Pure."""

from collections.abc import Callable, Sequence

from collect.files.found import Found

from . import aws, docker, kubernetes, logs, saved

_READERS: Sequence[Callable[[object], Found | None]] = (
    # First, for it is the strictest: a saved snapshot's events look like another service's log.
    saved.found,
    kubernetes.found,
    docker.found,
    aws.found,
    logs.found,
)


def shape(document: object) -> Found | None:
    """What a document tells; None where its shape is not known."""
    return next((found for read in _READERS if (found := read(document)) is not None), None)


def shape_of_line(document: object) -> Found | None:
    """What one of many lines of JSON tells, if it is more than an entry of a log."""
    readers = (kubernetes.found, docker.found, aws.records)
    return next((found for read in readers if (found := read(document)) is not None), None)
