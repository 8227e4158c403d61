"""Where the cluster keeps its files, below the platform's state and run folders."""

from dataclasses import dataclass
from pathlib import Path

from local.paths import Paths


@dataclass(frozen=True)
class Layout:
    """The cluster's folders and files."""

    paths: Paths

    @property
    def root(self) -> Path:
        """All state of the cluster; mode 0700."""
        return self.paths.state / "cluster"

    @property
    def run(self) -> Path:
        """Sockets and everything that ends with the machine's uptime."""
        return self.paths.run / "cluster"

    @property
    def credentials(self) -> Path:
        """Keys and certificates."""
        return self.root / "credentials"

    @property
    def configuration(self) -> Path:
        """Generated configuration files."""
        return self.root / "configuration"

    @property
    def programs(self) -> Path:
        """Links by which the one Kubernetes binary is called."""
        return self.root / "programs"

    @property
    def kubelet(self) -> Path:
        """The kubelet's root directory: volumes of pods."""
        return self.root / "kubelet"

    @property
    def pod_logs(self) -> Path:
        """The logs of containers."""
        return self.root / "pod-logs"

    @property
    def containerd(self) -> Path:
        """Images and snapshots."""
        return self.root / "containerd"

    @property
    def containerd_run(self) -> Path:
        """Containerd's running containers and network namespaces."""
        return self.run / "containerd"

    @property
    def containerd_socket(self) -> Path:
        """Containerd's own socket; other people's is elsewhere."""
        return self.containerd_run / "containerd.sock"

    @property
    def leases(self) -> Path:
        """Which pod has which address."""
        return self.run / "addresses"

    def kubeconfig(self, name: str) -> Path:
        """The kubeconfig of one of the cluster's programs."""
        return self.configuration / f"{name}.kubeconfig"

    def certificate(self, name: str) -> Path:
        """A certificate in PEM."""
        return self.credentials / f"{name}.crt"

    def key(self, name: str) -> Path:
        """A private key in PEM, mode 0600."""
        return self.credentials / f"{name}.key"
