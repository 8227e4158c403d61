"""CoreDNS: on the node address, for the cluster's names and, through it, the machine's."""

from local.cluster import ports
from local.cluster.network import DOMAIN, NODE_ADDRESS
from local.cluster.programs import program
from local.cluster.site import Site
from local.service import Readiness, Service


def service(site: Site) -> Service:
    """The command line of CoreDNS."""
    return Service(
        name="coredns",
        command=(
            program(site.layout, "coredns"),
            f"-conf={site.layout.configuration / 'Corefile'}",
        ),
        readiness=Readiness(tcp=(str(NODE_ADDRESS), ports.DNS)),
        environment=site.environment("kubernetes", configuration(site), GOGC="60"),
        after=("kube-apiserver",),
        ports=(ports.DNS,),
    )


def configuration(site: Site) -> str:
    """The Corefile. A machine without a name server has cluster names only."""
    servers = " ".join(site.nameservers)
    forward = f"    forward . {servers}\n" if servers else ""
    return f"""\
.:{ports.DNS} {{
    bind {NODE_ADDRESS}
    errors
    kubernetes {DOMAIN} in-addr.arpa ip6.arpa {{
        kubeconfig {site.layout.kubeconfig("coredns")}
        pods insecure
        fallthrough in-addr.arpa ip6.arpa
        ttl 5
    }}
    cache 30
{forward}}}
"""


def nameservers(resolver: str) -> tuple[str, ...]:
    """The name servers of a resolv.conf text, without ourselves."""
    lines = (line.split() for line in resolver.splitlines())
    named = [words[1] for words in lines if len(words) > 1 and words[0] == "nameserver"]
    return tuple(server for server in named if server != str(NODE_ADDRESS))
