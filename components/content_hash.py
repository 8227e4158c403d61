"""One hash over everything that decides an image, the same on every machine.

It becomes the image's tag, so a tag never moves: the same inputs always push to the same tag, and
other inputs to another. `parts` answers why a hash changed.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from .dockerignore import sent_files

TAG_PREFIX = "c-"
"""What the tags of images begin with, and no other tag."""

TAG_LENGTH = 16
"""Hexadecimal digits of the hash in a tag; 64 bits, no collision to be feared in one repository."""


def parts(context: Path, dockerfile: Path, inputs: Mapping[str, str]) -> dict[str, str]:
    """Each thing that decides the image, with its own hash: files by path, inputs by name.

    Time stamps, owners and ignored files play no part; the execute bit does. Compare two of these
    to learn why an image is built again. Raises OSError.
    """
    found = {f"input:{name}": _digest(value.encode()) for name, value in sorted(inputs.items())}
    found["dockerfile"] = _digest(dockerfile.read_bytes())
    for path in sent_files(context, dockerfile):
        found[f"file:{path}"] = _file_digest(context / path)
    return found


def content_tag(context: Path, dockerfile: Path, inputs: Mapping[str, str]) -> str:
    """The image's tag, `c-` and 16 hexadecimal digits. Raises OSError."""
    lines = [f"{name} {digest}" for name, digest in parts(context, dockerfile, inputs).items()]
    return TAG_PREFIX + _digest("\n".join(lines).encode())[:TAG_LENGTH]


def _file_digest(path: Path) -> str:
    if path.is_symlink():
        return _digest(b"link:" + str(path.readlink()).encode())
    executable = b"x:" if path.stat().st_mode & 0o100 else b"-:"
    return _digest(executable + path.read_bytes())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
