"""How a value of the API is to be read, and the words to say it with.

A shape says no more than a comparison needs: a field that is not in it is compared as it stands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any, Final

NOTHING: Final = object()
"""No default: what is absent is absent."""

Around = Sequence[Mapping[str, Any]]
"""The mappings around a value, outermost first: the last is the one that holds it."""

Rule = Callable[[Around], Any]
"""A default that depends on what is around it; NOTHING where there is none."""


class Form(Enum):
    """What a value is made of."""

    ANY = auto()  # as it stands
    TEXT = auto()  # text to the letter: `1h` is not `60m` here
    QUANTITY = auto()  # `1000m` is `1`
    FIELDS = auto()  # a mapping with fields of its own
    TEXTS = auto()  # a mapping from free names to text: labels, data
    QUANTITIES = auto()  # a mapping from free names to quantities
    BYTES = auto()  # a mapping from free names to base64
    KEYED = auto()  # a list whose items are known by merge keys
    ORDERED = auto()  # a list whose order matters
    LOOSE = auto()  # a list of mappings whose order does not
    SET = auto()  # a list of plain values whose order does not
    IGNORED = auto()  # never compared


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """How one value is to be read.

    `default` is what the API server takes where it is left out: a value, or a rule. `filled` is
    what the cluster fills in: it counts only where it is declared. `shared` lists may hold items
    of others; the rest belongs, as a whole, to whoever declares it. `ordered`: a keyed list whose
    order matters still. `whole`: reported at once, not field by field. `present`: being there
    means something, even empty. `implied`: left out, it is declared to be its default.
    `equal` tells whether two values mean the same where nothing else does.
    """

    form: Form
    fields: Mapping[str, "Shape"] = field(default_factory=dict)
    item: "Shape | None" = None
    keys: tuple[str, ...] = ()
    default: Any = NOTHING
    filled: bool = False
    shared: bool = False
    ordered: bool = False
    whole: bool = False
    present: bool = False
    implied: bool = False
    secret: bool = False
    equal: Callable[[Any, Any], bool] | None = None

    def with_fields(self, **more: "Shape") -> "Shape":
        """The same with more fields, or with other shapes of them."""
        return replace(self, fields={**self.fields, **more})


ANY = Shape(Form.ANY)
IGNORED = Shape(Form.IGNORED)
TEXT = Shape(Form.TEXT, present=True)
QUANTITY = Shape(Form.QUANTITY)
TEXTS = Shape(Form.TEXTS)
QUANTITIES = Shape(Form.QUANTITIES)
SET = Shape(Form.SET)


def fields(**children: Shape) -> Shape:
    """A mapping with these fields; a trailing `_` of a name (`from_`) is not part of it."""
    return Shape(Form.FIELDS, {name.removesuffix("_"): child for name, child in children.items()})


def default(value: Any, shape: Shape = ANY) -> Shape:
    """A value that the API server sets where it is left out."""
    return replace(shape, default=value)


OFF = default(False)
ON = default(True)
"""Switches, by what they are where they are left out."""


def filled(shape: Shape = ANY) -> Shape:
    """A value that the cluster fills in."""
    return replace(shape, filled=True)


def whole(shape: Shape) -> Shape:
    """A value that is reported at once."""
    return replace(shape, whole=True)


def present(shape: Shape) -> Shape:
    """A value that means something even where it is empty."""
    return replace(shape, present=True)


def shared(item: Shape, *keys: str, ordered: bool = False) -> Shape:
    """A list with merge keys, to which others may add items of their own."""
    return Shape(Form.KEYED, item=item, keys=keys, shared=True, ordered=ordered)


def keyed(item: Shape, *keys: str) -> Shape:
    """A list that is one value to the API server, and whose items have names for all that."""
    return Shape(Form.KEYED, item=item, keys=keys)


def ordered(item: Shape = ANY) -> Shape:
    """A list whose order matters."""
    return Shape(Form.ORDERED, item=item)


def loose(item: Shape) -> Shape:
    """A list of mappings whose order does not matter."""
    return Shape(Form.LOOSE, item=item)


def beside(name: str) -> Rule:
    """The value of a neighbour."""
    return lambda around: around[-1].get(name, NOTHING)
