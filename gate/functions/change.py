"""What the engine is about to do to an alias, out of what it tells a hook. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_PARTS = 7
"""Parts of a function's ARN: arn:aws:lambda:REGION:ACCOUNT:function:NAME."""

_REGION = 3


@dataclass(frozen=True, slots=True)
class Change:
    """Version `after` of `function` shall serve `alias`, and `before` does so: empty at first."""

    function: str
    alias: str
    before: str
    after: str
    region: str = ""

    @property
    def name(self) -> str:
        """The function's name, without what an ARN has beside it."""
        parts = self.function.split(":")
        return parts[_PARTS - 1] if len(parts) >= _PARTS else self.function


def change(
    new: Mapping[str, Any], old: Mapping[str, Any] | None, region: str = ""
) -> Change | None:
    """The change of version that inputs tell; None where the version stays. Raises ValueError.

    `old` are the properties before an update, None for a new alias. `region` is used where
    neither the alias nor its function's ARN names one.
    """
    if new.get("routingConfig"):
        raise ValueError(
            "the alias has a routingConfig of its own, and the release moves the traffic: "
            "leave routingConfig out, or don't release this alias with safe_release"
        )
    function, after = str(new["functionName"]), str(new["functionVersion"])
    before = "" if old is None else str(old.get("functionVersion") or "")
    if before == after:
        return None
    parts = function.split(":")
    named = parts[_REGION] if len(parts) >= _PARTS else ""
    where = str(new.get("region") or "") or named or region
    return Change(function, str(new["name"]), before, after, where)
