"""kube-apiserver: on the cluster's own address, Node and RBAC authorization."""

from local.cluster import ports
from local.cluster.network import DOMAIN, LOCALHOST, NODE_ADDRESS, NODE_PORTS, SERVICES
from local.cluster.programs import program
from local.cluster.site import Site
from local.service import Readiness, Service

URL = f"https://{NODE_ADDRESS}:{ports.APISERVER}"
LOCAL_URL = f"https://{LOCALHOST}:{ports.APISERVER}"
"""For people and programs on this machine: loopback is never sent to a proxy."""

# Asking for health needs no account, anything else does.
AUTHENTICATION = """\
apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
anonymous:
  enabled: true
  conditions:
    - path: /livez
    - path: /readyz
    - path: /healthz
"""


def service(site: Site) -> Service:
    """The command line of the API server."""
    layout = site.layout
    return Service(
        name="kube-apiserver",
        command=(
            program(layout, "kube-apiserver"),
            f"--bind-address={NODE_ADDRESS}",
            f"--advertise-address={NODE_ADDRESS}",
            f"--secure-port={ports.APISERVER}",
            f"--tls-cert-file={layout.certificate('apiserver')}",
            f"--tls-private-key-file={layout.key('apiserver')}",
            f"--client-ca-file={layout.certificate('ca')}",
            f"--authentication-config={layout.configuration / 'authentication.yaml'}",
            "--authorization-mode=Node,RBAC",
            "--enable-admission-plugins=NodeRestriction",
            "--allow-privileged=true",
            *_etcd(site),
            *_kubelet(site),
            *_service_accounts(site),
            *_extensions(site),
            f"--service-cluster-ip-range={SERVICES}",
            f"--service-node-port-range={NODE_PORTS}",
            # One user's cluster: less than half of the defaults is plenty.
            "--max-requests-inflight=150",
            "--max-mutating-requests-inflight=75",
            "--profiling=false",
            # Its lists wait for progress reports that an etcd of Debian's age does not send:
            # errors in the log, and a shutdown that takes 8 s instead of 1.
            "--feature-gates=SizeBasedListCostEstimate=false",
        ),
        readiness=Readiness(http=f"{URL}/readyz"),
        # Collect earlier than the default: memory at rest matters more than CPU here.
        environment=site.environment("kubernetes", AUTHENTICATION, GOGC="60"),
        after=("etcd",),
        ports=(ports.APISERVER,),
        start_seconds=120,
    )


def _etcd(site: Site) -> tuple[str, ...]:
    layout = site.layout
    return (
        f"--etcd-servers=https://{LOCALHOST}:{ports.ETCD_CLIENT}",
        f"--etcd-cafile={layout.certificate('etcd-ca')}",
        f"--etcd-certfile={layout.certificate('etcd-client')}",
        f"--etcd-keyfile={layout.key('etcd-client')}",
    )


def _kubelet(site: Site) -> tuple[str, ...]:
    layout = site.layout
    return (
        f"--kubelet-certificate-authority={layout.certificate('ca')}",
        f"--kubelet-client-certificate={layout.certificate('apiserver-kubelet')}",
        f"--kubelet-client-key={layout.key('apiserver-kubelet')}",
        "--kubelet-preferred-address-types=InternalIP",
    )


def _service_accounts(site: Site) -> tuple[str, ...]:
    key = site.layout.key("service-accounts")
    return (
        f"--service-account-issuer=https://kubernetes.default.svc.{DOMAIN}",
        f"--service-account-key-file={key}",
        f"--service-account-signing-key-file={key}",
    )


def _extensions(site: Site) -> tuple[str, ...]:
    """What extension API servers, such as a metrics server, need to know who asks."""
    layout = site.layout
    return (
        f"--requestheader-client-ca-file={layout.certificate('front-proxy-ca')}",
        "--requestheader-allowed-names=front-proxy-client",
        "--requestheader-username-headers=X-Remote-User",
        "--requestheader-group-headers=X-Remote-Group",
        "--requestheader-extra-headers-prefix=X-Remote-Extra-",
        f"--proxy-client-cert-file={layout.certificate('front-proxy')}",
        f"--proxy-client-key-file={layout.key('front-proxy')}",
    )
