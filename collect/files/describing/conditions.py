"""The table of conditions in a description, as the API writes it."""

from typing import Any

from collect.files.tables.cells import cells

from .lines import Group

_STATUS = ("True", "False", "Unknown")
_NODE_COLUMNS = 6


def conditions(group: Group | None) -> list[dict[str, Any]]:
    """`Type Status`, of workloads `Type Status Reason`, of nodes with times and a message."""
    found = []
    for line in group.body if group else ():
        told = [text for _, text in cells(line.text)]
        if len(told) == 1:
            told = told[0].split(" ")  # a paste that lost the gaps
        if len(told) > 1 and told[1] in _STATUS:
            found.append(_condition(told))
    return found


def _condition(told: list[str]) -> dict[str, Any]:
    if len(told) >= _NODE_COLUMNS:
        return {
            "type": told[0],
            "status": told[1],
            "lastTransitionTime": told[3],
            "reason": told[4],
            "message": " ".join(told[5:]),
        }
    return {
        "type": told[0],
        "status": told[1],
        "reason": told[2] if len(told) > 2 else "",  # noqa: PLR2004
    }
