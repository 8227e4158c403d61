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
    # A machine may be without the second family: then nothing of ours is in it.
    saved = {
        "ip6tables": attempt((program(layout, "ip6tables-save"),)).stdout,
        "iptables": run((program(layout, "iptables-save"),)),
    }
    for family, text in saved.items():
        if script := firewall.removal(text, kubernetes=kubernetes):
            run((program(layout, f"{family}-restore"), "--noflush", _WAIT), script)
