"""Ingresses: where they lead, for which host, and with a certificate."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context, Object, World, mapping, mappings, text
from .backends import ingress_backends, missing

_LINK = "https://kubernetes.io/docs/concepts/services-networking/ingress/"
_ALLOW_HTTP = "kubernetes.io/ingress.allow-http"


def _is_ingress(ingress: Object, _: Context) -> bool:
    """Other groups have a kind of this name that is none."""
    return not ingress.api_version or ingress.api_version.partition("/")[0] in (
        "networking.k8s.io",
        "extensions",
    )


@rule(
    "ingress-dangling",
    "An Ingress leads to a Service and a port of it",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    kinds=("Ingress",),
    remediation="Name an existing Service of the namespace and one of its ports.",
    applies=_is_ingress,
    argument="ingress",
    link=_LINK,
    tags=("network", "graph"),
    frameworks=("kube-linter dangling-ingress", "kube-score ingress-targets-service"),
)
def dangling(ingress: Object, context: Context) -> Iterable[Problem]:
    """Fails a backend without its Service, or without its port."""
    for backend in ingress_backends(ingress):
        why = missing(backend, context.world, ingress)
        if why:
            yield Problem(backend.path, why)


@rule(
    "ingress-host",
    "An Ingress answers to hosts of its own",
    severity=Severity.MEDIUM,
    profile=Profile.OPTIONAL,
    subject=Subject.OBJECT,
    kinds=("Ingress",),
    remediation="Write the host name in each rule, and each host in one Ingress only.",
    applies=_is_ingress,
    argument="ingress",
    link=_LINK,
    tags=("network", "graph"),
    frameworks=("Gatekeeper K8sBlockWildcardIngress", "Gatekeeper K8sUniqueIngressHost"),
)
def host(ingress: Object, context: Context) -> Iterable[Problem]:
    """Fails a rule without host or with a wildcard, and a host that another Ingress has."""
    rules = mappings(ingress.spec.get("rules"))
    if not rules:
        yield Problem("spec.rules", "the Ingress takes the traffic of every host")
    for index, one in enumerate(rules):
        path = f"spec.rules[{index}].host"
        name = text(one.get("host"))
        if not name:
            yield Problem(path, "the rule takes the traffic of every host")
        elif "*" in name:
            yield Problem(path, f"{name} takes the traffic of many hosts")
        elif context.world.once(_by_host).get(name, {id(ingress)}) != {id(ingress)}:
            yield Problem(path, f"another Ingress has the host {name}")


def _by_host(world: World) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for ingress in world.kind("Ingress"):
        for one in mappings(ingress.spec.get("rules")):
            if one.get("host"):
                found.setdefault(text(one.get("host")), set()).add(id(ingress))
    return found


@rule(
    "ingress-tls",
    "An Ingress has a certificate",
    severity=Severity.HIGH,
    profile=Profile.RESTRICTED,
    subject=Subject.OBJECT,
    kinds=("Ingress",),
    remediation="Add spec.tls with the hosts and the Secret of their certificate.",
    applies=_is_ingress,
    argument="ingress",
    link=f"{_LINK}#tls",
    tags=("network", "security"),
    frameworks=("Polaris tlsSettingsMissing", "Gatekeeper K8sHttpsOnly"),
)
def tls(ingress: Object, _: Context) -> Iterable[Problem]:
    """Fails an Ingress without TLS, or one that allows plain HTTP in words."""
    if not ingress.spec.get("tls"):
        yield Problem("spec.tls", "the Ingress has no certificate")
    elif text(mapping(ingress.metadata.get("annotations")).get(_ALLOW_HTTP)).lower() == "true":
        yield Problem("metadata.annotations", "the Ingress allows plain HTTP")
