"""The cluster's own chains: outward translation, the API on 127.0.0.1, forwarding.

Pure: from what `iptables-save` printed to a script for `iptables-restore`.
"""

import re
from collections.abc import Callable

from local.cluster import ports
from local.cluster.network import BRIDGE, LOCALHOST, NODE, NODE_ADDRESS, PODS

_PREFIX = "SHIPSHAPE-"
_KUBERNETES = "KUBE-"
_PORT_MAPPINGS = "CNI-"

_PORT = ports.APISERVER
_TO_API = f"-j DNAT --to-destination {NODE_ADDRESS}:{_PORT}"

_RULES = {
    "nat": {
        "POSTROUTING": [f"-s {PODS} ! -d {PODS} -j MASQUERADE"],
        "OUTPUT": [f"-d {LOCALHOST}/32 -p tcp -m tcp --dport {_PORT} {_TO_API}"],
    },
    "filter": {
        "FORWARD": [
            f"-i {BRIDGE} -j ACCEPT",
            f"-o {BRIDGE} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
        ],
        # A firewall that drops what comes in would cut pods off from DNS and the API.
        "INPUT": [f"-i {BRIDGE} -d {NODE_ADDRESS}/32 -j ACCEPT"],
    },
}
"""Table -> built-in chain -> what our chain, which it jumps to first, holds."""

_NETWORK_NAME = re.compile(r'name: \\"([^\\]*)\\"')


def installation(saved: str) -> str:
    """The script that has our chains and a jump to each, given the present rules.

    Our chains are emptied and filled in one step; a jump is only added once.
    """
    lines = []
    for table, chains in _RULES.items():
        lines.append(f"*{table}")
        lines += [f":{_PREFIX}{chain} - [0:0]" for chain in chains]
        for chain, rules in chains.items():
            lines += [f"-A {_PREFIX}{chain} {rule}" for rule in rules]
            if f"-A {chain} -j {_PREFIX}{chain}" not in _table(saved, table):
                lines.append(f"-I {chain} 1 -j {_PREFIX}{chain}")
        lines.append("COMMIT")
    return "\n".join(lines) + "\n"


def removal(saved: str, *, kubernetes: bool) -> str:
    """The script that takes our chains away; empty if there are none.

    With `kubernetes`, also those of kube-proxy and the kubelet, which can only
    be ours if no other cluster runs on this machine's own network. Port mappings
    of pods go unless another network has some.
    """
    script: list[str] = []
    shared = any(name != NODE for name in _NETWORK_NAME.findall(saved))

    def ours(chain: str) -> bool:
        return (
            chain.startswith(_PREFIX)
            or (kubernetes and chain.startswith(_KUBERNETES))
            or (not shared and chain.startswith(_PORT_MAPPINGS))
        )

    for table in re.findall(r"^\*(\S+)$", saved, re.MULTILINE):
        if lines := _removal(_table(saved, table), ours):
            script += [f"*{table}", *lines, "COMMIT"]
    return "\n".join(script) + "\n" if script else ""


def _removal(rows: list[str], ours: Callable[[str], bool]) -> list[str]:
    chains = [row[1:].split()[0] for row in rows if row.startswith(":")]
    going = [chain for chain in chains if ours(chain)]
    jumps = [
        f"-D{row[2:]}"
        for row in rows
        if row.startswith("-A ") and not ours(row.split()[1]) and ours(_target(row))
    ]
    return [*jumps, *(f"-F {chain}" for chain in going), *(f"-X {chain}" for chain in going)]


def _target(rule: str) -> str:
    found = re.search(r"(?:-j|-g) (\S+)", rule)
    return found.group(1) if found else ""


def _table(saved: str, table: str) -> list[str]:
    """The rows of one table."""
    _, _, rest = saved.partition(f"*{table}\n")
    return rest.partition("COMMIT")[0].splitlines()
