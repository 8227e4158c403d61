"""Services: whom they select, and how far they open."""

from collections.abc import Iterable

from ..lookups import named, service_selector, workloads_selected
from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..selectors import home
from ..subjects import Context, Object, World, mapping, text, texts

_LINK = "https://kubernetes.io/docs/concepts/services-networking/service/"


def _selects(service: Object, _: Context) -> bool:
    return text(service.spec.get("type")) != "ExternalName" and not _of_the_cluster(service)


def _of_the_cluster(service: Object) -> bool:
    return service.name == "kubernetes" and home(service) == "default"


@rule(
    "service-dangling",
    "A Service selects some pod",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    kinds=("Service",),
    remediation="Make spec.selector equal to the labels of the pods it is for.",
    applies=_selects,
    argument="namespace",
    link=_LINK,
    tags=("network", "graph"),
    frameworks=("kube-linter dangling-service", "kube-score service-targets-pod"),
)
def dangling(service: Object, context: Context) -> Iterable[Problem]:
    """Fails a selector that matches no pod given; without one, Endpoints must be given."""
    selector = service_selector(service)
    if selector is not None:
        if not workloads_selected(context.world, home(service), selector):
            yield Problem("spec.selector", "no pod in the namespace has these labels")
        return
    slices = context.world.once(_sliced)
    if (home(service), service.name) not in slices and not named(
        context.world, "Endpoints", home(service), service.name
    ):
        yield Problem("spec", "the Service selects no pods and has no endpoints of its own")


def _sliced(world: World) -> frozenset[tuple[str, str]]:
    """The Services that EndpointSlices are for."""
    return frozenset(
        (home(one), text(mapping(one.metadata.get("labels")).get("kubernetes.io/service-name")))
        for one in world.kind("EndpointSlice")
    )


@rule(
    "service-selector-unique",
    "No two Services select by the same labels",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.OBJECT,
    kinds=("Service",),
    remediation="Give the pods of each service a label of their own, and select by it.",
    applies=lambda service, _: bool(service.spec.get("selector")),
    argument="namespace",
    link=_LINK,
    tags=("network", "graph"),
    frameworks=("Gatekeeper K8sUniqueServiceSelector",),
)
def selector_unique(service: Object, context: Context) -> Iterable[Problem]:
    """Fails when another Service of the namespace has the same selector; one may be headless."""
    others = context.world.once(_by_selector).get(_selector_key(service), [])
    for other in others:
        if other is not service and _headless(other) == _headless(service):
            yield Problem("spec.selector", f"Service {other.name} selects the same pods")
            return


def _by_selector(world: World) -> dict[tuple[str, frozenset[tuple[str, str]]], list[Object]]:
    found: dict[tuple[str, frozenset[tuple[str, str]]], list[Object]] = {}
    for one in world.kind("Service"):
        found.setdefault(_selector_key(one), []).append(one)
    return found


def _selector_key(service: Object) -> tuple[str, frozenset[tuple[str, str]]]:
    labels = mapping(service.spec.get("selector"))
    return home(service), frozenset((str(key), str(value)) for key, value in labels.items())


def _headless(service: Object) -> bool:
    return bool(service.spec.get("clusterIP") == "None")


@rule(
    "service-type",
    "A Service opens no port of the nodes",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.OBJECT,
    kinds=("Service",),
    remediation="Use ClusterIP behind an Ingress or a Gateway.",
    argument="service_type",
    link=f"{_LINK}#type-nodeport",
    tags=("network",),
    frameworks=("kube-score service-type", "Gatekeeper K8sBlockNodePort"),
    settings={"forbidden": ["NodePort"]},
)
def service_type(service: Object, context: Context) -> Iterable[Problem]:
    """Fails a type that the configuration forbids."""
    kind = text(service.spec.get("type")) or "ClusterIP"
    if kind in context.settings["forbidden"]:
        yield Problem("spec.type", f"the Service is of type {kind}")


@rule(
    "service-external-ips",
    "A Service takes no external addresses",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    kinds=("Service",),
    remediation="Remove spec.externalIPs: with it a Service takes other people's traffic.",
    argument="service_type",
    link="https://github.com/kubernetes/kubernetes/issues/97076",
    tags=("network", "security"),
    frameworks=("CVE-2020-8554", "Gatekeeper K8sExternalIPs"),
    settings={"allowed": []},
)
def external_ips(service: Object, context: Context) -> Iterable[Problem]:
    """Fails an external address that is not allowed."""
    allowed = {str(one) for one in context.settings["allowed"]}
    for index, address in enumerate(texts(service.spec.get("externalIPs"))):
        if address not in allowed:
            yield Problem(f"spec.externalIPs[{index}]", f"{address} is not allowed")
