"""The kubelet: pods below a cgroup of our own, everything it writes below our state folder."""

from local.cluster import ports
from local.cluster.cgroups import CGROUP
from local.cluster.network import DOMAIN, LOCALHOST, NODE, NODE_ADDRESS
from local.cluster.programs import program
from local.cluster.site import Site
from local.service import Readiness, Service

RESOLVER = f"nameserver {NODE_ADDRESS}\n"
"""What pods with dnsPolicy Default get: a machine's own may point at its loopback."""


def service(site: Site) -> Service:
    """The command line of the kubelet."""
    layout = site.layout
    return Service(
        name="kubelet",
        command=(
            program(layout, "kubelet"),
            f"--config={layout.configuration / 'kubelet.yaml'}",
            f"--kubeconfig={layout.kubeconfig('kubelet')}",
            f"--hostname-override={NODE}",
            f"--node-ip={NODE_ADDRESS}",
            f"--root-dir={layout.kubelet}",
            f"--cert-dir={layout.kubelet / 'pki'}",
        ),
        readiness=Readiness(http=f"http://{LOCALHOST}:{ports.KUBELET_HEALTH}/healthz"),
        environment=site.environment("kubernetes", configuration(site), GOGC="60"),
        after=("kube-apiserver", "containerd"),
        ports=(ports.KUBELET, ports.KUBELET_HEALTH),
    )


def configuration(site: Site) -> str:
    """The kubelet's configuration file.

    Eviction keeps 1 GiB of disk and 200 MiB of memory free: percentages, as the
    defaults have them, would evict everything on a laptop's well-filled disk.
    """
    layout = site.layout
    return f"""\
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: {NODE_ADDRESS}
port: {ports.KUBELET}
readOnlyPort: 0
healthzBindAddress: {LOCALHOST}
healthzPort: {ports.KUBELET_HEALTH}
tlsCertFile: {layout.certificate("kubelet-serving")}
tlsPrivateKeyFile: {layout.key("kubelet-serving")}
authentication:
  anonymous:
    enabled: false
  webhook:
    enabled: true
  x509:
    clientCAFile: {layout.certificate("ca")}
authorization:
  mode: Webhook
containerRuntimeEndpoint: unix://{layout.containerd_socket}
cgroupDriver: cgroupfs
cgroupRoot: {CGROUP}
failCgroupV1: false
failSwapOn: false
clusterDNS:
  - {NODE_ADDRESS}
clusterDomain: {DOMAIN}
resolvConf: {layout.configuration / "resolv.conf"}
podLogsDir: {layout.pod_logs}
volumePluginDir: {layout.kubelet / "volume-plugins"}
containerLogMaxSize: 10Mi
containerLogMaxFiles: 3
evictionHard:
  memory.available: 200Mi
  nodefs.available: 1Gi
  nodefs.inodesFree: 1%
  imagefs.available: 1Gi
imageGCHighThresholdPercent: 95
imageGCLowThresholdPercent: 90
imageMaximumGCAge: 168h0m0s
maxPods: 110
serializeImagePulls: false
maxParallelImagePulls: 3
enableProfilingHandler: false
enableSystemLogHandler: false
"""
