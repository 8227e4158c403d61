"""Unpacked programs made callable: one folder with every command under its own name."""

import os
import platform
import subprocess
from collections.abc import Iterable
from pathlib import Path

from local.errors import CannotDo

_FOLDERS = ("usr/bin", "usr/sbin", "bin", "sbin")
_BACKENDS = ("nft", "legacy")
_PROBE_SECONDS = 10


def expose(commands: Iterable[str], root: Path, folder: Path, final: Path) -> None:
    """Fill `folder` with a link or wrapper for each command found below `root`.

    `final` is where `root` will lie once its parent has its final name. Raises
    CannotDo for a command that the packages don't hold.
    """
    folder.mkdir(parents=True)
    backend = _backend(root)
    for command in commands:
        program = find(command, root, backend)
        target = final / program.relative_to(root)
        if _lacks_libraries(program):
            (folder / command).write_text(wrapper(target, libraries(final)), "utf-8")
            (folder / command).chmod(0o755)
        else:
            (folder / command).symlink_to(target)


def libraries(root: Path) -> Path:
    """The folder of shared libraries below `root` for this machine's processor."""
    return root / f"usr/lib/{platform.machine()}-linux-gnu"


def wrapper(program: Path, libs: Path) -> str:
    """A shell script that runs `program` with the unpacked libraries."""
    return (
        "#!/bin/sh\n"
        f'export LD_LIBRARY_PATH="{libs}${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}"\n'
        f'export XTABLES_LIBDIR="{libs}/xtables"\n'
        f'exec "{program}" "$@"\n'
    )


def variant(command: str, backend: str) -> str:
    """The name of an iptables command for a backend: `ip6tables-save` -> `ip6tables-nft-save`."""
    name, dash, rest = command.partition("-")
    return f"{name}-{backend}{dash}{rest}"


def find(command: str, root: Path, backend: str) -> Path:
    """The file below `root` that is `command`. Raises CannotDo if there is none.

    Debian names the iptables commands when it installs the package; unpacked,
    they only have their backend's name.
    """
    for name in (command, variant(command, backend)):
        for folder in _FOLDERS:
            if (root / folder / name).exists():
                return root / folder / name
    raise CannotDo(f"{command}: the Debian package that should hold it doesn't.")


def _backend(root: Path) -> str:
    """`nft` where the kernel has it, else `legacy`."""
    environment = {
        **os.environ,
        "LD_LIBRARY_PATH": str(libraries(root)),
        "XTABLES_LIBDIR": str(libraries(root) / "xtables"),
    }
    program = root / "usr/sbin/iptables-nft"
    if not program.exists():
        return _BACKENDS[0]
    answer = subprocess.run(
        [str(program), "--table", "nat", "--list-rules"],
        env=environment,
        capture_output=True,
        timeout=_PROBE_SECONDS,
        check=False,
    )
    return _BACKENDS[0] if answer.returncode == 0 else _BACKENDS[1]


def _lacks_libraries(program: Path) -> bool:
    """Whether the machine's loader misses a library. A static program misses none."""
    answer = subprocess.run(["ldd", str(program)], capture_output=True, text=True, check=False)
    return "not found" in answer.stdout
