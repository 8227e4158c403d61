"""The kinds that a look at a cluster asks for."""

from .asking import Kind

PODS = Kind("v1", "Pod", "pods")
EVENTS = Kind("v1", "Event", "events")
REPLICA_SETS = Kind("apps/v1", "ReplicaSet", "replicasets")
DEPLOYMENTS = Kind("apps/v1", "Deployment", "deployments")
STATEFUL_SETS = Kind("apps/v1", "StatefulSet", "statefulsets")
DAEMON_SETS = Kind("apps/v1", "DaemonSet", "daemonsets")
JOBS = Kind("batch/v1", "Job", "jobs")
CLAIMS = Kind("v1", "PersistentVolumeClaim", "persistentvolumeclaims")
SERVICES = Kind("v1", "Service", "services")
SLICES = Kind("discovery.k8s.io/v1", "EndpointSlice", "endpointslices")
NODES = Kind("v1", "Node", "nodes", namespaced=False)
SECRETS = Kind("v1", "Secret", "secrets", names_only=True)
CONFIG_MAPS = Kind("v1", "ConfigMap", "configmaps", names_only=True)
ACCOUNTS = Kind("v1", "ServiceAccount", "serviceaccounts", names_only=True)

WORKLOADS = (DEPLOYMENTS, REPLICA_SETS, STATEFUL_SETS, DAEMON_SETS, JOBS)
FIRST = (PODS, *WORKLOADS)
"""What must be known before it is clear whose logs to read."""
REST = (EVENTS, NODES, SERVICES, SLICES, CLAIMS, SECRETS, CONFIG_MAPS, ACCOUNTS)
