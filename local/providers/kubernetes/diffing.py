"""The difference between what is live and what the program wants, property by property."""

from collections.abc import Iterator
from typing import Any

from local.providers.kubernetes.manifest import at
from local.providers.protocol import paths
from local.providers.protocol.differences import Change, Difference
from local.providers.protocol.properties import Unknown


def differences(live: Any, wanted: Any, replacing: list[paths.Path]) -> list[Difference]:
    """Compare the pruned live object with the inputs."""
    return [
        Difference(path, change, _replaces(path, value, replacing))
        for path, change, value in _walk((), live, wanted)
    ]


def _walk(path: paths.Path, live: Any, wanted: Any) -> Iterator[tuple[paths.Path, Change, Any]]:
    if isinstance(wanted, Unknown):
        yield path, Change.UPDATE, wanted
    elif isinstance(live, dict) and isinstance(wanted, dict):
        yield from _walk_maps(path, live, wanted)
    elif isinstance(live, list) and isinstance(wanted, list):
        yield from _walk_lists(path, live, wanted)
    elif live != wanted or isinstance(live, bool) is not isinstance(wanted, bool):
        yield path, Change.UPDATE, wanted


def _walk_maps(
    path: paths.Path, live: dict[str, Any], wanted: dict[str, Any]
) -> Iterator[tuple[paths.Path, Change, Any]]:
    for key in sorted(live.keys() | wanted.keys()):
        if key not in live:
            yield (*path, key), Change.ADD, wanted[key]
        elif key not in wanted:
            yield (*path, key), Change.DELETE, None
        else:
            yield from _walk((*path, key), live[key], wanted[key])


def _walk_lists(
    path: paths.Path, live: list[Any], wanted: list[Any]
) -> Iterator[tuple[paths.Path, Change, Any]]:
    for index, (old, new) in enumerate(zip(live, wanted, strict=False)):
        yield from _walk((*path, index), old, new)
    for index in range(len(live), len(wanted)):
        yield (*path, index), Change.ADD, wanted[index]
    for index in range(len(wanted), len(live)):
        yield (*path, index), Change.DELETE, None


def _replaces(path: paths.Path, value: Any, replacing: list[paths.Path]) -> bool:
    """A change replaces when it lies at or under such a path, or brings one along with it."""
    return any(
        paths.covers(wanted, path)
        or (paths.covers(path, wanted) and at(value, *wanted[len(path) :]) is not None)
        for wanted in replacing
    )


def confirmed(found: list[Difference], live: Any, wanted: Any, answer: Any) -> list[Difference]:
    """Leave out what is the same to the server.

    `answer` is the server's own dry run of the inputs. Where it rewrote the
    wanted value (`1000m` to `1`, an empty string to nothing) into exactly what
    is live, nothing would change.
    """
    return [
        difference
        for difference in found
        if difference.change is Change.DELETE
        or at(answer, *difference.path) == at(wanted, *difference.path)
        or at(answer, *difference.path) != at(live, *difference.path)
    ]
