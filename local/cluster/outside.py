"""The few files that the cluster's programs write where no setting reaches."""

from collections.abc import Iterable
from pathlib import Path

from local.cluster.layout import Layout
from local.cluster.network import NODE

_LOGS = Path("/var/log")
_CONTAINER_LOGS = _LOGS / "containers"
_NETWORK_RESULTS = Path("/var/lib/cni/results")
_DEVICE_PLUGINS = Path("/var/lib/kubelet/device-plugins")


def remove(layout: Layout, *, kubelet: bool) -> None:
    """Remove those that are ours, and their folders once empty; others' files stay.

    With `kubelet`, also the device plugins' socket, which could be another
    kubelet's if one runs here.
    """
    _remove(_CONTAINER_LOGS, links_into(_CONTAINER_LOGS, layout.pod_logs))
    _remove(_NETWORK_RESULTS, results(_NETWORK_RESULTS))
    if kubelet:
        names = ("kubelet.sock", "kubelet_internal_checkpoint")
        _remove(_DEVICE_PLUGINS, [_DEVICE_PLUGINS / name for name in names])


def results(folder: Path) -> list[Path]:
    """What the network library remembers of our pods: of our network, and of their loopback."""
    ours = sorted(folder.glob(f"{NODE}-*-eth0"))
    pods = [file.name.removeprefix(f"{NODE}-").removesuffix("-eth0") for file in ours]
    return [*ours, *(folder / f"cni-loopback-{pod}-lo" for pod in pods)]


def links_into(folder: Path, target: Path) -> list[Path]:
    """The links in a folder that point below `target`."""
    links = [entry for entry in folder.glob("*") if entry.is_symlink()]
    return [link for link in links if link.readlink().is_relative_to(target)]


def _remove(folder: Path, files: Iterable[Path]) -> None:
    for file in list(files):
        file.unlink(missing_ok=True)
    for empty in (folder, folder.parent):
        if empty != _LOGS and empty.exists() and not any(empty.iterdir()):
            empty.rmdir()
