"""The look-ups that graph rules share; each is made once for a world, at the first question."""

from collections.abc import Mapping

from .selectors import LabelIndex, SelectorIndex, home
from .subjects import Data, Object, Pod, World, mapping, text
from .unknown import Undecided

AUTOSCALERS = ("HorizontalPodAutoscaler", "ScaledObject")
"""Kinds that set another object's replicas."""

Target = tuple[str, str, str]
"""Namespace, kind and name of an object that another names."""


def services_selecting(world: World, pod: Pod) -> list[Object]:
    """The Services whose selector matches a pod."""
    return world.once(_services).matching(home(pod.owner), pod.labels)


def budgets_selecting(world: World, pod: Pod) -> list[Object]:
    """The PodDisruptionBudgets that cover a pod."""
    return world.once(_budgets).matching(home(pod.owner), pod.labels)


def workloads_selected(world: World, namespace: str, selector: Data) -> list[Object]:
    """The objects whose pods a LabelSelector matches in a namespace (see selectors.home)."""
    return world.once(_workloads).selected(namespace, selector)


def autoscalers_of(world: World, target: Object) -> list[Object]:
    """The autoscalers that set an object's replicas."""
    found, undecided = world.once(_autoscalers)
    mine = found.get((home(target), target.kind, target.name), [])
    if not mine and undecided:
        raise undecided[0]
    return mine


def named(world: World, kind: str, namespace: str, name: str) -> Object | None:
    """The object of a kind with a name, in a namespace (see selectors.home)."""
    found, undecided = world.once(_by_name)
    one = found.get((namespace, kind, name))
    if one is None and undecided:
        raise undecided[0]
    return one


def target_of(autoscaler: Object) -> Target | None:
    """What an autoscaler scales; None where it does not say."""
    reference = mapping(autoscaler.spec.get("scaleTargetRef"))
    kind = reference.get("kind") or ("Deployment" if autoscaler.kind == "ScaledObject" else "")
    name = reference.get("name")
    return (home(autoscaler), text(kind), text(name)) if kind and name else None


def service_selector(service: Object) -> Data | None:
    """A Service's selector as a LabelSelector; None where it selects nothing."""
    labels = mapping(service.spec.get("selector"))
    return {"matchLabels": labels} if labels else None


def _services(world: World) -> SelectorIndex:
    return SelectorIndex(world.kind("Service"), service_selector)


def _budgets(world: World) -> SelectorIndex:
    return SelectorIndex(world.kind("PodDisruptionBudget"), _budget_selector)


def _budget_selector(budget: Object) -> Data | None:
    """An empty selector covers the whole namespace, a missing one nothing."""
    selector = budget.spec.get("selector")
    return None if selector is None else mapping(selector)


def _workloads(world: World) -> LabelIndex:
    return LabelIndex(world.objects)


def _autoscalers(world: World) -> tuple[Mapping[Target, list[Object]], list[Undecided]]:
    found: dict[Target, list[Object]] = {}
    undecided = []
    for one in world.kind(*AUTOSCALERS):
        try:
            target = target_of(one)
        except Undecided as at:
            undecided.append(at)
        else:
            if target:
                found.setdefault(target, []).append(one)
    return found, undecided


def _by_name(world: World) -> tuple[Mapping[Target, Object], list[Undecided]]:
    found: dict[Target, Object] = {}
    undecided = []
    for one in world.objects:
        try:
            found.setdefault((home(one), one.kind, one.name), one)
        except Undecided as at:
            undecided.append(at)
    return found, undecided
