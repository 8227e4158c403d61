"""What a killed run left half done, and what may be done again without asking. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Creating one of these again meets what is already there: objects are applied by their name,
# images are addressed by their content, and a gate only looks.
_REPEATABLE = ("kubernetes:", "docker-build:", "pulumi-python:", "pulumi:", "shipshape:")
_AUTONAMED = "pulumi.com/autonamed"


@dataclass(frozen=True)
class Interrupted:
    """The operations that were cut off, by the resource's URN."""

    repeatable: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.repeatable or self.doubtful)


def interrupted(deployment: Mapping[str, Any]) -> Interrupted:
    """Sort the pending operations of an exported stack.

    Only a creation can be doubtful: whatever was updated or deleted is in the state by its id.
    """
    operations = deployment.get("pending_operations") or []
    doubtful = [_urn(each) for each in operations if _is_doubtful(each)]
    repeatable = [_urn(each) for each in operations if not _is_doubtful(each)]
    return Interrupted(tuple(repeatable), tuple(doubtful))


def _is_doubtful(operation: Mapping[str, Any]) -> bool:
    resource = operation["resource"]
    if operation["type"] != "creating":
        return False
    if not resource["type"].startswith(_REPEATABLE):
        return True
    metadata = (resource.get("inputs") or {}).get("metadata") or {}
    # A name that the provider made up is not made up again: the first object would be left over.
    return (metadata.get("annotations") or {}).get(_AUTONAMED) == "true"


def _urn(operation: Mapping[str, Any]) -> str:
    urn: str = operation["resource"]["urn"]
    return urn
