"""kube-proxy: Services by iptables; node ports answer on this machine only."""

from local.cluster import ports
from local.cluster.network import LOCALHOST, NODE, NODE_ADDRESS, PODS
from local.cluster.programs import program
from local.cluster.site import Site
from local.service import Readiness, Service


def service(site: Site) -> Service:
    """The command line of kube-proxy."""
    return Service(
        name="kube-proxy",
        command=(
            program(site.layout, "kube-proxy"),
            f"--config={site.layout.configuration / 'kube-proxy.yaml'}",
        ),
        readiness=Readiness(http=f"http://{LOCALHOST}:{ports.PROXY_HEALTH}/healthz"),
        environment=site.environment("kubernetes", configuration(site), GOGC="60"),
        after=("kube-apiserver", "kubelet"),
        ports=(ports.PROXY_HEALTH, ports.PROXY_METRICS),
    )


def configuration(site: Site) -> str:
    """The configuration file of kube-proxy.

    iptables rather than nftables: only it can answer node ports on 127.0.0.1.
    Zero leaves the machine's connection tracking as it is.
    """
    return f"""\
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clientConnection:
  kubeconfig: {site.layout.kubeconfig("kube-proxy")}
hostnameOverride: {NODE}
bindAddress: {NODE_ADDRESS}
healthzBindAddress: {LOCALHOST}:{ports.PROXY_HEALTH}
metricsBindAddress: {LOCALHOST}:{ports.PROXY_METRICS}
mode: iptables
clusterCIDR: {PODS}
detectLocalMode: ClusterCIDR
nodePortAddresses:
  - 127.0.0.0/8
  - {NODE_ADDRESS}/32
iptables:
  localhostNodePorts: true
  minSyncPeriod: 100ms
conntrack:
  maxPerCore: 0
  min: 0
  tcpEstablishedTimeout: 0s
  tcpCloseWaitTimeout: 0s
"""
