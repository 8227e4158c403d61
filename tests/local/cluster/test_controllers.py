"""The controller manager's and the scheduler's command lines, whole."""

from local.cluster import controllers
from local.cluster.site import digest
from local.service import Readiness, Service
from tests.local.cluster.site_fixture import ENVIRONMENT, SITE


def test_controller_manager() -> None:
    """Loopback only, and no election of one."""
    assert controllers.services(SITE)[0] == Service(
        name="kube-controller-manager",
        command=(
            "/s/cluster/programs/kube-controller-manager",
            "--kubeconfig=/s/cluster/configuration/kube-controller-manager.kubeconfig",
            "--authentication-kubeconfig=/s/cluster/configuration/kube-controller-manager.kubeconfig",
            "--authorization-kubeconfig=/s/cluster/configuration/kube-controller-manager.kubeconfig",
            "--bind-address=127.0.0.1",
            "--secure-port=11257",
            "--leader-elect=false",
            "--profiling=false",
            "--use-service-account-credentials=true",
            "--service-account-private-key-file=/s/cluster/credentials/service-accounts.key",
            "--root-ca-file=/s/cluster/credentials/ca.crt",
            "--cluster-signing-cert-file=/s/cluster/credentials/ca.crt",
            "--cluster-signing-key-file=/s/cluster/credentials/ca.key",
            "--allocate-node-cidrs=false",
            "--cluster-cidr=10.88.0.0/16",
            "--flex-volume-plugin-dir=/s/cluster/kubelet/volume-plugins",
        ),
        readiness=Readiness(http="https://127.0.0.1:11257/healthz"),
        environment={
            **ENVIRONMENT,
            "SHIPSHAPE_INPUTS": digest("/b/kubernetes", "credentials-1"),
            "GOGC": "60",
        },
        after=("kube-apiserver",),
        ports=(11257,),
    )


def test_scheduler() -> None:
    """Loopback only, and no election of one."""
    assert controllers.services(SITE)[1] == Service(
        name="kube-scheduler",
        command=(
            "/s/cluster/programs/kube-scheduler",
            "--kubeconfig=/s/cluster/configuration/kube-scheduler.kubeconfig",
            "--authentication-kubeconfig=/s/cluster/configuration/kube-scheduler.kubeconfig",
            "--authorization-kubeconfig=/s/cluster/configuration/kube-scheduler.kubeconfig",
            "--bind-address=127.0.0.1",
            "--secure-port=11259",
            "--leader-elect=false",
            "--profiling=false",
        ),
        readiness=Readiness(http="https://127.0.0.1:11259/healthz"),
        environment={
            **ENVIRONMENT,
            "SHIPSHAPE_INPUTS": digest("/b/kubernetes", "credentials-1"),
            "GOGC": "60",
        },
        after=("kube-apiserver",),
        ports=(11259,),
    )
