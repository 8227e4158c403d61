"""Processes that a killed cluster left behind, and other people's that look alike."""

import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

from local.supervisor import process

_SHIM = "containerd-shim"
_SHIM_GRACE_SECONDS = 5.0
_CLUSTERS = frozenset({"kube-proxy", "kubelet", "k3s", "rke2", "k0s", "microk8s"})


def end_shims(socket: Path) -> None:
    """End the shims of our containerd, and with them their containers; others' stay."""
    for pid, arguments in _processes():
        if is_shim(arguments, socket) and (shim := process.identify(pid)) is not None:
            for child in _children(pid):
                process.send(child, signal.SIGKILL)
            process.send(shim, signal.SIGKILL)
            process.gone_within(shim, _SHIM_GRACE_SECONDS)


def is_shim(arguments: Sequence[str], socket: Path) -> bool:
    """Whether a command line is that of a shim of the containerd at `socket`."""
    named = bool(arguments) and Path(arguments[0]).name.startswith(_SHIM)
    return named and str(socket) in arguments


def other_clusters() -> bool:
    """Whether some other cluster's node runs on this machine; ours must have been stopped."""
    return any(
        arguments and Path(arguments[0]).name in _CLUSTERS and _shares_network(pid)
        for pid, arguments in _processes()
    )


def _shares_network(pid: int) -> bool:
    try:
        theirs = Path(f"/proc/{pid}/ns/net").readlink()
    except OSError:
        return False
    return theirs == Path("/proc/self/ns/net").readlink()


def _children(pid: int) -> Iterator[process.Identity]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return
    for child in listed:
        if (identity := process.identify(int(child))) is not None:
            yield identity


def _processes() -> Iterator[tuple[int, list[str]]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                text = (entry / "cmdline").read_text("utf-8", errors="replace")
            except OSError:
                continue
            yield int(entry.name), text.split("\0")[:-1]
