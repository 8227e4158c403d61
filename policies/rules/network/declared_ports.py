"""The ports that the pods behind a Service declare."""

from collections.abc import Iterator

from ..lookups import service_selector, workloads_selected
from ..model import Problem
from ..selectors import home
from ..subjects import Container, Context, Object, Pod, mappings


def selected_pods(service: Object, context: Context) -> list[Pod]:
    """The pods that a Service selects."""
    selector = service_selector(service)
    if selector is None:
        return []
    found = workloads_selected(context.world, home(service), selector)
    return [one.pod for one in found if one.pod]


def unmatched(service: Object, context: Context) -> Iterator[Problem]:
    """Targets that none of the selected pods declares, where they declare any."""
    pods = selected_pods(service, context)
    declared = {port for pod in pods for c in pod.containers for port in declared_ports(c)}
    for index, port in enumerate(mappings(service.spec.get("ports"))):
        target = port.get("targetPort") or port.get("port")
        named = isinstance(target, str) and not target.isdecimal()
        if pods and (named or declared) and str(target) not in declared:
            where = f"spec.ports[{index}].targetPort"
            yield Problem(where, f"no selected pod declares a port {target}")


def declared_ports(container: Container) -> Iterator[str]:
    """The names and numbers of a container's ports."""
    for port in mappings(container.data.get("ports")):
        for key in ("name", "containerPort"):
            if port.get(key):
                yield str(port.get(key))
