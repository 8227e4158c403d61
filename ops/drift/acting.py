"""Putting live objects back, or taking their values over. Only when asked for by name."""

import subprocess
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import click

from collect.live.writing import Write, write
from collect.rollout import Access
from drift.model import Class, Difference
from ops.commands.confirm import confirm
from ops.drift.running import Outcome
from ops.exits import Exit, Stopped
from ops.report.drift.patch import reverting

_SETTING = ("pulumi", "config", "set")


def revert(outcome: Outcome, *, ask: bool) -> None:
    """Patch what drifted and make what is missing, object by object. Raises Stopped on a refusal.

    A patch holds for the version of the object that was read: one that has changed since is
    refused by the API server, and left alone.
    """
    writes = _writes(outcome)
    count = sum(map(len, writes.values()))
    if not count:
        return
    if ask:
        confirm(f"Write {count} object(s) as they are declared?", instead="--yes")
    refused = [said for access, each in writes.items() for said in write(each, access)]
    if refused:
        raise Stopped(Exit.FINDINGS, f"not all could be put back: {'; '.join(refused)}")
    click.echo(f"{count} object(s) written as they are declared.", err=True)


def adopt(outcome: Outcome, stack: str, *, ask: bool) -> None:
    """Set the settings that make the declared values the live ones; say what only a person can."""
    drifted = [one for one in outcome.report.differences if one.cls is Class.DRIFT]
    commands = [one.ways.adopt.split() for one in drifted if _is_setting(one)]
    rest = [one for one in drifted if not _is_setting(one)]
    for one in rest:
        click.echo(f"{one.object} {one.path}: no setting says this; {one.ways.adopt}", err=True)
    if commands and ask:
        confirm(f"Change {len(commands)} setting(s) of the stack {stack}?", instead="--yes")
    for command in commands:
        called = [*command, "--stack", stack]
        done = subprocess.run(called, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Stopped(Exit.FINDINGS, f"`{' '.join(command)}` failed: {done.stderr.strip()}")


def _is_setting(one: Difference) -> bool:
    lines = one.ways.adopt.splitlines()
    return len(lines) == 1 and tuple(lines[0].split()[:3]) == _SETTING


def _writes(outcome: Outcome) -> dict[Access, list[Write]]:
    """The writes by cluster; what is in no namespace comes first, for others may be in it."""
    writes: dict[Access, list[Write]] = defaultdict(list)
    patches = reverting(outcome, secrets=True)
    missing = {one.object for one in outcome.report.differences if one.cls is Class.MISSING}
    for key in sorted(outcome.desired, key=lambda one: (one.namespace, one.kind, one.name)):
        live, access = outcome.live.get(key), outcome.access.get(key, Access())
        if key in patches and live is not None:
            version = str((live.get("metadata") or {}).get("resourceVersion") or "")
            operations = patches[key].operations
            writes[access].append(_write(live, operations=operations, resource_version=version))
        elif live is None and str(key) in missing:
            whole = outcome.desired[key].object
            writes[access].append(_write(whole, whole=whole))
    return writes


def _write(object_: Mapping[str, Any], **how: Any) -> Write:
    metadata = object_.get("metadata") or {}
    return Write(
        str(object_.get("apiVersion")),
        str(object_.get("kind")),
        str(metadata.get("namespace") or ""),
        str(metadata.get("name")),
        **how,
    )
