"""Asking the engine what a stack declares; nothing is written."""

import json
from pathlib import Path
from typing import Any

from ops.drift.declared import Declared, declared
from ops.drift.engine import said_by, stopped
from ops.drift.plan import planned


def read_state(folder: Path, stack: str) -> Declared:
    """What the state of a stack holds, secrets opened in memory. Raises Stopped."""
    return declared(_state(folder, stack), folder)


def read_program(folder: Path, stack: str) -> Declared:
    """What the program would make now, beside what the state says was applied. Raises Stopped."""
    state = {one["urn"]: one for one in _state(folder, stack) if not one.get("delete")}
    last = {urn: one.get("inputs") or {} for urn, one in state.items()}
    return declared(planned(folder, stack, state), folder, last)


def _state(folder: Path, stack: str) -> list[dict[str, Any]]:
    done = said_by(folder, "stack", "export", "--show-secrets", "--stack", stack)
    try:
        told = json.loads(done.stdout) if done.returncode == 0 else None
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise stopped(done, "stack export")
    resources = (told.get("deployment") or {}).get("resources") or []
    return [one for one in resources if isinstance(one, dict) and isinstance(one.get("urn"), str)]
