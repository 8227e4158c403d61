"""The container of one execution environment, as the OCI runtime wants it described. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from local.cluster.cgroups import CGROUP

USER, GROUP = 993, 990
"""Who Lambda runs functions as, whatever the image's USER says: a file that only the image's
own user can read is one that Lambda can't."""

INIT = "/dev/.init"
_DESCRIPTORS = 1024
_PROCESSES = 1024
"""Lambda's quotas on open files and on processes and threads together."""
_MIB = 2**20


@dataclass(frozen=True)
class Place:
    """What the container is made of on this machine.

    `rootfs` is the image, mounted; `scratch` the folder that becomes /tmp;
    `init` the static program that is process 1; `resolv` and `hosts` the files
    that become those of /etc; `network` the network namespace's file.
    """

    rootfs: Path
    scratch: Path
    init: Path
    resolv: Path
    hosts: Path
    network: Path


def cgroup(identity: str) -> str:
    """The cgroup of one environment, below the platform's own."""
    return f"{CGROUP}/function-{identity}"


def container(identity: str, place: Place, memory_mib: int) -> dict[str, object]:
    """The runtime's config.json: read-only but for /tmp, no capability, bounded memory."""
    return {
        "ociVersion": "1.0.2",
        "hostname": "lambda",
        "process": process([INIT], {}, "/"),
        "root": {"path": str(place.rootfs), "readonly": True},
        "mounts": _mounts(place),
        "linux": {
            "cgroupsPath": cgroup(identity),
            "namespaces": [
                {"type": "pid"},
                {"type": "mount"},
                {"type": "ipc"},
                {"type": "uts"},
                {"type": "network", "path": str(place.network)},
            ],
            "resources": {
                "devices": [{"allow": False, "access": "rwm"}],
                "memory": {"limit": memory_mib * _MIB, "swap": memory_mib * _MIB},
                "pids": {"limit": _PROCESSES},
            },
            "maskedPaths": ["/proc/kcore", "/proc/keys", "/proc/timer_list", "/sys/firmware"],
            "readonlyPaths": ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys"],
        },
    }


def process(words: Sequence[str], environment: Mapping[str, str], folder: str) -> dict[str, object]:
    """One process: Lambda's user, no capabilities, none to be gained."""
    return {
        "terminal": False,
        "user": {"uid": USER, "gid": GROUP},
        "args": list(words),
        "env": [f"{name}={value}" for name, value in environment.items()],
        "cwd": folder,
        "noNewPrivileges": True,
        "rlimits": [{"type": "RLIMIT_NOFILE", "hard": _DESCRIPTORS, "soft": _DESCRIPTORS}],
    }


def _mounts(place: Place) -> list[dict[str, object]]:
    safe = ["nosuid", "noexec", "nodev"]
    return [
        _mount("/proc", "proc", "proc", safe),
        # No /dev/shm: Lambda has none either, and what needs it should fail here already.
        _mount("/dev", "tmpfs", "tmpfs", ["nosuid", "strictatime", "mode=755", "size=64k"]),
        _mount("/sys", "sysfs", "sysfs", [*safe, "ro"]),
        _mount("/sys/fs/cgroup", "cgroup", "cgroup", [*safe, "relatime", "ro"]),
        _mount("/tmp", "bind", str(place.scratch), ["bind", "nosuid", "nodev"]),  # noqa: S108
        _mount("/etc/resolv.conf", "bind", str(place.resolv), ["bind", "ro"]),
        _mount("/etc/hosts", "bind", str(place.hosts), ["bind", "ro"]),
        _mount(INIT, "bind", str(place.init), ["bind", "ro"]),
    ]


def _mount(target: str, kind: str, source: str, options: list[str]) -> dict[str, object]:
    return {"destination": target, "type": kind, "source": source, "options": options}
