"""A single-node Kubernetes cluster from the machine's own processes.

`bring_up(paths, binaries, images, report)` ends with a Ready node and the
administrator's kubeconfig at `paths.kubeconfig`; `tear_down(paths, report)`
leaves nothing running or mounted; `services(paths, binaries, images)` is what
the supervisor runs.
"""

from local.cluster.assembly import services
from local.cluster.down import tear_down
from local.cluster.up import bring_up

__all__ = ["bring_up", "services", "tear_down"]
