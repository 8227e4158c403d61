"""Sequences of looks in, one verdict out: recorded from a real cluster, and made by hand."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from diagnosis.snapshot import Condition, State
from gate.decide import Budgets, Failed, Memory, Passed, Verdict, Waiting, decide
from gate.observation import Observation
from tests.gate.recorded import FOLDER, sequence
from tests.gate.rollouts import complete, container, deployment, down, event, pod, seen, waiting

BUDGETS = Budgets(total=400)


def _run(looks: list[Observation], budgets: Budgets = BUDGETS) -> tuple[Verdict, float]:
    """The verdict, and the moment it was given."""
    memory: Memory | None = None
    verdict: Verdict = Waiting("")
    for one in looks:
        memory, verdict = decide(memory, one, budgets)
        if not isinstance(verdict, Waiting):
            return verdict, one.at
    return verdict, looks[-1].at


# What it says, and the most seconds from the first sign of the trouble to the verdict.
RECORDED = {
    "bad-command": ("app of pod bad-command-", 5),
    "bad-tag": ("ErrImagePull", 5),
    "crash-at-start": ("ended 2 times, last: exit code 78", 5),
    "init-fails": ("init container migrate", 5),
    "invalid-image": ("InvalidImageName", 5),
    "missing-secret": ('secret "not-there" not found', 10),
    "missing-volume": ("FailedMount", 12),
    "never-ready": ("makes no progress (ProgressDeadlineExceeded)", 5),
    "oom": ("OOMKilled", 5),
    "quota": ("exceeded quota", 10),
    "startup-probe": ("failed startup probe", 5),
    "unreachable-registry": ("connection refused", 14),
    "unschedulable": ("fits on no node", 22),
}


@pytest.mark.parametrize("name", RECORDED)
def test_a_rollout_that_fails(name: str) -> None:
    """Ended with the platform's own words, and in time for collecting and printing."""
    said, most = RECORDED[name]
    verdict, at = _run(sequence(name))
    assert isinstance(verdict, Failed)
    assert said in verdict.reason
    assert at - verdict.since <= most


@pytest.mark.parametrize("name", ["crash-after-ready", "liveness-probe"])
def test_a_pod_that_ends_after_it_was_ready(name: str) -> None:
    """Kubernetes calls the rollout complete; the soak finds the end that follows."""
    verdict, _ = _run(sequence(name))
    assert isinstance(verdict, Failed)
    assert "after all pods were ready" in verdict.reason


@pytest.mark.parametrize("name", ["healthy", "crash-once"])
def test_a_rollout_that_succeeds(name: str) -> None:
    """Also where a container crashed once and then stayed up."""
    verdict, _ = _run(sequence(name))
    assert isinstance(verdict, Passed)
    assert verdict.seconds >= BUDGETS.soak


def test_every_recording_is_judged() -> None:
    """A new file without an expectation is an error."""
    others = {"crash-after-ready", "liveness-probe", "healthy", "crash-once"}
    assert {one.stem for one in FOLDER.glob("*.jsonl")} == RECORDED.keys() | others


def test_old_pods_prove_nothing() -> None:
    """The pod of the older ReplicaSet crashes; the new one comes up."""
    looping = waiting("CrashLoopBackOff", restarts=9)
    old = replace(pod("web-1-a", looping), owner=seen(0).replica_sets[0].ref)
    looks = [seen(at, old, pod()) for at in range(5)] + [complete(at, old) for at in range(5, 12)]
    verdict, _ = _run(looks)
    assert isinstance(verdict, Passed)


def test_a_pod_on_its_way_out_proves_nothing() -> None:
    """It was told to end."""
    leaving = replace(pod("web-2-b", waiting("CrashLoopBackOff")), deleted=datetime.now(UTC))
    assert isinstance(_run([seen(at, leaving) for at in range(30)])[0], Waiting)


def test_nothing_is_judged_before_the_controller_has_seen_the_change() -> None:
    """What its status says is about the rollout before."""
    stale = deployment(
        observed=False,
        available=1,
        conditions=(Condition("Progressing", "False", "ProgressDeadlineExceeded"),),
    )
    verdict, _ = _run([seen(at, deployment=stale) for at in range(10)])
    assert verdict == Waiting("the controller has not seen the change yet")


def test_a_pull_that_succeeds_on_the_second_attempt() -> None:
    """The registry was busy: ten seconds later it was not."""
    busy = waiting("ImagePullBackOff", "429 Too Many Requests")
    looks = [seen(at, pod("web-2-a", busy)) for at in range(14)]
    looks += [complete(at, pod("web-2-a", container(ready=True))) for at in range(14, 21)]
    assert isinstance(_run(looks)[0], Passed)


def test_a_secret_that_comes_a_moment_later() -> None:
    """An operator makes it while the kubelet already asks for it."""
    missing = waiting("CreateContainerConfigError", 'secret "db" not found')
    looks = [seen(at, pod("web-2-a", missing)) for at in range(5)]
    looks += [complete(at, pod("web-2-a", container(ready=True))) for at in range(5, 12)]
    assert isinstance(_run(looks)[0], Passed)


def test_a_container_that_runs_at_the_first_look_gets_another_chance() -> None:
    """The next `up` after the cause was mended elsewhere: nine crashes lie behind it."""
    mended = container(restarts=9, last_state=State("terminated", "Error", exit_code=1))
    looks = [seen(at, pod("web-2-a", mended)) for at in range(5)]
    looks += [complete(at, pod("web-2-a", replace(mended, ready=True))) for at in range(5, 12)]
    assert isinstance(_run(looks)[0], Passed)
    again = [seen(0, pod("web-2-a", mended)), seen(1, pod("web-2-a", down(mended, 9)))]
    assert isinstance(_run(again)[0], Waiting)
    assert isinstance(_run([*again, seen(2, pod("web-2-a", down(mended, 10)))])[0], Failed)


def test_a_container_that_is_down_at_the_first_look_is_down() -> None:
    """The next `up` after nothing was mended is red at once."""
    verdict, at = _run([seen(7, pod("web-2-a", waiting("CrashLoopBackOff", restarts=9)))])
    assert isinstance(verdict, Failed)
    assert at == 7


def test_pods_that_are_thrown_out() -> None:
    """Two of this rollout are a sign; those that lie there from long ago are none."""
    out = [replace(pod(f"web-2-{one}"), phase="Failed", reason="Evicted") for one in "abc"]
    assert isinstance(_run([seen(at, *out, pod("web-2-x")) for at in range(9)])[0], Waiting)
    verdict, _ = _run([seen(0, pod("web-2-x")), seen(1, *out, pod("web-2-x"))])
    assert verdict == Failed("3 pods of the new ReplicaSet failed: Evicted", 1)


def test_a_node_that_is_coming() -> None:
    """The autoscaler said so: the pod waits on."""
    homeless = replace(
        pod("web-2-a", waiting("", "")),
        conditions=(Condition("PodScheduled", "False", "Unschedulable", "0/3 nodes"),),
    )
    coming = event("TriggeredScaleUp", "pod triggered scale-up: 3->4", homeless)
    assert isinstance(_run([seen(at, homeless, events=(coming,)) for at in range(60)])[0], Waiting)
    verdict, at = _run([seen(at, homeless) for at in range(60)])
    assert isinstance(verdict, Failed)
    assert at == 20


def test_an_old_pod_makes_room() -> None:
    """Without surge the new pod fits on no node until the old one has ended."""
    homeless = replace(
        pod("web-2-a", waiting("", "")),
        conditions=(Condition("PodScheduled", "False", "Unschedulable", "0/1 nodes"),),
    )
    leaving = replace(pod("web-1-a"), deleted=datetime.now(UTC))
    looks = [seen(at, homeless, leaving) for at in range(90)]
    assert isinstance(_run(looks)[0], Waiting)


def test_the_soak_begins_again_when_pods_are_added() -> None:
    """An autoscaler makes the rollout incomplete for a while; that is no failure."""
    ready = pod("web-2-a", container(ready=True))
    looks = [complete(0, ready), complete(3, ready), seen(4, ready), complete(5, ready)]
    assert isinstance(_run([*looks, complete(9, ready)])[0], Waiting)
    assert isinstance(_run([*looks, complete(10, ready)])[0], Passed)


def test_a_deployment_of_no_pods() -> None:
    """Scaled to zero there is nothing to wait for but the soak."""
    nothing = deployment(desired=0, updated=0)
    assert isinstance(_run([seen(at, deployment=nothing) for at in range(7)])[0], Waiting)
    done = replace(nothing, conditions=complete(0).deployment.conditions)
    assert isinstance(_run([seen(at, deployment=done) for at in range(7)])[0], Passed)


def test_a_paused_deployment() -> None:
    """Nothing will ever be rolled out."""
    paused = deployment(conditions=(Condition("Progressing", "Unknown", "DeploymentPaused"),))
    verdict, _ = _run([seen(0, deployment=paused)])
    assert isinstance(verdict, Failed)
    assert "is paused" in verdict.reason


def test_the_limit_of_the_whole_rollout() -> None:
    """A controller that never gives its verdict."""
    verdict, at = _run([seen(at, pod()) for at in range(0, 500, 10)])
    reason = "the rollout was not complete after 400 s (1 of 1 pods updated, 0 available)"
    assert verdict == Failed(reason, 0)
    assert at == 400
