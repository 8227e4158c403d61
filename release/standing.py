"""What an alias really serves before a release, whoever left it so. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a release begins.

    `base` is the version that has all traffic until the new one gets some, and again if the release
    goes back. `clear` tells that weights must go first, and `there` that the new version has all
    traffic already. `notes` are sentences about what nobody expected.
    """

    base: str
    clear: bool = False
    there: bool = False
    notes: tuple[str, ...] = ()


def standing(version: str, weights: Mapping[str, float], before: str, after: str) -> Standing:
    """Where a release from `before` to `after` begins at an alias as it is now.

    `before` is what the stack knows of, and `weights` are the percent that others get.
    """
    if version == after and not weights:
        said = f"version {after} has all traffic already: an earlier run was stopped after the move"
        return Standing(before, there=True, notes=(said,))
    base = before if version == after else version
    notes = []
    if base != before:
        notes.append(
            f"somebody moved the alias from version {before} to {base}: "
            f"version {after} takes over from it"
        )
    if weights:
        notes.append(_weighted(weights, after, base))
    return Standing(base, clear=bool(weights), notes=tuple(notes))


def _weighted(weights: Mapping[str, float], after: str, base: str) -> str:
    parts = " and ".join(f"{part:g} % of traffic at version {one}" for one, part in weights.items())
    ours = set(weights) <= {after, base}
    who = "a stopped run" if ours else "somebody"
    return f"{who} left {parts}: version {base} has all of it again"
