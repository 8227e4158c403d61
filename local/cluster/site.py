"""All that the builders of command lines need to know about this machine and cluster."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local.cluster.layout import Layout

_SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True)
class Site:
    """One cluster on one machine.

    `binaries` has the file of every program by name and `cni`, the folder of
    network plugins; `pause` is the sandbox image's reference, `credentials` a
    digest of all certificates, `nameservers` the machine's own, `no_proxy` what
    is reached directly.
    """

    layout: Layout
    binaries: Mapping[str, Path]
    pause: str
    credentials: str
    nameservers: tuple[str, ...]
    no_proxy: str

    def environment(self, binary: str, *configuration: str, **more: str) -> dict[str, str]:
        """The environment of a service that runs `binary`.

        SHIPSHAPE_INPUTS names its binary, configuration and certificates: when
        one of them changes, the supervisor restarts this service and no other.
        """
        inputs = [str(self.binaries[binary]), self.credentials, *configuration]
        return {
            "PATH": f"{self.layout.programs}:{_SYSTEM_PATH}",
            "NO_PROXY": self.no_proxy,
            "no_proxy": self.no_proxy,
            "SHIPSHAPE_INPUTS": digest(*inputs),
            **more,
        }


def digest(*texts: str) -> str:
    """A short name for some texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
