"""The volumes of a pod, and what they refer to."""

from collect.parsing.fields import mapping, sequence, text
from diagnosis.snapshot import Volume

_SOURCES = ("secretName", "claimName", "name", "path", "volumeID", "driver", "server", "reference")
"""Where the kinds of volumes write the thing they refer to."""


def volumes(pod: object) -> tuple[Volume, ...]:
    """All volumes of a pod's spec, in order."""
    return tuple(
        _volume(name, one)
        for one in sequence(pod, "spec", "volumes")
        if (name := text(one, "name"))
    )


def _volume(name: str, declared: object) -> Volume:
    kind = next((key for key in mapping(declared) if key != "name"), "")
    return Volume(
        name=name,
        kind=kind,
        source=_source(mapping(declared, kind)),
        size_limit=text(declared, kind, "sizeLimit"),
        medium=text(declared, kind, "medium"),
    )


def _source(declared: object) -> str:
    """The name of what is mounted; several, with commas, for a projected volume."""
    projected = [
        text(part, "name")
        for one in sequence(declared, "sources")
        for kind in ("secret", "configMap")
        if (part := mapping(one, kind))
    ]
    own = next((value for key in _SOURCES if (value := text(declared, key))), "")
    return own or ", ".join(filter(None, projected))
