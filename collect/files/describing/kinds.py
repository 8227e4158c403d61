"""Of which kind a described object is: nobody writes it, its keys give it away."""

from collections.abc import Iterable

_TELLING = (
    ("Node", ({"Allocatable", "Non-terminated Pods", "System Info", "PodCIDR", "Roles"},)),
    ("Job", ({"Parallelism"}, {"Completions"}, {"Completion Mode"})),
    ("CronJob", ({"Schedule", "Concurrency Policy"},)),
    ("DaemonSet", ({"Desired Number of Nodes Scheduled"},)),
    ("Deployment", ({"StrategyType", "NewReplicaSet", "OldReplicaSets", "NewReplicaSets"},)),
    ("StatefulSet", ({"Update Strategy", "Volume Claims"},)),
    ("ReplicaSet", ({"Replicas"},)),
    ("PersistentVolumeClaim", ({"Access Modes", "StorageClass", "VolumeMode"},)),
    ("Service", ({"TargetPort", "Endpoints", "Session Affinity", "IP Family Policy"},)),
    ("HorizontalPodAutoscaler", ({"Min replicas", "Deployment pods"},)),
    ("Ingress", ({"Ingress Class", "Default backend"},)),
    ("PersistentVolume", ({"Reclaim Policy"},)),
    ("Pod", ({"Containers", "Init Containers", "QoS Class", "Node", "IPs", "Start Time"},)),
)
_NOT = {"PersistentVolumeClaim": {"Claim", "Reclaim Policy"}, "Service": {"Rules"}}


def kind(keys: Iterable[str]) -> str:
    """The kind by the keys of the top level; empty where none of ours fits."""
    found = set(keys)
    if "Data" in found and not found & {"Containers", "Spec"}:
        return "Secret" if "Type" in found else "ConfigMap"
    for name, telling in _TELLING:
        if any(words & found for words in telling) and not _NOT.get(name, set()) & found:
            return name
    # A fragment may be all that somebody copied.
    return "Pod" if {"Status", "Reason"} <= found or found == {"Conditions"} else ""
