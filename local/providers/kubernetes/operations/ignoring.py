"""`ignore_changes` at update time: send what is live, or nothing where it is another's."""

import copy

from local.providers.kubernetes import managers
from local.providers.kubernetes.manifest import Object, at
from local.providers.protocol import paths


def respecting(inputs: Object, live: Object, ignored: list[str], manager: str) -> Object:
    """Copy inputs so that applying them leaves the ignored fields as they are.

    A field that another manager owns is left out, so that it stays theirs; any
    other gets its live value, since leaving it out would remove it.
    """
    result = copy.deepcopy(inputs)
    for text in ignored:
        path = paths.read(text)
        value = at(live, *path)
        keys = [step for step in path if isinstance(step, str)]
        if len(keys) == len(path) and _is_theirs(live, manager, keys):
            _drop(result, path)
        elif value is not None:
            _set(result, path, value)
    return result


def _is_theirs(live: Object, manager: str, keys: list[str]) -> bool:
    entries = at(live, "metadata", "managedFields") or []
    ours = [entry for entry in entries if entry.get("manager") == manager]
    theirs = managers.others(live, manager)
    owned = any(managers.owns(entry, keys) for entry in theirs)
    return owned and not any(managers.owns(entry, keys) for entry in ours)


def _drop(result: Object, path: paths.Path) -> None:
    parent = at(result, *path[:-1])
    if isinstance(parent, dict):
        parent.pop(str(path[-1]), None)


def _set(result: Object, path: paths.Path, value: object) -> None:
    parent = at(result, *path[:-1])
    last = path[-1]
    in_list = isinstance(parent, list) and isinstance(last, int) and last < len(parent)
    if in_list or (isinstance(parent, dict) and isinstance(last, str)):
        parent[last] = copy.deepcopy(value)
