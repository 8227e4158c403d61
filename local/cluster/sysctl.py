"""Kernel settings: those the cluster needs, and putting all back as they were."""

import json
from collections.abc import Mapping
from pathlib import Path

from local.cluster.command import attempt
from local.cluster.layout import Layout
from local.errors import CannotDo
from local.files import write

NEEDED = {
    "net/ipv4/ip_forward": "1",
    # Pods on one bridge reach each other's Services only if the bridge's frames pass iptables.
    "net/bridge/bridge-nf-call-iptables": "1",
}

TOUCHED = (
    *NEEDED,
    # kube-proxy, for node ports on 127.0.0.1
    "net/ipv4/conf/all/route_localnet",
    "net/netfilter/nf_conntrack_max",
    # the kubelet
    "vm/overcommit_memory",
    "vm/panic_on_oom",
    "kernel/panic",
    "kernel/panic_on_oops",
    "kernel/keys/root_maxkeys",
    "kernel/keys/root_maxbytes",
)
"""What the cluster's programs change; source: the settings seen before and after."""


def ensure(layout: Layout) -> None:
    """Set what is needed, after remembering what was there. Raises CannotDo."""
    if not _value("net/bridge/bridge-nf-call-iptables"):
        attempt(("modprobe", "br_netfilter"))
    if not _memory(layout).exists():
        before = {name: value for name in TOUCHED if (value := _value(name))}
        write(_memory(layout), json.dumps(before, indent=1))
    _apply(NEEDED)


def restore(layout: Layout) -> None:
    """Put back what was there before the first `ensure`."""
    if _memory(layout).exists():
        _apply(json.loads(_memory(layout).read_text("utf-8")))
        _memory(layout).unlink()


def _apply(settings: Mapping[str, str]) -> None:
    for name, value in settings.items():
        if _value(name) == value:
            continue
        try:
            (Path("/proc/sys") / name).write_text(value, "ascii")
        except OSError as error:
            raise CannotDo(
                f"kernel setting {name.replace('/', '.')}={value} can't be set: {error.strerror}."
            ) from error


def _value(name: str) -> str:
    try:
        return (Path("/proc/sys") / name).read_text("ascii").strip()
    except OSError:
        return ""


def _memory(layout: Layout) -> Path:
    # With the run folder it goes at a reboot, as the settings do.
    return layout.run / "sysctl.json"
