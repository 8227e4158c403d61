"""Names of resources, and the ARNs that say the same."""

from typing import Any


def same_name(one: Any, other: Any) -> bool:
    """Whether two names, or a name and an ARN, are of one resource."""
    return bool(one == other) or _name(one) == _name(other)


def _name(value: Any) -> str:
    written = str(value)
    if not written.startswith("arn:"):
        return written
    resource = written.split(":", 5)[-1]
    kind, _, rest = resource.partition(":")
    return rest if kind == "function" else resource.rpartition("/")[2]
