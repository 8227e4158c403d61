"""The evidence of a failure, as a folder: what was seen, what was concluded, and the logs.

It is written beside its place and moved there when it is whole, so a bundle is complete or not
there. The oldest ones go.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from diagnosis.finding import Diagnosis
from diagnosis.snapshot import Log, Snapshot
from diagnosis.snapshot.snapshot import to_json

KEPT = 10
"""Bundles kept of a stack."""

_NAME = re.compile(r"\d{8}T\d{6}Z-[a-z0-9.-]+")
_PARTIAL = ".partial-"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def files(snapshot: Snapshot, diagnosis: Diagnosis, report: str) -> dict[str, str]:
    """The files of a bundle by path. All of it must be redacted already."""
    told = {"version": 1, **asdict(diagnosis)}
    return {
        "report.txt": report + "\n",
        "diagnosis.json": json.dumps(told, indent=1, default=str) + "\n",
        "snapshot.json": to_json(snapshot) + "\n",
        **dict(_logs(snapshot.logs)),
    }


def name(service: str, moment: datetime) -> str:
    """A bundle's name, which sorts by time; `moment` is in UTC."""
    return f"{moment:%Y%m%dT%H%M%SZ}-{_safe(service).lower()}"


def save(folder: Path, bundle: str, content: Mapping[str, str]) -> Path:
    """Write a bundle into the folder of its stack, and give its place. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    _ignore(folder)
    partial = folder / f"{_PARTIAL}{bundle}"
    shutil.rmtree(partial, ignore_errors=True)
    for path, text in content.items():
        file = partial / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", errors="replace")
    partial.chmod(0o700)
    place = _moved(partial, folder, bundle)
    _prune(folder)
    return place


def _ignore(folder: Path) -> None:
    """Logs of a service are nothing to commit."""
    note = folder / ".gitignore"
    if not note.exists():
        note.write_text("*\n", encoding="utf-8")


def _moved(partial: Path, folder: Path, bundle: str) -> Path:
    """Two failures of one second get two places."""
    for suffix in ("", *(f"-{number}" for number in range(2, KEPT))):
        place = folder / f"{bundle}{suffix}"
        if not place.exists():
            return partial.rename(place)
    raise FileExistsError(f"{folder / bundle} is taken")


def _prune(folder: Path) -> None:
    """Remove the oldest bundles; whatever else lies in the folder is somebody else's."""
    bundles = sorted(one for one in folder.iterdir() if one.is_dir() and _NAME.fullmatch(one.name))
    for one in bundles[:-KEPT]:
        shutil.rmtree(one, ignore_errors=True)


def _logs(logs: Sequence[Log]) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for log in logs:
        parts = [_safe(part) for part in (log.pod, log.container) if part] or ["log"]
        stem = "_".join(parts) + (".previous" if log.previous else "")
        path = next(
            candidate
            for candidate in (f"{stem}{suffix}" for suffix in ("", *map(_numbered, range(2, 1000))))
            if candidate not in taken
        )
        taken.add(path)
        yield f"logs/{path}.log", log.text


def _numbered(number: int) -> str:
    return f".{number}"


def _safe(text: str) -> str:
    """A text as one part of a path."""
    return _UNSAFE.sub("-", text).strip(".-") or "unnamed"
