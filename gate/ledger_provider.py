"""The ledger's provider, as the engine keeps it: pickled by its name, without state."""

from collections.abc import Mapping
from typing import Any

from pulumi.dynamic import CreateResult, DiffResult, ResourceProvider, UpdateResult

INPUTS = ("service", "place", "digest", "config", "version", "depth")
"""What is written down, and how much of it is kept; anything else about a ledger is its past."""


class LedgerProvider(ResourceProvider):
    """Writes a release in front of those that the state has."""

    serialize_as_secret_always = False

    def diff(self, _id: str, olds: dict[str, Any], news: dict[str, Any]) -> DiffResult:
        """Another release is an update; numbers come back from the state as floats."""
        return DiffResult(changes=any(olds.get(name) != news.get(name) for name in INPUTS))

    def create(self, props: dict[str, Any]) -> CreateResult:
        """Begin a ledger."""
        return CreateResult(f"{props['service']}-releases", _recorded({}, props))

    def update(self, _id: str, olds: dict[str, Any], news: dict[str, Any]) -> UpdateResult:
        """Write down one more."""
        return UpdateResult(_recorded(olds, news))


def _recorded(olds: Mapping[str, Any], news: Mapping[str, Any]) -> dict[str, Any]:
    from release.ledger import DEPTH, Release, read, recorded, written

    release = Release(*(str(news[name]) for name in ("digest", "config", "version", "service")))
    depth = max(1, int(news.get("depth") or DEPTH))
    # Versions of another place are no way back, and their numbers begin anew.
    stayed = olds.get("place") == news.get("place")
    past = read(olds.get("releases") or ()) if stayed else ()
    ledger = recorded(past, release, depth)
    return {**news, "releases": written(ledger)}
