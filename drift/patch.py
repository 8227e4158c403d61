"""RFC 6902 patches: live back to what is declared, or what is declared to live."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from .kubernetes.preparing import prepared
from .kubernetes.versions import upgraded
from .model import Class, Data, Desired, Difference, Item, Path, Step
from .plain import plain
from .walking.paths import ABSENT, follow, token
from .walking.wrapped import Unreadable, may_be_wrapped, unwrapped

Operation = dict[str, Any]
"""`{"op", "path", "value"}`."""


@dataclass(frozen=True, slots=True)
class Patch:
    """Operations in the order to apply, and a sentence for each difference that has none."""

    operations: tuple[Operation, ...] = ()
    left_out: tuple[str, ...] = ()


def revert(
    desired: Desired, live: Data, differences: Iterable[Difference], *, secrets: bool = False
) -> Patch:
    """What turns these differences of the live object into what is declared.

    Secret values are left out unless asked for: a patch is printed, and kept in logs. What others
    added to a list stays, unless it is among the differences.
    """
    patching = _Patching(plain(live), prepared(plain(desired.object)), others_stay=True)
    return patching.patch(differences, secrets=secrets)


def adopt(
    desired: Desired, live: Data, differences: Iterable[Difference], *, secrets: bool = False
) -> Patch:
    """What turns these fields of the declared object, as it is written, into what is live."""
    patching = _Patching(plain(desired.object), prepared(plain(live)), others_stay=False)
    return patching.patch(differences, secrets=secrets)


class _Patching:
    """A patch on its way: each operation is found on the object as the ones before left it."""

    def __init__(self, target: Any, source: Any, *, others_stay: bool) -> None:
        self._old = upgraded(target) is not target
        self._target = deepcopy(target)
        self._source = source
        self._others_stay = others_stay
        self._operations: list[Operation] = []
        self._left_out: list[str] = []

    def patch(self, differences: Iterable[Difference], *, secrets: bool) -> Patch:
        """What takes these fields over from the source."""
        wanted = list(self._wanted(differences, secrets))
        for steps, value in wanted:
            if value is not ABSENT:
                self._set(steps, value)
        # From the end: a place in a list holds only until something before it is removed.
        for steps, value in reversed(wanted):
            if value is ABSENT:
                self._remove(steps)
        return Patch(tuple(self._operations), tuple(self._left_out))

    def _wanted(
        self, differences: Iterable[Difference], secrets: bool
    ) -> Iterator[tuple[Path, Any]]:
        """Each place once, with the value that it should have."""
        seen: set[Path] = set()
        for one in differences:
            reason = self._obstacle(one, secrets)
            if reason:
                self._left_out.append(f"{one.object} {one.path}: {reason}".replace(" :", ":"))
            elif one.steps not in seen:
                seen.add(one.steps)
                try:
                    yield one.steps, self._value(one.steps)
                except Unreadable as unreadable:
                    self._left_out.append(f"{one.object} {one.path}: {unreadable}")

    def _obstacle(self, difference: Difference, secrets: bool) -> str:
        if difference.cls in (Class.MISSING, Class.UNMANAGED):
            return "a whole object is made or deleted, not patched"
        if not difference.steps:
            return "a deletion can't be taken back"
        if self._old:
            return "the object is of an old API version: write it in the current one first"
        if difference.masked and not secrets:
            return "it is a secret, which no patch shows"
        in_text = isinstance(self._target, dict) and "stringData" in self._target
        if in_text and difference.steps[0] == "data":
            return "it is written in stringData: change it there"
        return ""

    def _value(self, steps: Path) -> Any:
        """What the source has there, for the target: what others added to it stays."""
        value = _readable(follow(self._source, steps))
        has = follow(self._target, steps)
        if isinstance(value, list) and isinstance(has, list):
            if steps[-1] == "finalizers" and self._others_stay:
                return [*has, *(one for one in value if one not in has)]
            if steps[-1] == "finalizers":
                return [one for one in has if one in value]
            if steps[-1] == "initContainers":
                return _reordered(has, value)
        return ABSENT if value is None else value

    def _set(self, steps: Path, value: Any) -> None:
        has = follow(self._target, steps)
        if has == value and type(has) is type(value):
            return
        if has is not ABSENT:
            self._do("replace", self._pointer(steps), value)
            return
        for depth in range(1, len(steps)):
            if follow(self._target, steps[:depth]) in (ABSENT, None):
                empty: Any = [] if isinstance(steps[depth], Item) else {}
                self._do("add", self._pointer(steps[:depth]), empty)
        self._do("add", self._pointer(steps), value)

    def _remove(self, steps: Path) -> None:
        if follow(self._target, steps) is not ABSENT:
            self._do("remove", self._pointer(steps), ABSENT)

    def _pointer(self, steps: Path) -> list[Any]:
        """Keys and places that lead there now; a new item goes where it is declared, or last."""
        node, found = self._target, list[Any]()
        for step in steps:
            place = token(node, step)
            if place is None:
                place = _new_place(node, step)
            found.append(place)
            known = node is not None and token(node, step) is not None
            node = node[place] if known else None
        return found

    def _do(self, op: str, places: list[Any], value: Any) -> None:
        """Note the operation, and do it."""
        path = "".join(f"/{_escaped(str(place))}" for place in places)
        node: Any = self._target
        for place in places[:-1]:
            node = node[place]
        last = places[-1]
        if value is ABSENT:
            self._operations.append({"op": op, "path": path})
            del node[last]
            return
        self._operations.append({"op": op, "path": path, "value": deepcopy(value)})
        if op == "add" and isinstance(node, list):
            node.insert(len(node) if last == "-" else last, deepcopy(value))
        else:
            node[last] = deepcopy(value)


def _new_place(node: Any, step: Step) -> Any:
    if isinstance(step, str):
        return step
    return (
        step.number if not step.keys and isinstance(node, list) and step.number < len(node) else "-"
    )


def _readable(value: Any) -> Any:
    """The value without the engine's wrappings. Raises Unreadable."""
    if may_be_wrapped(value):
        return _readable(unwrapped(value))
    if isinstance(value, dict):
        return {key: _readable(one) for key, one in value.items()}
    return [_readable(one) for one in value] if isinstance(value, list) else value


def _reordered(has: list[Any], wanted: list[Any]) -> list[Any]:
    """The items in the declared order; those of others stay where they are."""
    names = [one.get("name") for one in wanted if isinstance(one, dict)]
    places = [
        at for at, one in enumerate(has) if isinstance(one, dict) and one.get("name") in names
    ]
    ours = sorted((has[at] for at in places), key=lambda one: names.index(one["name"]))
    found = list(has)
    for at, one in zip(places, ours, strict=True):
        found[at] = one
    return found


def _escaped(token_: str) -> str:
    return token_.replace("~", "~0").replace("/", "~1")
