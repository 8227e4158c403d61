"""RFC 6902 patches that turn each live object back into what is declared."""

import json
from collections import defaultdict

from drift.model import Class, Difference, Key
from drift.patch import Patch, revert
from ops.drift.running import Outcome, Place

VERSION = 1


def as_patch(outcome: Outcome) -> str:
    """One document: a patch for each object that drifted. Values of secrets are left out."""
    patches = [
        {"object": str(key), "patch": list(made.operations), "left_out": list(made.left_out)}
        for place in outcome.places
        for key, made in reverting(place, secrets=False).items()
    ]
    return json.dumps({"version": VERSION, "patches": patches}, indent=2, default=str)


def reverting(place: Place, *, secrets: bool) -> dict[Key, Patch]:
    """The patch by key, for objects that are there and differ."""
    drifted: dict[tuple[str, str], list[Difference]] = defaultdict(list)
    for one in place.report.differences:
        if one.cls is Class.DRIFT:
            drifted[one.object, one.urn].append(one)
    made: dict[Key, Patch] = {}
    for key, desired in place.desired.items():
        live = place.live.get(key)
        those = drifted.get((str(key), desired.urn))
        if live is not None and those:
            made[key] = revert(desired, live, those, secrets=secrets)
    return made
