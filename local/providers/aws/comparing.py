"""What differs between a resource's state and a program's inputs, and what only looks so."""

from collections.abc import Iterator, Mapping
from typing import Any

from local.providers.aws.forms import is_empty
from local.providers.aws.property import Property, Setter
from local.providers.protocol.differences import Change, Difference
from local.providers.protocol.paths import Path
from local.providers.protocol.properties import Unknown

Values = Mapping[str, Any]


def differences(
    properties: tuple[Property, ...], state: Values, wanted: Values, path: Path = ()
) -> Iterator[Difference]:
    """Compare property by property; both sides are bare, the wanted one may have unknowns."""
    for one in properties:
        if not one.is_input:
            continue
        old, new = state.get(one.name), wanted.get(one.name, one.default)
        for where, change in _compared(one, old, new, (*path, one.name)):
            yield Difference(where, change, one.replaces)


def _compared(one: Property, old: Any, new: Any, path: Path) -> Iterator[tuple[Path, Change]]:
    if isinstance(new, Unknown):
        yield path, Change.UPDATE
    elif new is None:
        if one.setter is not Setter.COMPUTED and not is_empty(old):
            yield path, Change.DELETE
    elif old is None:
        if not is_empty(new):
            yield path, Change.ADD
    elif one.nested:
        yield from _blocks(one, old, new, path)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _maps(old, new, path)
    elif not one.form.same(old, new) and not (is_empty(old) and is_empty(new)):
        yield path, Change.UPDATE


def _blocks(one: Property, old: Any, new: Any, path: Path) -> Iterator[tuple[Path, Change]]:
    if not one.many:
        for found in differences(one.nested, old, new, path):
            yield found.path, found.change
        return
    for index, (before, after) in enumerate(zip(old, new, strict=False)):
        for found in differences(one.nested, before, after, (*path, index)):
            yield found.path, found.change
    for index in range(len(old), len(new)):
        yield (*path, index), Change.ADD
    for index in range(len(new), len(old)):
        yield (*path, index), Change.DELETE


def _maps(old: Values, new: Values, path: Path) -> Iterator[tuple[Path, Change]]:
    for key in sorted(old.keys() | new.keys()):
        if key not in old:
            yield (*path, key), Change.ADD
        elif key not in new:
            yield (*path, key), Change.DELETE
        elif old[key] != new[key]:
            yield (*path, key), Change.UPDATE


def settled(properties: tuple[Property, ...], live: Values, given: Values) -> dict[str, Any]:
    """What the state keeps of a live resource, given what was asked or known before.

    What means the same stays as it was written; what an endpoint does not say of itself, and what
    only the provider knows, stays as it was.
    """
    found = {}
    for one in properties:
        value = _settled(one, live.get(one.name), given.get(one.name))
        if value is not None:
            found[one.name] = value
    return found


def _settled(one: Property, live: Any, given: Any) -> Any:
    if one.local or (live is None and one.is_kept):
        return given
    if one.setter is Setter.OPTIONAL and given is None and is_empty(live):
        return None if one.nested or isinstance(live, dict) else live
    if live is None or given is None:
        return live
    if one.nested and one.many:
        pairs = zip(live, [*given, *[{}] * len(live)], strict=False)
        return [settled(one.nested, item, known) for item, known in pairs]
    if one.nested:
        return settled(one.nested, live, given)
    return given if one.form.same(live, given) else live
