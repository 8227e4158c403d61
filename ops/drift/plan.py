"""What the program would make now, as the engine plans it."""

import json
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ops.drift.engine import said_by, stopped

_UNKNOWN_ID = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""The engine's word for the id of a provider that is not there yet."""
_NOT_OURS = frozenset({"read", "delete"})


def planned(
    folder: Path, stack: str, state: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The resources of the program, with what the state knows of each. Raises Stopped.

    `state` is by URN.
    """
    plans = _plan(folder, stack).get("resourcePlans") or {}
    return [
        _resource(urn, plan["goal"], state.get(urn, {}))
        for urn, plan in plans.items()
        if plan.get("goal") and not _NOT_OURS.intersection(plan.get("steps") or [])
    ]


def _resource(urn: str, goal: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    shown = {name: goal.get(name) for name in ("type", "custom", "provider")}
    inputs = _inputs(known.get("inputs") or {}, goal.get("inputDiff") or {})
    return {"id": _UNKNOWN_ID, **known, **shown, "urn": urn, "inputs": inputs}


def _inputs(before: Mapping[str, Any], diff: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs that a plan has as their difference from those before."""
    adds, updates, deletes = (diff.get(name) or {} for name in ("adds", "updates", "deletes"))
    anew = any(name in before for name in adds)  # of a resource that is replaced, all are added
    kept = {} if anew else {name: one for name, one in before.items() if name not in deletes}
    return {**kept, **adds, **updates}


def _plan(folder: Path, stack: str) -> Mapping[str, Any]:
    """The engine's plan. It has the secrets in it, so it goes through a pipe and never to a disk.

    What a preview prints has none, whatever it is asked for.
    """
    source, sink = os.pipe()
    read: list[bytes] = []

    def drain() -> None:
        with open(source, "rb") as pipe:  # noqa: PTH123  # a descriptor has no path
            read.append(pipe.read())

    reader = threading.Thread(target=drain)
    reader.start()
    command = ["preview", f"--save-plan=/dev/fd/{sink}", "--show-secrets", "--stack", stack]
    try:
        done = said_by(folder, *command, keep_open=(sink,))
    finally:
        os.close(sink)
        reader.join()
    try:
        plan = json.loads(read[0])
    except ValueError:
        plan = None
    if done.returncode != 0 or not isinstance(plan, dict):
        raise stopped(done, "preview")
    return plan
