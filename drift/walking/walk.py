"""The walk itself: down both sides at once, by the shape of the kind."""

from collections.abc import Callable, Mapping
from typing import Any

from drift.model import Path

from . import lists, maps, values
from .found import Change, Found, Walked
from .shape import ANY, NOTHING, Form, Shape
from .wrapped import Unreadable, may_be_wrapped, unwrapped


def walk(shape: Shape, desired: Any, live: Any, steps: Path = ()) -> Walked:
    """Everything in which a declared value and a live one differ."""
    walker = Walker()
    walker.value(shape, desired, live, steps)
    return walker.walked


class Walker:
    """One walk. `around` are the mappings on the way down: the declared ones, and the live ones."""

    __slots__ = ("around", "secret", "walked")

    def __init__(self, like: "Walker | None" = None) -> None:
        """A walk from the root, or one that looks around as another does."""
        self.walked = Walked()
        self.around: tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]] = ([], [])
        self.secret = False
        if like is not None:
            self.around = (list(like.around[0]), list(like.around[1]))
            self.secret = like.secret

    def value(self, shape: Shape, desired: Any, live: Any, steps: Path) -> None:
        """Compare two values, of which either may be absent."""
        if shape.form is Form.IGNORED:
            return
        if may_be_wrapped(desired):
            self._unwrapped(shape, desired, live, steps)
        else:
            self._plain(shape, desired, live, steps)

    def same(self, shape: Shape, desired: Any, live: Any, steps: Path) -> bool:
        """Whether nothing that is declared differs, and nothing was added."""
        walker = Walker(self)
        walker.value(shape, desired, live, steps)
        return all(one.change is Change.DEFAULTED for one in walker.walked.found)

    def _is_default(self, shape: Shape, value: Any, steps: Path, *, live: bool) -> bool:
        """Whether the API server takes this value where it is left out.

        It decided by what was declared then: by what is now, or by what is `live`.
        """
        if shape.default is NOTHING:
            return False
        for around in self.around[1:] if live else self.around:
            taken = self.default(shape, around)
            if taken == value:
                return True
            if taken is not NOTHING and not values.is_absent(shape, taken):
                walker = Walker(self)
                walker.both(shape, taken, value, steps)
                if not walker.walked.found and not walker.walked.faults:
                    return True
        return False

    def default(self, shape: Shape, around: list[Mapping[str, Any]]) -> Any:
        """What the API server takes here; NOTHING where it takes nothing."""
        if not callable(shape.default):
            return shape.default
        return shape.default(around) if around else NOTHING

    def note(self, change: Change, steps: Path, desired: Any = None, live: Any = None) -> None:
        """Keep a difference."""
        self.keep(Found(change, steps, desired, live, secret=self.secret))

    def keep(self, found: Found) -> None:
        """Keep a difference that says more of itself."""
        self.walked.found.append(found)

    def fault(self, steps: Path, sentence: str) -> None:
        """Keep what is not as the API has it."""
        self.walked.faults.append((steps, sentence))

    def both(self, shape: Shape, desired: Any, live: Any, steps: Path) -> None:
        """Compare two values that are there."""
        if shape.equal is not None:
            if not shape.equal(desired, live):
                self.note(Change.CHANGED, steps, desired, live)
            return
        needed = _NEEDED.get(shape.form)
        if needed is not None:
            for side, value in (("declared", desired), ("live", live)):
                if not isinstance(value, needed):
                    self.fault(
                        steps,
                        f"({side}) has to be a {_WORDS[shape.form]}, and is {values.kind(value)}",
                    )
                    return
        _BOTH[shape.form](self, shape, desired, live, steps)

    def fields(self, shape: Shape, desired: Any, live: Any, steps: Path) -> None:
        """Compare two mappings field by field."""
        mine_around, their_around = self.around
        mine_around.append(desired)
        their_around.append(live)
        known = shape.fields
        for name, mine in desired.items():
            theirs = live.get(name)
            if mine is None or mine != theirs:
                self.value(known.get(name, ANY), mine, theirs, (*steps, name))
        for name, theirs in live.items():
            if name not in desired and theirs is not None:
                self.value(known.get(name, ANY), None, theirs, (*steps, name))
        mine_around.pop()
        their_around.pop()

    def _unwrapped(self, shape: Shape, desired: Any, live: Any, steps: Path) -> None:
        try:
            inner = unwrapped(desired)
        except Unreadable as reason:
            self.note(Change.UNKNOWN, steps, str(reason))
            return
        before = self.secret
        self.secret = self.secret or inner is not desired
        self._plain(shape, inner, live, steps)
        self.secret = before

    def _plain(self, shape: Shape, desired: Any, live: Any, steps: Path) -> None:
        if shape.implied and desired is None:
            taken = self.default(shape, self.around[0])
            desired = None if taken is NOTHING else taken
        if values.is_absent(shape, desired):
            if not values.is_absent(shape, live) and not shape.filled:
                self._added(shape, live, steps)
        elif values.is_absent(shape, live):
            self._gone(shape, desired, steps)
        else:
            self.both(shape, desired, live, steps)

    def _added(self, shape: Shape, live: Any, steps: Path) -> None:
        """Something is there that is not declared: the server's default, or somebody's."""
        if self._is_default(shape, live, steps, live=False):
            self.note(Change.DEFAULTED, steps, None, live)
        elif _is_parted(shape, live):
            if shape.whole or shape.present:
                self._added_whole(shape, live, steps)
            else:
                self.both(shape, type(live)(), live, steps)
        else:
            self.note(Change.ADDED, steps, None, live)

    def _added_whole(self, shape: Shape, live: Any, steps: Path) -> None:
        walker = Walker(self)
        walker.both(shape, type(live)(), live, steps)
        changes = {one.change for one in walker.walked.found}
        change = Change.DEFAULTED if changes == {Change.DEFAULTED} else Change.ADDED
        self.note(change, steps, None, live)

    def _gone(self, shape: Shape, desired: Any, steps: Path) -> None:
        """Something that is declared is not there: it is the default anyway, or was taken away."""
        if self._is_default(shape, desired, steps, live=True):
            return
        if not _is_parted(shape, desired) or not desired:
            self.note(Change.GONE, steps, desired)
            return
        walker = Walker(self)
        walker.both(shape, desired, type(desired)(), steps)
        if shape.form is not Form.FIELDS:
            self.walked.found += walker.walked.found
        elif any(one.change in (Change.GONE, Change.CHANGED) for one in walker.walked.found):
            self.note(Change.GONE, steps, desired)


def _is_parted(shape: Shape, value: Any) -> bool:
    """Whether a value is reported by its parts where the other side lacks all of it."""
    parted = shape.form in _PARTED or (shape.form is Form.SET and shape.shared)
    return parted and isinstance(value, _NEEDED[shape.form])


_NEEDED: Mapping[Form, type[dict[str, Any]] | type[list[Any]]] = {
    Form.FIELDS: dict,
    Form.TEXTS: dict,
    Form.QUANTITIES: dict,
    Form.BYTES: dict,
    Form.KEYED: list,
    Form.ORDERED: list,
    Form.LOOSE: list,
    Form.SET: list,
}
_WORDS = {form: "mapping" if needed is dict else "list" for form, needed in _NEEDED.items()}
_PARTED = (Form.FIELDS, Form.TEXTS, Form.QUANTITIES, Form.BYTES, Form.KEYED)

_BOTH: Mapping[Form, Callable[[Walker, Shape, Any, Any, Path], None]] = {
    Form.ANY: values.anything,
    Form.TEXT: values.text,
    Form.QUANTITY: values.quantity,
    Form.FIELDS: Walker.fields,
    Form.TEXTS: maps.texts,
    Form.QUANTITIES: maps.quantities,
    Form.BYTES: maps.encoded,
    Form.KEYED: lists.keyed,
    Form.ORDERED: lists.ordered,
    Form.LOOSE: lists.loose,
    Form.SET: lists.plain,
}
