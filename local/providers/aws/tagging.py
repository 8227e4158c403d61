"""Tags: every service has its own way to write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from local.providers.aws.asking import Account
from local.providers.aws.kind import Update


@dataclass(frozen=True)
class Tagging:
    """How a service tags: operations, and the names of their arguments."""

    service: str
    subject: str
    put: str = "tag_resource"
    remove: str = "untag_resource"
    tags: str = "Tags"
    keys: str = "TagKeys"
    listed: bool = True
    fixed: Mapping[str, str] = field(default_factory=dict)

    def change(self, account: Account, subject: str, update: Update) -> None:
        """Bring a resource's tags from one state to another."""
        if "tags" not in update.changed:
            return
        old, new = update.known.get("tags") or {}, update.wanted.get("tags") or {}
        whom = {self.subject: subject, **self.fixed}
        gone = sorted(old.keys() - new.keys())
        if gone:
            account.ask(self.service, self.remove, **whom, **{self.keys: gone})
        put = {key: value for key, value in new.items() if old.get(key) != value}
        if put:
            written = listed(put) if self.listed else put
            account.ask(self.service, self.put, **whom, **{self.tags: written})


def listed(tags: Mapping[str, str] | None) -> list[dict[str, str]]:
    """Write tags as most services take them."""
    return [{"Key": key, "Value": value} for key, value in (tags or {}).items()]


def both(answer: Iterable[Mapping[str, str]] | Mapping[str, str] | None) -> dict[str, Any]:
    """The properties `tags` and `tagsAll`, without the tags of AWS itself."""
    pairs = (
        answer.items()
        if isinstance(answer, Mapping)
        else ((one["Key"], one["Value"]) for one in answer or ())
    )
    tags = {key: value for key, value in pairs if not key.startswith("aws:")}
    return {"tags": tags, "tagsAll": dict(tags)}
