"""etcd: one member on loopback that only the API server's certificate opens."""

from local.cluster import ports
from local.cluster.network import LOCALHOST, NODE
from local.cluster.programs import program
from local.cluster.site import Site
from local.service import Readiness, Service

_CLIENT_URL = f"https://{LOCALHOST}:{ports.ETCD_CLIENT}"
_PEER_URL = f"https://{LOCALHOST}:{ports.ETCD_PEER}"
_HEALTH_URL = f"http://{LOCALHOST}:{ports.ETCD_HEALTH}"


def service(site: Site) -> Service:
    """The command line of etcd."""
    layout = site.layout
    return Service(
        name="etcd",
        command=(
            program(layout, "etcd"),
            f"--name={NODE}",
            f"--data-dir={layout.root / 'etcd'}",
            f"--listen-client-urls={_CLIENT_URL}",
            f"--advertise-client-urls={_CLIENT_URL}",
            f"--listen-peer-urls={_PEER_URL}",
            f"--initial-advertise-peer-urls={_PEER_URL}",
            f"--initial-cluster={NODE}={_PEER_URL}",
            f"--listen-metrics-urls={_HEALTH_URL}",
            "--client-cert-auth",
            f"--trusted-ca-file={layout.certificate('etcd-ca')}",
            f"--cert-file={layout.certificate('etcd')}",
            f"--key-file={layout.key('etcd')}",
            "--peer-client-cert-auth",
            f"--peer-trusted-ca-file={layout.certificate('etcd-ca')}",
            f"--peer-cert-file={layout.certificate('etcd')}",
            f"--peer-key-file={layout.key('etcd')}",
            # The default keeps the last 100000 changes in memory.
            "--snapshot-count=5000",
            "--logger=zap",
            "--log-level=warn",
        ),
        readiness=Readiness(http=f"{_HEALTH_URL}/health"),
        environment=site.environment("etcd"),
        ports=(ports.ETCD_CLIENT, ports.ETCD_PEER, ports.ETCD_HEALTH),
    )
