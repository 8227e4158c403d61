"""Every TCP port of the cluster, in one table.

None is a Kubernetes default, so that another cluster on the same machine keeps
its own; only DNS can't be moved, and it listens on the cluster's own address.
"""

APISERVER = 16443
"""On the node address; the host's 127.0.0.1 is translated to it."""
ETCD_CLIENT = 12379
ETCD_PEER = 12380
ETCD_HEALTH = 12381
KUBELET = 11250
"""On the node address: logs, exec and port-forward come through here."""
KUBELET_HEALTH = 11248
PROXY_METRICS = 11249
PROXY_HEALTH = 11256
CONTROLLERS = 11257
SCHEDULER = 11259
DNS = 53
"""On the node address, TCP and UDP."""
