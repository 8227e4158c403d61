"""kube-controller-manager and kube-scheduler: alone, hence without leader election."""

from local.cluster import ports
from local.cluster.network import LOCALHOST, PODS
from local.cluster.programs import program
from local.cluster.site import Site
from local.service import Readiness, Service


def services(site: Site) -> list[Service]:
    """The command lines of the controller manager and the scheduler."""
    return [_controller_manager(site), _scheduler(site)]


def _controller_manager(site: Site) -> Service:
    layout = site.layout
    return Service(
        name="kube-controller-manager",
        command=(
            program(layout, "kube-controller-manager"),
            *_shared(site, "kube-controller-manager", ports.CONTROLLERS),
            "--use-service-account-credentials=true",
            f"--service-account-private-key-file={layout.key('service-accounts')}",
            f"--root-ca-file={layout.certificate('ca')}",
            f"--cluster-signing-cert-file={layout.certificate('ca')}",
            f"--cluster-signing-key-file={layout.key('ca')}",
            "--allocate-node-cidrs=false",
            f"--cluster-cidr={PODS}",
            # Else it makes a folder below /usr.
            f"--flex-volume-plugin-dir={layout.kubelet / 'volume-plugins'}",
        ),
        readiness=Readiness(http=f"https://{LOCALHOST}:{ports.CONTROLLERS}/healthz"),
        environment=site.environment("kubernetes", GOGC="60"),
        after=("kube-apiserver",),
        ports=(ports.CONTROLLERS,),
    )


def _scheduler(site: Site) -> Service:
    return Service(
        name="kube-scheduler",
        command=(
            program(site.layout, "kube-scheduler"),
            *_shared(site, "kube-scheduler", ports.SCHEDULER),
        ),
        readiness=Readiness(http=f"https://{LOCALHOST}:{ports.SCHEDULER}/healthz"),
        environment=site.environment("kubernetes", GOGC="60"),
        after=("kube-apiserver",),
        ports=(ports.SCHEDULER,),
    )


def _shared(site: Site, name: str, port: int) -> tuple[str, ...]:
    kubeconfig = site.layout.kubeconfig(name)
    return (
        f"--kubeconfig={kubeconfig}",
        f"--authentication-kubeconfig={kubeconfig}",
        f"--authorization-kubeconfig={kubeconfig}",
        f"--bind-address={LOCALHOST}",
        f"--secure-port={port}",
        "--leader-elect=false",
        "--profiling=false",
    )
