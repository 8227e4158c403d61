"""StatefulSets: the headless Service that names their pods."""

from collections.abc import Iterable

from ..lookups import named
from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..selectors import home, selects
from ..subjects import Context, Object, mapping, text


@rule(
    "statefulset-service",
    "A StatefulSet has a headless Service",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    kinds=("StatefulSet",),
    remediation="Make a Service with clusterIP None that selects the pods, and name it in "
    "spec.serviceName.",
    link="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id",
    tags=("workload", "graph"),
    frameworks=("kube-score statefulset-has-servicename",),
)
def statefulset_service(target: Object, context: Context) -> Iterable[Problem]:
    """Fails a serviceName that is missing, or names no headless Service of these pods."""
    name = text(target.spec.get("serviceName"))
    if not name:
        yield Problem("spec.serviceName", "the pods get no names of their own")
        return
    service = named(context.world, "Service", home(target), name)
    if service is None:
        yield Problem("spec.serviceName", f"there is no Service {name} in the namespace")
    elif service.spec.get("clusterIP") != "None":
        yield Problem("spec.serviceName", f"Service {name} is not headless")
    elif target.pod is not None and not selects(
        {"matchLabels": mapping(service.spec.get("selector"))}, target.pod.labels
    ):
        yield Problem("spec.serviceName", f"Service {name} does not select these pods")
