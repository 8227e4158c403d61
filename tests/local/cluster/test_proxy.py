"""kube-proxy's command line and configuration, whole."""

from local.cluster import proxy
from local.cluster.site import digest
from local.service import Readiness, Service
from tests.local.cluster.site_fixture import ENVIRONMENT, SITE


def test_service() -> None:
    """All in its file."""
    assert proxy.service(SITE) == Service(
        name="kube-proxy",
        command=(
            "/s/cluster/programs/kube-proxy",
            "--config=/s/cluster/configuration/kube-proxy.yaml",
        ),
        readiness=Readiness(http="http://127.0.0.1:11256/healthz"),
        environment={
            **ENVIRONMENT,
            "SHIPSHAPE_INPUTS": digest("/b/kubernetes", "credentials-1", proxy.configuration(SITE)),
            "GOGC": "60",
        },
        after=("kube-apiserver", "kubelet"),
        ports=(11256, 11249),
    )


def test_configuration() -> None:
    """The whole file."""
    assert (
        proxy.configuration(SITE)
        == """\
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clientConnection:
  kubeconfig: /s/cluster/configuration/kube-proxy.kubeconfig
hostnameOverride: shipshape
bindAddress: 10.88.0.1
healthzBindAddress: 127.0.0.1:11256
metricsBindAddress: 127.0.0.1:11249
mode: iptables
clusterCIDR: 10.88.0.0/16
detectLocalMode: ClusterCIDR
nodePortAddresses:
  - 127.0.0.0/8
  - 10.88.0.1/32
iptables:
  localhostNodePorts: true
  minSyncPeriod: 100ms
conntrack:
  maxPerCore: 0
  min: 0
  tcpEstablishedTimeout: 0s
  tcpCloseWaitTimeout: 0s
"""
    )
