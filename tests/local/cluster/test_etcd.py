"""etcd's command line, whole."""

from local.cluster import etcd
from local.cluster.site import digest
from local.service import Readiness, Service
from tests.local.cluster.site_fixture import ENVIRONMENT, SITE


def test_service() -> None:
    """The client port opens for its own authority's certificates only; changes are cut early."""
    assert etcd.service(SITE) == Service(
        name="etcd",
        command=(
            "/s/cluster/programs/etcd",
            "--name=shipshape",
            "--data-dir=/s/cluster/etcd",
            "--listen-client-urls=https://127.0.0.1:12379",
            "--advertise-client-urls=https://127.0.0.1:12379",
            "--listen-peer-urls=https://127.0.0.1:12380",
            "--initial-advertise-peer-urls=https://127.0.0.1:12380",
            "--initial-cluster=shipshape=https://127.0.0.1:12380",
            "--listen-metrics-urls=http://127.0.0.1:12381",
            "--client-cert-auth",
            "--trusted-ca-file=/s/cluster/credentials/etcd-ca.crt",
            "--cert-file=/s/cluster/credentials/etcd.crt",
            "--key-file=/s/cluster/credentials/etcd.key",
            "--peer-client-cert-auth",
            "--peer-trusted-ca-file=/s/cluster/credentials/etcd-ca.crt",
            "--peer-cert-file=/s/cluster/credentials/etcd.crt",
            "--peer-key-file=/s/cluster/credentials/etcd.key",
            "--snapshot-count=5000",
            "--logger=zap",
            "--log-level=warn",
        ),
        readiness=Readiness(http="http://127.0.0.1:12381/health"),
        environment={**ENVIRONMENT, "SHIPSHAPE_INPUTS": digest("/b/etcd", "credentials-1")},
        ports=(12379, 12380, 12381),
    )
