"""The volumes of a described pod, as the API writes them."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from .lines import Group, Line, by_key, groups, value

_FIELDS = {
    "SecretName": "secretName",
    "ClaimName": "claimName",
    "Name": "name",
    "Path": "path",
    "Medium": "medium",
    "SizeLimit": "sizeLimit",
    "Driver": "driver",
    "Server": "server",
    "VolumeID": "volumeID",
    "Optional": "optional",
}
_PROJECTED = {
    "ConfigMapName": ("configMap", "ConfigMapOptional"),
    "SecretName": ("secret", "SecretOptionalName"),
}
_KINDS = {"CSI": "csi", "NFS": "nfs", "DownwardAPI": "downwardAPI", "ISCSI": "iscsi", "RBD": "rbd"}
_NAME = re.compile(r"[a-z0-9][-a-z0-9.]*")


def volumes(body: Sequence[Line]) -> Iterator[dict[str, Any]]:
    """The volumes below `Volumes:`."""
    for one in groups(body, lambda line, _: not line.value and bool(_NAME.fullmatch(line.key))):
        if one.key:
            yield _volume(one)


def _volume(named: Group) -> dict[str, Any]:
    found = by_key(groups(named.body, lambda _line, _key: True))
    # `Secret (a volume populated by a Secret)`.
    word = value(found, "Type").partition(" ")[0]
    kind = _KINDS.get(word, word[:1].lower() + word[1:])
    if kind == "projected":
        return {"name": named.key, kind: {"sources": list(_sources(named.body))}}
    said = {field: found[key].value for key, field in _FIELDS.items() if value(found, key)}
    return {"name": named.key, kind or "unknown": said}


def _sources(body: Sequence[Line]) -> Iterator[dict[str, Any]]:
    """The sources of a projected volume; each says after its name whether it is optional."""
    for at, line in enumerate(body):
        if line.key in _PROJECTED and line.value:
            kind, optional = _PROJECTED[line.key]
            after = body[at + 1] if at + 1 < len(body) else line
            yield {kind: {"name": line.value, "optional": after.key == optional and after.value}}
