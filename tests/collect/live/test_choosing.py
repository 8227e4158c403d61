"""Which pods, workloads and logs are read."""

from collect.live.choosing import Choice, choose, wanted_logs
from collect.live.selection import Selection
from collect.parsing.kubernetes import pod as parsed_pod
from collect.parsing.kubernetes import workload as parsed_workload
from diagnosis.snapshot import Ref
from tests.collect.live.objects import Object, deployment, pod, replica_set

WEB = [
    deployment("web", {"app": "web"}),
    replica_set("web-old", "web", 0),
    replica_set("web-1", "web"),
    replica_set("web-2", "web"),
]
WORKLOADS = [*WEB, deployment("api", {"app": "api"}), replica_set("api-1", "api")]
PODS = [
    pod("web-1-a", ("ReplicaSet", "web-1"), ready=True, labels={"app": "web"}),
    pod("web-2-a", ("ReplicaSet", "web-2"), restarts=3, labels={"app": "web"}),
    pod("web-2-b", ("ReplicaSet", "web-2"), restarts=9, labels={"app": "web"}),
    pod("web-2-c", ("ReplicaSet", "web-2"), ready=True, restarts=50, labels={"app": "web"}),
    pod(
        "web-2-d",
        ("ReplicaSet", "web-2"),
        restarts=3,
        creationTimestamp="2026-11-25T11:00:00Z",
        labels={"app": "web"},
    ),
    pod("api-1-a", ("ReplicaSet", "api-1"), labels={"app": "api"}),
    pod("alone"),
]


def chosen(selection: Selection, pods: list[Object] = PODS, most: int = 3) -> Choice:
    """What is chosen of the objects above."""
    return choose(
        selection,
        [parsed_pod(one) for one in pods],
        [parsed_workload(one) for one in WORKLOADS],
        most,
    )


def names(choice: Choice) -> tuple[list[str], list[str]]:
    """The pods to read, worst first, and the workloads."""
    return [one.ref.name for one in choice.worst], [one.ref.name for one in choice.workloads]


def test_the_worst_pods_of_each_owner() -> None:
    """Not ready first, then by restarts, then the newest; an old ReplicaSet is left out."""
    pods, workloads = names(chosen(Selection("shop"), most=2))
    assert pods == ["web-2-b", "web-2-d", "api-1-a", "alone", "web-1-a"]
    assert workloads == ["web", "web-1", "web-2", "api", "api-1"]


def test_a_workload_takes_its_pods_along() -> None:
    """Through the ReplicaSets in between, the one with no pods as well."""
    selection = Selection("shop", workloads=(Ref("Deployment", "web", "shop"),))
    pods, workloads = names(chosen(selection))
    assert pods == ["web-2-b", "web-2-d", "web-2-a", "web-1-a"]
    assert workloads == ["web", "web-1", "web-2"]


def test_a_name_is_one_of_any_kind() -> None:
    """A pod's, a Deployment's."""
    assert names(chosen(Selection("shop", names=("alone", "api")))) == (
        ["api-1-a", "alone"],
        ["api", "api-1"],
    )


def test_a_selector_finds_a_workload_without_pods() -> None:
    """A quota refused them: the Deployment and its ReplicaSet are all there is."""
    assert names(chosen(Selection("shop", selector="app in (api)"), [])) == ([], ["api"])
    assert names(chosen(Selection("shop", selector="app=web"))) == (
        ["web-2-b", "web-2-d", "web-2-a", "web-1-a"],
        ["web", "web-1", "web-2"],
    )


def test_the_logs_that_exist() -> None:
    """None before the first start; the last instance's while it waits; else both."""
    waiting = {"waiting": {"reason": "ImagePullBackOff"}}
    crashing = {"waiting": {"reason": "CrashLoopBackOff"}}
    pods = [
        pod("fresh", state=waiting),
        pod("looping", state=crashing, restarts=2),
        pod("again", restarts=1),
        pod("ended", state={"terminated": {"exitCode": 0}}),
    ]
    wanted = wanted_logs([parsed_pod(one) for one in pods])
    assert [str(one) for one in wanted] == [
        "looping/app (previous)",
        "again/app",
        "again/app (previous)",
        "ended/app",
    ]
