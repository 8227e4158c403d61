"""A node of the API."""

from collections.abc import Mapping

from collect.parsing.fields import flag, sequence, strings, text
from diagnosis.snapshot import Node, Taint

from .metadata import conditions


def node(obj: Mapping[str, object]) -> Node:
    """A node: its conditions, taints and what it has to give."""
    return Node(
        name=text(obj, "metadata", "name"),
        conditions=conditions(obj),
        taints=tuple(
            Taint(key, text(one, "value"), text(one, "effect"))
            for one in sequence(obj, "spec", "taints")
            if (key := text(one, "key"))
        ),
        unschedulable=flag(obj, "spec", "unschedulable") or False,
        allocatable=strings(obj, "status", "allocatable"),
        architecture=text(obj, "status", "nodeInfo", "architecture")
        or text(obj, "metadata", "labels", "kubernetes.io/arch"),
    )
