"""Asking the engine what a stack declares; nothing is written."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ops.drift.declared import Declared, declared
from ops.exits import Exit, Stopped


def read_state(folder: Path, stack: str) -> Declared:
    """What the state of a stack holds, secrets opened in memory. Raises Stopped."""
    return declared(_state(folder, stack), folder)


def read_program(folder: Path, stack: str) -> Declared:
    """What the program would make now, beside what the state says was applied. Raises Stopped."""
    state = _state(folder, stack)
    told = _asked(folder, "preview", "--json", "--show-secrets", "--stack", stack)
    steps = [one.get("newState") for one in told.get("steps") or [] if one.get("op") != "delete"]
    known = {one["urn"]: one for one in state}
    planned = [{**known.get(one["urn"], {}), **one} for one in steps if isinstance(one, dict)]
    last = {one["urn"]: one.get("inputs") or {} for one in state}
    return declared(planned, folder, last)


def _state(folder: Path, stack: str) -> list[dict[str, Any]]:
    told = _asked(folder, "stack", "export", "--show-secrets", "--stack", stack)
    resources = (told.get("deployment") or {}).get("resources") or []
    return [one for one in resources if isinstance(one, dict) and isinstance(one.get("urn"), str)]


def _asked(folder: Path, *arguments: str) -> Mapping[str, Any]:
    command = ["pulumi", *arguments, "--non-interactive"]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        sentence = "there is no `pulumi` on PATH: `make up` brings one"
        raise Stopped(Exit.COULD_NOT_LOOK, sentence) from error
    try:
        told = json.loads(done.stdout) if done.returncode == 0 else None
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Stopped(Exit.COULD_NOT_LOOK, f"`pulumi {arguments[0]}` failed: {_reason(done)}")
    return told


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in (done.stderr + "\n" + done.stdout).splitlines() if line.strip()]
    wanted = [line for line in lines if "error:" in line]
    return (wanted or lines or ["it gave no reason"])[0].strip()
