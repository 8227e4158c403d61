"""Objects that a waiting pod names, and that are not there."""

from diagnosis.causes.references import references
from diagnosis.snapshot import Condition, Container, Ref, Reference, Snapshot, State

from .making import crashed, judged, pod

CREATING = Container("app", state=State("waiting", "CreateContainerConfigError"))
PENDING = pod(CREATING, phase="Pending", service_account="web")


def found(reference: Reference, on: object = PENDING) -> dict[str, str]:
    """Ids and titles for one reference."""
    snapshot = Snapshot(pods=(on,), references=(reference,))  # type: ignore[arg-type]
    return {name: one.title for name, one in judged(references, snapshot).items()}


def named(kind: str, **fields: object) -> Reference:
    """A reference in the pod's namespace."""
    return Reference(Ref(kind, "env", "shop"), **fields)  # type: ignore[arg-type]


def test_a_missing_object_is_named() -> None:
    """By kind and name, with the id of its kind."""
    assert found(named("Secret", present=False)) == {
        "config.missing_secret": "Secret env doesn't exist"
    }
    assert list(found(named("ConfigMap", present=False))) == ["config.missing_configmap"]
    assert list(found(named("PersistentVolumeClaim", present=False))) == ["sched.pvc_unbound"]
    assert list(found(named("ServiceAccount", present=False))) == ["rbac.forbidden"]


def test_a_missing_entry_is_named_beside_those_that_are_there() -> None:
    """A misspelt name shows at a glance."""
    reference = named("Secret", present=True, keys=("DB_URL",), wanted=("DATABASE_URL",))
    assert found(reference) == {
        "config.missing_key": "Secret env has no entry DATABASE_URL; it has DB_URL"
    }


def test_what_nobody_could_look_at_is_not_missing() -> None:
    """Nor is what is optional, or what a pod needs that runs."""
    assert not found(named("Secret", present=None))
    assert not found(named("Secret", present=False, optional=True))
    assert not found(named("Secret", present=True, keys=None, wanted=("A",)))
    assert not found(named("Secret", present=False), pod(crashed(1)))


def test_before_it_has_a_node_only_claims_hold_a_pod() -> None:
    """The kubelet reads the rest later."""
    unplaced = pod(phase="Pending", conditions=(Condition("PodScheduled", "False"),))
    assert not found(named("Secret", present=False), unplaced)
    assert found(named("PersistentVolumeClaim", present=False), unplaced)
