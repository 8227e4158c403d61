"""The programs that the embedded cluster takes from Debian, and where they lie.

How to use it::

    binaries = packages.ensure(paths, report)
    command = (str(binaries["containerd"]), "--config", ...)
    environment = {"PATH": f"{binaries['path']}:{os.environ['PATH']}"}

`binaries` has one absolute path per name in COMMANDS (`containerd`,
`containerd-shim-runc-v2`, `ctr`, `runc`, `etcd`, `docker-registry`,
`conntrack`, `iptables`, `ip`, ...), plus two folders: `cni` (the CNI plugins:
`bin_dir` of containerd) and `path` (the fetched commands under their own
names; put it first on PATH of whatever calls `runc`, `iptables` or `conntrack`).

A command that the machine already has is used as it is. The others are
unpacked below `paths.cache/debian`; nothing is installed, no service starts.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from local import debian
from local.errors import CannotDo
from local.expose import expose
from local.locking import alone
from local.partial import appearing
from local.paths import Paths
from local.progress import Report

COMMANDS: Mapping[str, str] = {
    "containerd": "containerd",
    "containerd-shim-runc-v2": "containerd",
    "ctr": "containerd",
    "runc": "runc",
    "etcd": "etcd-server",
    "docker-registry": "docker-registry",
    "conntrack": "conntrack",
    "iptables": "iptables",
    "iptables-save": "iptables",
    "iptables-restore": "iptables",
    "ip6tables": "iptables",
    "ip6tables-save": "iptables",
    "ip6tables-restore": "iptables",
    "ip": "iproute2",
    "mount": "mount",
    "nsenter": "util-linux",
}
"""Command -> the Debian package that holds it."""

CNI_PACKAGE = "containernetworking-plugins"
CNI_PLUGINS = ("bridge", "host-local", "loopback", "portmap")
_SYSTEM_CNI = (Path("/usr/lib/cni"), Path("/opt/cni/bin"))

Which = Callable[[str], Path | None]


def on_system(command: str) -> Path | None:
    """The machine's own `command`; the administrator's folders count even if not on PATH."""
    search = f"{os.environ.get('PATH', '')}:/usr/local/sbin:/usr/sbin:/sbin"
    found = shutil.which(command, path=search)
    return None if found is None else Path(found)


def missing(which: Which = on_system, cni: Iterable[Path] = _SYSTEM_CNI) -> list[str]:
    """The Debian packages this machine lacks, sorted. Changes nothing."""
    wanted = {package for command, package in COMMANDS.items() if which(command) is None}
    return sorted(wanted | (set() if system_cni(cni) else {CNI_PACKAGE}))


def system_cni(folders: Iterable[Path] = _SYSTEM_CNI) -> Path | None:
    """The machine's own folder of CNI plugins, if it has the ones we use."""
    for folder in folders:
        if all((folder / plugin).exists() for plugin in CNI_PLUGINS):
            return folder
    return None


def ensure(paths: Paths, report: Report) -> dict[str, Path]:
    """Fetch what is missing and return the path of every command, `cni` and `path`.

    A second call fetches nothing. Raises CannotDo without root or apt, or when
    a package can't be had.
    """
    lacking = missing()
    store = paths.cache / "debian"
    target = store / key(lacking)
    if lacking and not target.exists():
        debian.require(lacking)
        with alone(store / "lock"), report.step("fetch Debian packages"):
            if not target.exists():
                _fetch(lacking, target)
    return locate(target)


def key(lacking: Iterable[str]) -> str:
    """The folder name for one set of packages."""
    return hashlib.sha256("\n".join(lacking).encode()).hexdigest()[:16]


def locate(target: Path, which: Which = on_system) -> dict[str, Path]:
    """Where every command lies: below `target` or the machine's own.

    Raises CannotDo for one that is in neither place.
    """
    found: dict[str, Path] = {}
    for command in COMMANDS:
        ours = target / "path" / command
        path = ours if ours.exists() else which(command)
        if path is None:
            raise CannotDo(f"{command}: neither on this machine nor below {target}.")
        found[command] = path
    found["path"] = target / "path"
    found["cni"] = system_cni() or target / "root/usr/lib/cni"
    return found


def _fetch(lacking: list[str], target: Path) -> None:
    commands = [command for command, package in COMMANDS.items() if package in lacking]
    with appearing(target) as partial:
        debian.unpack(debian.fetch(lacking, partial / "debs"), partial / "root")
        shutil.rmtree(partial / "debs")
        expose(commands, partial / "root", partial / "path", target / "root")
