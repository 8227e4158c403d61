"""Environments whose owner was killed: found by their folders, and taken away."""

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from local.paths import Paths
from local.supervisor import process
from local.supervisor.process import Identity

_OWNER = "owner.json"
_HELPER = "emulator.json"


def folders(paths: Paths) -> Path:
    """Where environments have their files, one folder each."""
    return paths.run / "functions"


def claim(paths: Paths, identity: str) -> Path:
    """A folder for a new environment, which says that it is this process's."""
    folder = folders(paths) / identity
    folder.mkdir(parents=True)
    note(folder, None)
    return folder


def note(folder: Path, helper: int | None) -> None:
    """Write down the owner, or the process of the emulator that belongs to the folder."""
    found = process.identify(os.getpid() if helper is None else helper)
    if found is not None:
        name = _OWNER if helper is None else _HELPER
        (folder / name).write_text(json.dumps(asdict(found)), "utf-8")


def everyone(paths: Paths) -> list[Path]:
    """The folders of all environments, with an owner or without."""
    return sorted(folders(paths).glob("*"))


def abandoned(paths: Paths) -> Iterator[Path]:
    """The folders whose owner is gone."""
    for folder in everyone(paths):
        owner = _read(folder / _OWNER)
        if owner is not None and not process.alive(owner):
            yield folder


def end_emulator(folder: Path) -> None:
    """End the emulator of an abandoned environment."""
    helper = _read(folder / _HELPER)
    if helper is not None:
        process.send(helper, signal.SIGKILL)


def _read(file: Path) -> Identity | None:
    try:
        return Identity(**json.loads(file.read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None
