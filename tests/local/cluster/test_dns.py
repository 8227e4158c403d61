"""CoreDNS' command line and Corefile, whole."""

from dataclasses import replace

from local.cluster import dns
from local.cluster.site import digest
from local.service import Readiness, Service
from tests.local.cluster.site_fixture import ENVIRONMENT, SITE


def test_service() -> None:
    """Ready when its TCP port answers."""
    assert dns.service(SITE) == Service(
        name="coredns",
        command=(
            "/s/cluster/programs/coredns",
            "-conf=/s/cluster/configuration/Corefile",
        ),
        readiness=Readiness(tcp=("10.88.0.1", 53)),
        environment={
            **ENVIRONMENT,
            "SHIPSHAPE_INPUTS": digest("/b/kubernetes", "credentials-1", dns.configuration(SITE)),
            "GOGC": "60",
        },
        after=("kube-apiserver",),
        ports=(53,),
    )


def test_configuration() -> None:
    """The whole file."""
    assert (
        dns.configuration(SITE)
        == """\
.:53 {
    bind 10.88.0.1
    errors
    kubernetes cluster.local in-addr.arpa ip6.arpa {
        kubeconfig /s/cluster/configuration/coredns.kubeconfig
        pods insecure
        fallthrough in-addr.arpa ip6.arpa
        ttl 5
    }
    cache 30
    forward . 192.0.2.53
}
"""
    )


def test_a_machine_without_a_name_server() -> None:
    """Cluster names only: without a server, forwarding would not even start."""
    alone = replace(SITE, nameservers=())

    assert dns.configuration(alone) == dns.configuration(SITE).replace(
        "    forward . 192.0.2.53\n", ""
    )


def test_name_servers_are_read() -> None:
    """Comments, options and ourselves are left out."""
    text = "# nameserver 1.1.1.1\nnameserver 127.0.0.53\noptions ndots:2\nnameserver 10.88.0.1\n"

    assert dns.nameservers(text) == ("127.0.0.53",)
