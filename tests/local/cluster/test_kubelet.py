"""The kubelet's command line and configuration, whole."""

from local.cluster import kubelet
from local.cluster.site import digest
from local.service import Readiness, Service
from tests.local.cluster.site_fixture import ENVIRONMENT, SITE


def test_service() -> None:
    """Everything it writes lies below the state folder."""
    assert kubelet.service(SITE) == Service(
        name="kubelet",
        command=(
            "/s/cluster/programs/kubelet",
            "--config=/s/cluster/configuration/kubelet.yaml",
            "--kubeconfig=/s/cluster/configuration/kubelet.kubeconfig",
            "--hostname-override=shipshape",
            "--node-ip=10.88.0.1",
            "--root-dir=/s/cluster/kubelet",
            "--cert-dir=/s/cluster/kubelet/pki",
        ),
        readiness=Readiness(http="http://127.0.0.1:11248/healthz"),
        environment={
            **ENVIRONMENT,
            "SHIPSHAPE_INPUTS": digest(
                "/b/kubernetes", "credentials-1", kubelet.configuration(SITE)
            ),
            "GOGC": "60",
        },
        after=("kube-apiserver", "containerd"),
        ports=(11250, 11248),
    )


def test_configuration() -> None:
    """The whole file."""
    assert (
        kubelet.configuration(SITE)
        == """\
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: 10.88.0.1
port: 11250
readOnlyPort: 0
healthzBindAddress: 127.0.0.1
healthzPort: 11248
tlsCertFile: /s/cluster/credentials/kubelet-serving.crt
tlsPrivateKeyFile: /s/cluster/credentials/kubelet-serving.key
authentication:
  anonymous:
    enabled: false
  webhook:
    enabled: true
  x509:
    clientCAFile: /s/cluster/credentials/ca.crt
authorization:
  mode: Webhook
containerRuntimeEndpoint: unix:///r/cluster/containerd/containerd.sock
cgroupDriver: cgroupfs
cgroupRoot: /shipshape
failCgroupV1: false
failSwapOn: false
clusterDNS:
  - 10.88.0.1
clusterDomain: cluster.local
resolvConf: /s/cluster/configuration/resolv.conf
podLogsDir: /s/cluster/pod-logs
volumePluginDir: /s/cluster/kubelet/volume-plugins
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
    )
