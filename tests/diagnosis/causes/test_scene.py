"""Who owns what, and whose log is whose."""

import pytest

from diagnosis.causes import Scene
from diagnosis.causes.ownership import owner_by_name
from diagnosis.snapshot import Container, Log, Pod, Ref, Snapshot, State, Volume, Workload

from .making import POD, crashed, pod

FINE = Container("proxy", state=State("running"), ready=True)


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("web-6d7f8c9b5d-6k2wq", "Deployment/web"),
        ("my-app-765bc54796-26fgp", "Deployment/my-app"),
        ("redis-0", "Pod/redis-0"),
        ("worker", "Pod/worker"),
        ("job-aeiou-aeiou", "Pod/job-aeiou-aeiou"),
    ],
)
def test_a_generated_name_tells_the_deployment(name: str, owner: str) -> None:
    """Its letters are Kubernetes' own: without vowels."""
    assert str(owner_by_name(Ref("Pod", name))) == owner


def test_the_topmost_owner_is_found() -> None:
    """By the owners in the snapshot, else by the name."""
    chain = (
        Workload(Ref("Job", "nightly-1", "etl"), owner=Ref("CronJob", "nightly", "etl")),
        Workload(Ref("CronJob", "nightly", "etl")),
    )
    made = Pod(Ref("Pod", "nightly-1-x", "etl"), owner=Ref("Job", "nightly-1", "etl"))
    scene = Scene(Snapshot(pods=(made,), workloads=chain))
    assert scene.subject(made).owner == "CronJob/etl/nightly"
    assert scene.subject(pod()).owner == "Deployment/shop/web"


def test_owners_that_own_each_other_end() -> None:
    """A damaged snapshot must not hang."""
    one, other = Ref("Job", "a"), Ref("Job", "b")
    loop = (Workload(one, owner=other), Workload(other, owner=one))
    assert Scene(Snapshot(workloads=loop)).subject_of(one).owner


def test_a_claim_belongs_to_who_mounts_it() -> None:
    """Its trouble is the pod's."""
    mounting = pod(volumes=(Volume("data", "persistentVolumeClaim", "models"),))
    scene = Scene(Snapshot(pods=(mounting,)))
    claim = Ref("PersistentVolumeClaim", "models", "shop")
    assert scene.subject_of(claim).owner == "Deployment/shop/web"


@pytest.mark.parametrize(
    "log",
    [
        Log("x"),
        Log("x", container="app"),
        Log("x", pod=POD.name),
        Log("x", pod=POD.name, container="app", namespace="shop"),
    ],
)
def test_a_log_is_the_troubled_containers_where_it_does_not_say(log: Log) -> None:
    """One that says more is taken at its word."""
    scene = Scene(Snapshot(pods=(pod(FINE, crashed(1)),), logs=(log,)))
    [(_, site)] = scene.logs
    assert site
    assert site.container.name == "app"


def test_a_log_of_one_of_many_owners_is_nobodys() -> None:
    """Two owners in trouble: nobody can tell."""
    other = Pod(Ref("Pod", "db-0", "shop"), phase="Running", containers=(crashed(1),))
    scene = Scene(Snapshot(pods=(pod(crashed(1)), other), logs=(Log("x"),)))
    assert scene.logs[0][1] is None
