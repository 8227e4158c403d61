"""What is asked of AWS, and the small things that all answers need."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .session import Clients

Data = dict[str, Any]
"""Properties by the provider's names."""

_ARN_PARTS = 6
_REGION, _ACCOUNT = 3, 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A resource to read: `key` is the caller's own, `id` the provider's.

    `inputs` are the declared ones: they say what is worth another question. `arn` says region and
    account where it is known.
    """

    key: str
    type: str
    id: str
    arn: str = ""
    inputs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def region(self) -> str:
        """The region; empty for the user's own, and for what is in none."""
        return str(self.inputs.get("region") or "") or self._part(_REGION)

    @property
    def account(self) -> str:
        """The account's number; empty if nobody knows."""
        return self._part(_ACCOUNT)

    def _part(self, number: int) -> str:
        for arn in (self.arn, self.id):
            parts = arn.split(":", _ARN_PARTS - 1)
            if len(parts) == _ARN_PARTS and parts[0] == "arn":
                return parts[number]
        return ""


Reader = Callable[[Clients, Asked], Data | None]
"""Reads one resource: its properties, or None. Raises what the client raises."""


def chosen(answer: Mapping[str, Any], names: Mapping[str, str]) -> Data:
    """The answer's fields by the provider's names; one that it lacks is None: it is not set."""
    return {ours: answer.get(theirs) for theirs, ours in names.items()}


def tags(listed: Iterable[Mapping[str, str]] | Mapping[str, str]) -> Data:
    """The tags as a mapping, without those of AWS itself."""
    pairs = (
        listed.items() if isinstance(listed, Mapping) else ((t["Key"], t["Value"]) for t in listed)
    )
    return {key: value for key, value in pairs if not key.startswith("aws:")}
