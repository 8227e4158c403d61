"""Taking the cluster down: nothing stays running, mounted or configured; data stays."""

from local import supervisor
from local.cluster import bridge, cgroups, leftovers, mounts, outside, rules, sysctl
from local.cluster.command import attempt
from local.cluster.layout import Layout
from local.cluster.programs import program
from local.paths import Paths
from local.progress import Report

_NODE = ("kubelet", "kube-proxy", "coredns")
_REST = ("kube-scheduler", "kube-controller-manager", "kube-apiserver", "etcd", "containerd")


def tear_down(paths: Paths, report: Report) -> None:
    """Stop the cluster and undo what it did to the machine; its data and images stay.

    First the kubelet, which would start pods again, then pods through
    containerd, then containerd. What a killed cluster left behind is found and
    removed as well. Nothing to do is fine.
    """
    layout = Layout(paths)
    if not layout.root.exists():
        return
    with report.step("stop the cluster"):
        supervisor.stop(paths, _NODE)
        _stop_pods(layout)
        supervisor.stop(paths, _REST)
        leftovers.end_shims(layout.containerd_socket)
        mounts.unmount([layout.root, layout.run])
        if not bridge.belongs_to_another(layout):
            _undo_changes(layout)


def _undo_changes(layout: Layout) -> None:
    """Put the machine back as it was: all that goes by a name that is the same for everybody."""
    alone = not leftovers.other_clusters()
    cgroups.remove()
    sysctl.restore(layout)
    outside.remove(layout, kubelet=alone)
    rules.remove(layout, kubernetes=alone)
    bridge.remove(layout)


def _stop_pods(layout: Layout) -> None:
    if layout.containerd_socket.exists():
        endpoint = f"--runtime=unix://{layout.containerd_socket}"
        # A failure is not the end: what is left is removed by force below.
        attempt((program(layout, "stop-pods"), endpoint))
