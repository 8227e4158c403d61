"""What the Lambda service knows of functions in one region."""

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from local.aws.account import ACCOUNT
from local.aws.control.images import Image
from local.aws.services import Services

LATEST = "$LATEST"

Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Revision:
    """A function's image and settings at one moment: $LATEST now, or a published version.

    Frozen, so that a version can't change with $LATEST. `settles` is the time
    (monotonic seconds) from which the service takes it for done.
    """

    version: str
    image: Image
    settings: Settings
    settles: float
    created: bool
    description: str = ""
    modified: datetime = field(default_factory=lambda: datetime.now(UTC))
    revision_id: str = field(default_factory=lambda: str(uuid4()))

    @property
    def settled(self) -> bool:
        """Whether the change that made it is over."""
        return time.monotonic() >= self.settles

    @property
    def content(self) -> tuple[str, Settings]:
        """What makes a new version worth publishing when it differs."""
        return self.image.digest, self.settings


@dataclass(frozen=True)
class Alias:
    """A name for a version, and the weights of others that get a share of its traffic."""

    name: str
    version: str
    description: str = ""
    weights: Mapping[str, float] = field(default_factory=dict)
    revision_id: str = field(default_factory=lambda: str(uuid4()))

    def pick(self) -> str:
        """The version that answers the next request."""
        point = secrets.randbelow(1_000_000) / 1_000_000
        for version, weight in self.weights.items():
            if point < weight:
                return version
            point -= weight
        return self.version


@dataclass
class Function:
    """A function with all that hangs on it; qualifiers are versions and aliases, "" is none."""

    name: str
    region: str
    latest: Revision
    versions: dict[str, Revision] = field(default_factory=dict)
    aliases: dict[str, Alias] = field(default_factory=dict)
    policies: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    urls: dict[str, dict[str, Any]] = field(default_factory=dict)
    destinations: dict[str, dict[str, Any]] = field(default_factory=dict)
    provisioned: dict[str, int] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    reserved: int | None = None
    recursion: str = "Terminate"
    signing: str | None = None
    published: int = 0

    @property
    def arn(self) -> str:
        """The function's name among all of AWS."""
        return f"arn:aws:lambda:{self.region}:{ACCOUNT}:function:{self.name}"


@dataclass
class Region:
    """The functions of one region and what the service works with there.

    `lock` is held while something is changed. `settle_seconds` is how long a
    function is Pending, or its update InProgress. `url` is the server's own.
    `changed` and `deleted` are told of functions whose instances are out of date.
    """

    name: str
    url: str
    services: Services
    image_of: Callable[[str], Image]
    settle_seconds: float
    changed: Callable[[Function], None]
    deleted: Callable[[Function], None]
    functions: dict[str, Function] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
