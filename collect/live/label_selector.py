"""Label selectors, for objects that are here already."""

import re
from collections.abc import Mapping

_REQUIREMENT = re.compile(
    r"\s*(?P<absent>!)?\s*(?P<key>[\w./\-]+)\s*"
    r"(?:(?P<sign>==|=|!=)\s*(?P<value>[\w.\-]*)"
    r"|(?P<set>in|notin)\s*\((?P<values>[^)]*)\))?\s*(?:,|$)"
)


def selects(selector: str, labels: Mapping[str, str]) -> bool:
    """Whether a selector, as kubectl takes it, picks these labels; nonsense picks nothing."""
    position = 0
    while position < len(selector):
        found = _REQUIREMENT.match(selector, position)
        if not found or not _holds(found, labels):
            return False
        position = found.end()
    return True


def _holds(found: re.Match[str], labels: Mapping[str, str]) -> bool:
    value = labels.get(found["key"])
    if found["absent"]:
        return value is None
    if found["sign"]:
        return (value == found["value"]) is (found["sign"] != "!=")
    if found["set"]:
        values = {one.strip() for one in found["values"].split(",")}
        return (value in values) is (found["set"] == "in")
    return value is not None
