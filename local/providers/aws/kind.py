"""One resource type: its properties, its identity, and the calls that make it so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from local.providers.aws.asking import Account
from local.providers.aws.property import Property, Setter

Properties = dict[str, Any]
"""A property map without markers: secrets are bare, nothing is unknown."""

REGION = Property("region", setter=Setter.COMPUTED, replaces=True)
"""Every resource that lives in a region can be put into another one than the provider's."""

TAGS = Property("tags")
"""The program's tags, with the provider's default tags among them."""

TAGS_ALL = Property("tagsAll", setter=Setter.OUTPUT)
"""All tags of the resource."""


@dataclass(frozen=True)
class Update:
    """What an update starts from, where it goes, and the names of what differs."""

    known: Properties
    wanted: Properties
    changed: frozenset[str]

    def touches(self, properties: tuple[Property, ...]) -> bool:
        """Tell whether any of the properties differs."""
        return any(one.name in self.changed for one in properties)


@dataclass(frozen=True)
class Naming:
    """How a resource without a name is named: into which property, at most how long."""

    property: str = "name"
    longest: int = 255
    lower: bool = False
    ending: Callable[[Mapping[str, Any]], str] = field(default=lambda _inputs: "")


def nothing(_account: Account, _known: Properties) -> None:
    """There is nothing to wait for."""


def unchangeable(_account: Account, _update: Update) -> None:
    """Every change makes a new resource."""


def by_name(known: Properties) -> str:
    """The identity of most resources."""
    return str(known["name"])


def named(identity: str) -> Properties:
    """What such an identity tells."""
    return {"name": identity}


@dataclass(frozen=True)
class Kind:
    """A resource type of the official provider.

    `title` is how the official provider's messages call it. `identity` is how an import names a
    resource, and `located` what that tells. `create` asks for the resource and returns what only
    the answer tells; `complete` does what comes after, when the resource has an identity already.
    `read` returns None for what is not there. `renewed` are the outputs that a change of any of
    `renewing` makes unknown until it is done.
    """

    type: str
    title: str
    properties: tuple[Property, ...]
    create: Callable[[Account, Properties], Properties]
    read: Callable[[Account, Properties], Properties | None]
    delete: Callable[[Account, Properties], None]
    identity: Callable[[Properties], str] = by_name
    located: Callable[[str], Properties] = named
    update: Callable[[Account, Update], None] = unchangeable
    complete: Callable[[Account, Properties], None] = nothing
    naming: Naming | None = None
    label: str = "name"
    renewed: tuple[str, ...] = ()
    renewing: frozenset[str] = frozenset()

    @property
    def inputs(self) -> tuple[Property, ...]:
        """What a program may set."""
        return tuple(one for one in self.properties if one.is_input)
