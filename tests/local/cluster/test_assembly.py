"""All services and files together."""

from pathlib import Path

from local.cluster import assembly, ports
from local.supervisor.order import start_order
from tests.local.cluster.site_fixture import SITE

_CONFIGURATION = Path("/s/cluster/configuration")


def test_every_service_in_start_order() -> None:
    """The list is already sorted: nothing waits for a later one."""
    names = [service.name for service in assembly.build(SITE)]

    assert names == [
        "etcd",
        "containerd",
        "kube-apiserver",
        "kube-controller-manager",
        "kube-scheduler",
        "kubelet",
        "coredns",
        "kube-proxy",
    ]
    assert {service.name for service in start_order(assembly.build(SITE))} == set(names)


def test_every_port_is_checked_once() -> None:
    """The whole table, by the service that binds it."""
    wanted = [port for service in assembly.build(SITE) for port in service.ports]

    assert sorted(wanted) == sorted(value for name, value in vars(ports).items() if name.isupper())


def test_every_file_that_a_command_names_is_written() -> None:
    """No service waits for a configuration that nobody makes."""
    written = set(assembly.files(SITE))
    named = {
        Path(argument.partition("=")[2])
        for service in assembly.build(SITE)
        for argument in service.command
        if argument.partition("=")[2].startswith(str(_CONFIGURATION))
    }

    assert named <= written


def test_the_files() -> None:
    """By name, below one folder."""
    assert sorted(str(path.relative_to(_CONFIGURATION)) for path in assembly.files(SITE)) == [
        "Corefile",
        "authentication.yaml",
        "cni/10-shipshape.conflist",
        "containerd.toml",
        "coredns.kubeconfig",
        "kube-controller-manager.kubeconfig",
        "kube-proxy.kubeconfig",
        "kube-proxy.yaml",
        "kube-scheduler.kubeconfig",
        "kubelet.kubeconfig",
        "kubelet.yaml",
        "registries/localhost:5001/hosts.toml",
        "resolv.conf",
    ]
