"""Values that a preview does not know yet. Looking at one ends the question undecided."""

from typing import Any, NoReturn


class Undecided(Exception):  # a verdict, not an error
    """A rule looked at a value that is not known yet; `path` says where it stands."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Unknown:
    """Stands for a value that is not known yet.

    A rule is written as if every value were known. Whatever it asks of this one
    (truth, equality, items, length, arithmetic) raises Undecided, and its
    verdict is `unknown`: an unknown never counts as a pass. `is None` is false,
    for something will stand here.
    """

    __slots__ = ("path",)

    def __init__(self, path: str = "") -> None:
        self.path = path

    def _undecided(self, *_: Any, **__: Any) -> NoReturn:
        raise Undecided(self.path)

    __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = _undecided
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = _undecided
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _undecided
    __int__ = __float__ = __str__ = _undecided

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):  # the interpreter's own questions, such as copying
            raise AttributeError(name)
        raise Undecided(self.path)

    def __repr__(self) -> str:
        return f"<unknown {self.path}>"


def is_unknown(value: object) -> bool:
    """Whether a value is not known yet; the one question that does not end undecided."""
    return isinstance(value, Unknown)
