"""The releases that were good, newest first: where going back leads to. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

DEPTH = 10
"""Releases that are kept; their images must be kept as long."""


@dataclass(frozen=True, slots=True)
class Release:
    """What was proved good: the image by digest, a hash of its configuration, and its version.

    `version` is the platform's own word: a Lambda version, the fingerprint of a rollout.
    """

    digest: str
    config: str
    version: str
    service: str


_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
"""A Lambda version; a fingerprint is longer."""

Ledger = tuple[Release, ...]
"""Releases, newest first, each once."""


def recorded(ledger: Ledger, release: Release, depth: int = DEPTH) -> Ledger:
    """The ledger with a release that was proved good in front, and no version in it twice.

    A version that is there already moves to the front as it was written down: when an older one is
    served again, what is given beside its number may be of the newest. One that is older than all
    and has been forgotten is not written down, for nobody knows what it was.
    """
    known = of_version(ledger, release.service, release.version)
    if known is None and any(_is_older(release, one) for one in ledger):
        return ledger[:depth]
    rest = (one for one in ledger if one != known)
    return (known or release, *rest)[:depth]


def last_good(ledger: Ledger, but: Release | None = None) -> Release | None:
    """The newest release, or the newest that is another one than `but`."""
    return next((one for one in ledger if one != but), None)


def of_version(ledger: Ledger, service: str, version: str) -> Release | None:
    """The release of a service that a version was; None where the ledger has forgotten it."""
    return next((one for one in ledger if (one.service, one.version) == (service, version)), None)


def written(ledger: Ledger) -> list[dict[str, str]]:
    """The ledger as plain maps."""
    return [asdict(one) for one in ledger]


def read(entries: Iterable[Mapping[str, Any]]) -> Ledger:
    """A ledger out of plain maps; what is no release is left out."""
    fields = tuple(Release.__dataclass_fields__)
    return tuple(
        Release(**{name: str(one[name]) for name in fields})
        for one in entries
        if isinstance(one, Mapping) and all(one.get(name) is not None for name in fields)
    )


def _is_older(one: Release, other: Release) -> bool:
    """Whether a numbered version came before another; names and fingerprints have no order."""
    numbers = [version for version in (one.version, other.version) if _NUMBER.fullmatch(version)]
    return one.service == other.service and len(numbers) > 1 and int(numbers[0]) < int(numbers[1])
