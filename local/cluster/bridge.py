"""The cluster's bridge: it carries the node's address, so it comes before everything else."""

from pathlib import Path

from local.cluster.command import attempt, run
from local.cluster.layout import Layout
from local.cluster.network import BRIDGE, NODE_ADDRESS, PODS, SERVICES
from local.cluster.programs import program

_ALIAS = Path(f"/sys/class/net/{BRIDGE}/ifalias")
"""The bridge itself says whose it is: what it says goes when it goes."""


def commands(ip: str, owner: str) -> list[tuple[str, ...]]:
    """What makes an existing bridge ready and `owner`'s; every command may be run again.

    Services get a route of their own, so that they can be reached from a
    machine without a default route.
    """
    return [
        (ip, "link", "set", BRIDGE, "alias", owner),
        (ip, "address", "replace", f"{NODE_ADDRESS}/{PODS.prefixlen}", "dev", BRIDGE),
        (ip, "link", "set", BRIDGE, "up"),
        (ip, "route", "replace", str(SERVICES), "dev", BRIDGE, "src", str(NODE_ADDRESS)),
    ]


def ensure(layout: Layout) -> None:
    """Have the bridge with its address up. Raises CannotDo."""
    ip = program(layout, "ip")
    if attempt((ip, "link", "show", BRIDGE)).returncode != 0:
        run((ip, "link", "add", BRIDGE, "type", "bridge"))
    for command in commands(ip, str(layout.root)):
        run(command)


def belongs_to_another(layout: Layout) -> bool:
    """Whether another platform's cluster, with its state elsewhere, has the bridge now."""
    return _ALIAS.exists() and _ALIAS.read_text("utf-8").strip() not in ("", str(layout.root))


def remove(layout: Layout) -> None:
    """Remove the bridge and the pods' interfaces that hang on it; none is fine."""
    ip = program(layout, "ip")
    listed = attempt((ip, "-oneline", "link", "show", "master", BRIDGE))
    for name in interfaces(listed.stdout) if listed.returncode == 0 else []:
        attempt((ip, "link", "delete", name))
    attempt((ip, "link", "delete", BRIDGE))


def interfaces(listed: str) -> list[str]:
    """The names in the output of `ip -oneline link`."""
    return [line.split(": ")[1].partition("@")[0] for line in listed.splitlines() if ": " in line]
