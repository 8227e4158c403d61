"""Where the embedded platform keeps its things; one answer for every module."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Paths:
    """The three roots of the embedded platform and what lies under them.

    `cache` holds what can be rebuilt (compiled binaries), `state` what must
    survive a restart (cluster data, stacks, logs), `run` sockets and pid files.
    """

    cache: Path
    state: Path
    run: Path

    @property
    def variables(self) -> dict[str, str]:
        """What makes another process have the same roots."""
        return {
            "SHIPSHAPE_CACHE": str(self.cache),
            "SHIPSHAPE_STATE": str(self.state),
            "SHIPSHAPE_RUN": str(self.run),
        }

    @property
    def binaries(self) -> Path:
        """Compiled tools, one folder per tool and key."""
        return self.cache / "bin"

    @property
    def tools(self) -> Path:
        """The folder that goes on PATH: links to the binaries and our own executables."""
        return self.state / "bin"

    @property
    def logs(self) -> Path:
        """One log file per supervised service, plus one per toolchain build."""
        return self.state / "logs"

    @property
    def kubeconfig(self) -> Path:
        """The cluster administrator's kubeconfig, mode 0600."""
        return self.state / "kubeconfig"

    @property
    def pulumi_home(self) -> Path:
        """PULUMI_HOME: plugins and credentials of the embedded engine."""
        return self.state / "pulumi-home"

    @property
    def stacks(self) -> Path:
        """The file backend: state of every stack that lives on this platform."""
        return self.state / "stacks"

    @property
    def passphrase(self) -> Path:
        """The file with the secrets passphrase of this machine's stacks, mode 0600."""
        return self.state / "passphrase"

    @property
    def buildx(self) -> Path:
        """BUILDX_CONFIG: names the embedded builder."""
        return self.state / "buildx"


def default_paths() -> Paths:
    """Read the roots from SHIPSHAPE_CACHE, SHIPSHAPE_STATE and SHIPSHAPE_RUN, or use the defaults.

    Root gets the system's own places: the cluster is the machine's, and a
    socket's path may not exceed 107 bytes. Anyone else gets the user's places,
    which is enough for an embedded engine.
    """
    home = Path.home()
    cache = _variable("XDG_CACHE_HOME", home / ".cache") / "shipshape"
    if os.geteuid() == 0:
        state, run = Path("/var/lib/shipshape"), Path("/run/shipshape")
    else:
        state = _variable("XDG_STATE_HOME", home / ".local/state") / "shipshape"
        run = _variable("XDG_RUNTIME_DIR", state) / "shipshape"
    return Paths(
        cache=_variable("SHIPSHAPE_CACHE", cache),
        state=_variable("SHIPSHAPE_STATE", state),
        run=_variable("SHIPSHAPE_RUN", run),
    )


def _variable(name: str, default: Path) -> Path:
    return Path(os.environ.get(name) or default)
