"""RFC 6902 patches that turn each live object back into what is declared."""

import json

from drift.model import Class, Difference, Key
from drift.patch import Patch, revert
from ops.drift.running import Outcome


def as_patch(outcome: Outcome) -> str:
    """One document: a patch for each object that drifted. Values of secrets are left out."""
    patches = [
        {"object": str(key), "patch": list(made.operations), "left_out": list(made.left_out)}
        for key, made in reverting(outcome, secrets=False).items()
    ]
    return json.dumps({"version": 1, "patches": patches}, indent=2, default=str)


def reverting(outcome: Outcome, *, secrets: bool) -> dict[Key, Patch]:
    """The patch by key, for objects that are there and differ."""
    made: dict[Key, Patch] = {}
    for key, desired in outcome.desired.items():
        live = outcome.live.get(key)
        drifted = [one for one in _drifted(outcome) if one.object == str(key)]
        if live is not None and drifted:
            made[key] = revert(desired, live, drifted, secrets=secrets)
    return made


def _drifted(outcome: Outcome) -> list[Difference]:
    return [one for one in outcome.report.differences if one.cls is Class.DRIFT]
