"""Paths and standard input -> one snapshot."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from diagnosis.snapshot import Snapshot

from .assembling import assembled
from .cleaning import clean
from .contexts import from_name
from .found import Found
from .opening import LIMIT, Document, Unopened, document, from_bytes
from .splitting import split
from .walking import files
from .words import told

IN_ALL = 4 * LIMIT
"""Bytes kept of all files together."""


def read(paths: Sequence[Path], stdin: bytes | None = None) -> Snapshot:
    """Read folders and files of anything that people have, recognised by what is in them.

    Never raises for what a file holds: what can't be read is told in `unread`. Raises NotReadable
    for a path that doesn't exist. Memory stays bounded: of a large file the end is read.
    """
    named, unread = files(paths)
    parts: list[Found] = [Found(unread=unread)]
    looked_at: list[str] = []
    for one in _documents(named, stdin, parts[0].unread):
        found = _read(one)
        parts.append(found)
        if not found.unread or told(found):
            looked_at.append(f"{one.name}: {told(found) or 'nothing'}{_part(one)}")
    return assembled(parts, tuple(looked_at))


def _documents(
    named: Sequence[tuple[str, Path]], stdin: bytes | None, unread: list[str]
) -> Iterator[Document]:
    left = IN_ALL
    for name, path in named:
        if left <= 0:
            unread.append(f"{name}: more than {IN_ALL >> 20} MiB in all")
            continue
        limit = min(LIMIT, left)
        try:
            one = document(name, path, limit)
        except Unopened as problem:
            unread.append(f"{name}: {problem}")
            continue
        left -= limit if one.truncated else len(one.text)
        yield one
    if stdin is not None:
        try:
            yield from_bytes("standard input", stdin)
        except Unopened as problem:
            unread.append(f"standard input: {problem}")


def _part(one: Document) -> str:
    return " (its end)" if one.truncated else ""


def _read(one: Document) -> Found:
    context = replace(from_name(one.name), truncated=one.truncated)
    return split(clean(one.text), context)
