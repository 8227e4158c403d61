"""Putting live objects back, or taking their values over. Only when asked for by name."""

import shlex
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any

import click

from collect.live.writing import MANAGER, Write, write
from drift.model import Class, Desired, Difference, Key
from ops.commands.confirm import confirm
from ops.drift.running import Outcome, Place
from ops.engine.values import holds_unknown
from ops.exits import Exit, Stopped
from ops.report.check.counts import plural
from ops.report.drift.patch import reverting

_SETTING = ("pulumi", "config")


def revert(outcome: Outcome, *, ask: bool) -> None:
    """Patch what drifted and make what is missing, object by object. Raises Stopped on a refusal.

    A patch holds for the version of the object that was read: one that has changed since is
    refused by the API server, and left alone. What no patch can put back is a refusal, too.
    """
    writes = [(place, *_writes(place)) for place in outcome.places]
    count = sum(len(those) for _, those, _ in writes)
    refused = [*_beyond(outcome), *(said for _, _, impossible in writes for said in impossible)]
    if count and ask:
        confirm(f"Write {plural(count, 'object')} as declared?", instead="--yes")
    for place, those, _ in writes:
        refused += [f"{one}: {said}" for one, said in write(those, place.access)] if those else []
    for sentence in dict.fromkeys(refused):
        click.echo(f"not put back: {sentence}", err=True)
    if refused:
        raise Stopped(Exit.FINDINGS, "not all could be put back; the lines above say why")
    if count:
        click.echo(f"{plural(count, 'object')} written as declared", err=True)


def adopt(outcome: Outcome, stack: str, *, ask: bool) -> None:
    """Set the settings that make the declared values the live ones; say what only a person can.

    Raises Stopped if the engine refuses, or something is left for a person.
    """
    drifted = [one for one in outcome.report.differences if one.fails]
    commands = [one.ways.adopt for one in drifted if _is_setting(one)]
    if commands and ask:
        confirm(f"Change {plural(len(commands), 'setting')} of the stack {stack}?", "--yes")
    for command in commands:
        _configure([*shlex.split(command), "--stack", stack], command)
    left = [one for one in drifted if not _is_setting(one)]
    for one in left:
        place = f"{one.object} {one.path}".rstrip()
        click.echo(f"not adopted: {place}: no setting says this, change the program", err=True)
    if left:
        raise Stopped(Exit.FINDINGS, "not all could be adopted; the lines above say what is left")


def _configure(arguments: list[str], shown: str) -> None:
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = done.stderr.strip() or f"it ended with {done.returncode}"
        raise Stopped(Exit.FINDINGS, f"`{shown}` failed: {said}")


def _is_setting(one: Difference) -> bool:
    """Whether one command adopts it; a secret has to be typed in by whoever knows it."""
    lines = one.ways.adopt.splitlines()
    return len(lines) == 1 and tuple(lines[0].split()[:2]) == _SETTING and not one.masked


def _writes(place: Place) -> tuple[list[Write], list[str]]:
    """The writes of a place, and a sentence for each difference that has none.

    What is in no namespace comes first, for others may be in it.
    """
    patches = reverting(place, secrets=True)
    missing = {
        one.urn or one.object for one in place.report.differences if one.cls is Class.MISSING
    }
    writes: list[Write] = []
    for key, desired in sorted(place.desired.items(), key=_order):
        live = place.live.get(key)
        if key in patches and live is not None:
            version = str((live.get("metadata") or {}).get("resourceVersion") or "")
            how = {"operations": patches[key].operations, "resource_version": version}
            writes.append(_write(live, desired, place, **how))
        elif live is None and (desired.urn or str(key)) in missing:
            writes.append(_write(desired.object, desired, place, whole=desired.object))
    left = [one for made in patches.values() for one in made.left_out]
    known = [one for one in writes if one.operations or one.whole]
    unknown = [one for one in known if holds_unknown([*one.operations, one.whole])]
    left += [f"{one}: what is declared is not known before the next update" for one in unknown]
    return [one for one in known if one not in unknown], left


def _beyond(outcome: Outcome) -> Iterator[str]:
    """What no write to a declared object settles: AWS resources, and what nothing declares."""
    declared = {(str(key), one.urn) for each in outcome.places for key, one in each.desired.items()}
    for one in outcome.report.differences:
        if one.fails and (one.object, one.urn) not in declared:
            yield f"{one.object} {one.path}".rstrip() + f": that is for `{one.ways.revert}` to do"


def _order(item: tuple[Key, Desired]) -> tuple[bool, Key]:
    key, _ = item
    return key.namespace != "", key


def _write(object_: Mapping[str, Any], desired: Desired, place: Place, **how: Any) -> Write:
    metadata = object_.get("metadata") or {}
    return Write(
        str(object_.get("apiVersion")),
        str(object_.get("kind")),
        str(metadata.get("namespace") or ""),
        str(metadata.get("name")),
        manager=place.managers.get(desired.urn, MANAGER),
        **how,
    )
