"""Reading and writing the machine's firewall rules."""

from local.cluster import firewall
from local.cluster.command import attempt, run
from local.cluster.layout import Layout
from local.cluster.programs import program

_WAIT = "--wait=10"
"""Seconds to wait for others who change rules at the same time."""


def install(layout: Layout) -> None:
    """Have our chains. Raises CannotDo."""
    saved = run((program(layout, "iptables-save"),))
    restore = (program(layout, "iptables-restore"), "--noflush", _WAIT)
    run(restore, firewall.installation(saved))


def remove(layout: Layout, *, kubernetes: bool) -> None:
    """Take our chains away, in both families; none is fine. Raises CannotDo."""
    for family in ("iptables", "ip6tables"):
        saved = attempt((program(layout, f"{family}-save"),)).stdout
        if script := firewall.removal(saved, kubernetes=kubernetes):
            run((program(layout, f"{family}-restore"), "--noflush", _WAIT), script)
