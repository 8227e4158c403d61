"""What a function runs: by digest and hash, whatever name it was deployed by."""

import re
from typing import Any

from drift.model import Data, Resource
from drift.walking import Change, Found

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def changes(resource: Resource, inputs: Data, live: Data) -> list[Found]:
    """The image and the code of a function, where they are not what was deployed."""
    found = [*_image(inputs, resource.outputs, live)]
    return found or [*_hash(inputs, resource.outputs, live)]


def _image(inputs: Data, outputs: Data, live: Data) -> list[Found]:
    declared = inputs.get("imageUri")
    if not isinstance(declared, str) or "imageUri" not in live:
        return []
    resolved = live.get("resolvedImageUri") or live.get("imageUri")
    wanted = _digest(declared) or _digest(outputs.get("resolvedImageUri")) or _hexed(outputs)
    runs = _digest(resolved) or _hexed(live)
    same_place = _repository(declared) == _repository(live.get("imageUri"))
    known = bool(wanted and runs)
    if (known and wanted == runs and same_place) or (not known and declared == live["imageUri"]):
        return []
    shown = live.get("imageUri") if not runs else f"{_repository(resolved)}@{runs}"
    return [Found(Change.CHANGED, ("imageUri",), _pinned(declared, wanted), shown)]


def _hash(inputs: Data, outputs: Data, live: Data) -> list[Found]:
    """A zip's hash; of an image it is the digest, for which no other name is given."""
    wanted = inputs.get("sourceCodeHash") or outputs.get("codeSha256")
    wanted = wanted or outputs.get("sourceCodeHash")
    runs = live.get("codeSha256")
    if not isinstance(wanted, str) or not isinstance(runs, str) or wanted == runs:
        return []
    if inputs.get("imageUri") and _digest(inputs["imageUri"]):
        return []  # its digest is decided
    return [Found(Change.CHANGED, ("codeSha256",), wanted, runs)]


def _pinned(declared: str, digest: str) -> str:
    return f"{_repository(declared)}@{digest}" if digest else declared


def _digest(reference: Any) -> str:
    found = _DIGEST.search(reference) if isinstance(reference, str) else None
    return found[0] if found else ""


def _hexed(properties: Data) -> str:
    """The digest that stands as a function's code hash, where it is an image's."""
    value = properties.get("codeSha256")
    return (
        f"sha256:{value}" if isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value) else ""
    )


def _repository(reference: Any) -> str:
    """The image without its tag and digest."""
    name = str(reference or "").partition("@")[0]
    head, slash, last = name.rpartition("/")
    return f"{head}{slash}{last.partition(':')[0]}"
