"""What was found, in words: `1 pod, 3 events`."""

import re
from collections import Counter
from collections.abc import Iterator

from collect.parsing.fields import text

from .found import Found

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def told(found: Found) -> str:
    """The things of a file, most telling first; empty where there are none."""
    said = _pods(found)
    said += [_counted(number, word) for word, number in Counter(_things(found)).items()]
    if found.logs:
        lines = sum(log.text.rstrip("\n").count("\n") + 1 for log in found.logs)
        said.append(f"{_counted(lines, 'line')} of log")
    return ", ".join(said)


def _things(found: Found) -> Iterator[str]:
    """A word for each thing."""
    yield from ("snapshot" for _ in found.snapshots)
    yield from (kind for one in found.objects if (kind := text(one, "kind")) != "Pod")
    yield from (one.ref.kind for one in found.workloads)
    yield from (one.ref.kind for one in found.references)
    yield from (one.ref.kind for one in found.services)
    yield from ("exit" for _ in found.exits)
    yield from ("node" for _ in found.nodes)
    yield from ("event" for table in found.events for _ in table)
    yield from ("container" for _ in found.containers)
    yield from ("statement" for _ in found.statements)
    yield from ("invocation" for _ in found.invocations)
    yield from ("sample" for _ in found.samples)


def _pods(found: Found) -> list[str]:
    """A pod that is seen several times is one pod."""
    objects = [one for one in found.objects if text(one, "kind") == "Pod"]
    names = [text(one, "metadata", "name") for one in (*objects, *found.described)]
    names += (one.ref.name for one in found.pods)
    if not names:
        return []
    pods = _counted(len(set(names)), "pod")
    return [pods if len(names) == len(set(names)) else f"{pods} (seen {len(names)} times)"]


def _counted(number: int, word: str) -> str:
    """`PersistentVolumeClaim` -> `2 persistent volume claims`."""
    word = _HUMP.sub(" ", word).lower()
    if number == 1:
        return f"1 {word}"
    if word.endswith(("s", "x", "ch")):
        return f"{number} {word}es"
    return f"{number} {word[:-1]}ies" if word.endswith("y") else f"{number} {word}s"
