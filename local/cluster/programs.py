"""The cluster's programs by name: links in one folder, so that `down` finds them, too."""

from collections.abc import Mapping
from pathlib import Path

from local.cluster.layout import Layout

PROGRAMS = (
    "kube-apiserver",
    "kube-controller-manager",
    "kube-scheduler",
    "kubelet",
    "kube-proxy",
    "kubectl",
    "coredns",
    "stop-pods",
)
"""What lives in the one Kubernetes binary, which goes by the name it is called by."""

COMMANDS = (
    "etcd",
    "containerd",
    "containerd-shim-runc-v2",
    "ctr",
    "runc",
    "ip",
    "iptables",
    "iptables-save",
    "iptables-restore",
    "ip6tables",
    "ip6tables-save",
    "ip6tables-restore",
    "conntrack",
    "mount",
    "nsenter",
)
"""What comes from the distribution."""


def program(layout: Layout, name: str) -> str:
    """The path by which a program is called."""
    return str(layout.programs / name)


def link(layout: Layout, binaries: Mapping[str, Path]) -> None:
    """Point every name at its binary; safe to run again, and while the programs run."""
    for name in PROGRAMS:
        point(layout.programs / name, binaries["kubernetes"])
    for name in COMMANDS:
        point(layout.programs / name, binaries[name])


def point(name: Path, target: Path) -> None:
    """Make `name` a link to `target` in one step."""
    name.parent.mkdir(parents=True, exist_ok=True)
    if name.is_symlink() and name.readlink() == target:
        return
    partial = name.with_name(f".{name.name}")
    partial.unlink(missing_ok=True)
    partial.symlink_to(target)
    partial.replace(name)
