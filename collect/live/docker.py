"""Containers of Docker, asked through its own command line."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from collect.parsing.docker import container, statements
from diagnosis.snapshot import Container, Log, Platform, Snapshot, Statement

from .command import NotRun, run

SECONDS = 10.0
"""For each of the two questions."""
LINES = 1000
SIZE = 1 << 20
"""Lines and bytes of one container's log."""
_NEWLINE = "\n"
_DESCRIPTION = 8 << 20


def snapshot(names: Sequence[str]) -> Snapshot:
    """These containers, by name or id, and the end of their logs. Never raises."""
    found, unread = _inspected(names)
    containers: list[Container] = []
    logs: list[Log] = []
    said: list[Statement] = []
    for one in found:
        containers.append(container(one))
        said += statements(one)
        log = _log(str(one.get("Id") or containers[-1].name), containers[-1].name)
        if isinstance(log, Log):
            logs.append(log)
        else:
            unread.append(log)
    return Snapshot(
        platform=Platform.DOCKER,
        taken=datetime.now(UTC),
        containers=tuple(containers),
        logs=tuple(logs),
        statements=tuple(said),
        looked_at=tuple(_looked_at(containers)),
        unread=tuple(unread),
    )


def _inspected(names: Sequence[str]) -> tuple[list[Mapping[str, Any]], list[str]]:
    """What the daemon knows of them, and a sentence for each that it does not know."""
    command = ["docker", "inspect", "--type", "container", *names]
    try:
        ran = run(command, seconds=SECONDS, size=_DESCRIPTION)
    except NotRun as error:
        return [], [str(error)]
    try:
        found = json.loads(ran.output)
    except ValueError:
        found = []
    return [one for one in found if isinstance(one, dict)], ran.error.splitlines()


def _log(reference: str, name: str) -> Log | str:
    command = ["docker", "logs", "--tail", str(LINES), reference]
    try:
        # A program's errors stand between its other lines, where it wrote them.
        ran = run(command, seconds=SECONDS, size=SIZE, together=True)
    except NotRun as error:
        return f"logs of {name}: {error}"
    text = ran.output.decode(errors="replace")
    if ran.status != 0:
        return f"logs of {name}: {text.strip().rpartition(_NEWLINE)[2]}"
    return Log(
        text,
        origin=f"docker logs {name}",
        container=name,
        truncated=ran.truncated or text.count("\n") >= LINES,
        platform=Platform.DOCKER,
    )


def _looked_at(containers: Sequence[Container]) -> Iterator[str]:
    if containers:
        yield f"Docker: {', '.join(one.name for one in containers)}"
