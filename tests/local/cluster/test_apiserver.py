"""The API server's command line, whole."""

from local.cluster import apiserver
from local.cluster.site import digest
from local.service import Readiness, Service
from tests.local.cluster.site_fixture import ENVIRONMENT, SITE


def test_service() -> None:
    """On the node address only, etcd by certificate, Node and RBAC."""
    assert apiserver.service(SITE) == Service(
        name="kube-apiserver",
        command=(
            "/s/cluster/programs/kube-apiserver",
            "--bind-address=10.88.0.1",
            "--advertise-address=10.88.0.1",
            "--secure-port=16443",
            "--tls-cert-file=/s/cluster/credentials/apiserver.crt",
            "--tls-private-key-file=/s/cluster/credentials/apiserver.key",
            "--client-ca-file=/s/cluster/credentials/ca.crt",
            "--authentication-config=/s/cluster/configuration/authentication.yaml",
            "--authorization-mode=Node,RBAC",
            "--enable-admission-plugins=NodeRestriction",
            "--allow-privileged=true",
            "--etcd-servers=https://127.0.0.1:12379",
            "--etcd-cafile=/s/cluster/credentials/etcd-ca.crt",
            "--etcd-certfile=/s/cluster/credentials/etcd-client.crt",
            "--etcd-keyfile=/s/cluster/credentials/etcd-client.key",
            "--kubelet-certificate-authority=/s/cluster/credentials/ca.crt",
            "--kubelet-client-certificate=/s/cluster/credentials/apiserver-kubelet.crt",
            "--kubelet-client-key=/s/cluster/credentials/apiserver-kubelet.key",
            "--kubelet-preferred-address-types=InternalIP",
            "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
            "--service-account-key-file=/s/cluster/credentials/service-accounts.key",
            "--service-account-signing-key-file=/s/cluster/credentials/service-accounts.key",
            "--requestheader-client-ca-file=/s/cluster/credentials/front-proxy-ca.crt",
            "--requestheader-allowed-names=front-proxy-client",
            "--requestheader-username-headers=X-Remote-User",
            "--requestheader-group-headers=X-Remote-Group",
            "--requestheader-extra-headers-prefix=X-Remote-Extra-",
            "--proxy-client-cert-file=/s/cluster/credentials/front-proxy.crt",
            "--proxy-client-key-file=/s/cluster/credentials/front-proxy.key",
            "--service-cluster-ip-range=10.96.0.0/16",
            "--service-node-port-range=30000-32767",
            "--max-requests-inflight=150",
            "--max-mutating-requests-inflight=75",
            "--profiling=false",
            "--feature-gates=SizeBasedListCostEstimate=false",
        ),
        readiness=Readiness(http="https://10.88.0.1:16443/readyz"),
        environment={
            **ENVIRONMENT,
            "SHIPSHAPE_INPUTS": digest("/b/kubernetes", "credentials-1", apiserver.AUTHENTICATION),
            "GOGC": "60",
        },
        after=("etcd",),
        ports=(16443,),
        start_seconds=120,
    )
