"""Nodes, workloads, services, invocations and measured values."""

from collections.abc import Mapping

import pytest

from diagnosis.causes.invocations import invocations
from diagnosis.causes.measured import measured
from diagnosis.causes.nodes import nodes
from diagnosis.causes.services import services
from diagnosis.causes.waiting import waiting
from diagnosis.causes.workloads import workloads
from diagnosis.finding import Kind
from diagnosis.snapshot import (
    Condition,
    Container,
    Invocation,
    Node,
    Ref,
    Sample,
    Service,
    Snapshot,
    State,
    Workload,
)

from .making import judged, pod


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        (Condition("Ready", "False", "KubeletNotReady"), ["node.not_ready"]),
        (Condition("Ready", "Unknown"), ["node.not_ready"]),
        (Condition("DiskPressure", "True"), ["node.disk_pressure"]),
        (Condition("MemoryPressure", "True"), ["node.memory_pressure"]),
        (Condition("PIDPressure", "True"), ["node.pid_pressure"]),
        (Condition("KernelDeadlock", "True"), ["node.kernel"]),
        (Condition("Ready", "True"), []),
        (Condition("DiskPressure", "False"), []),
    ],
)
def test_a_nodes_condition_has_a_meaning(condition: Condition, wanted: list[str]) -> None:
    """Only the bad status counts."""
    assert list(judged(nodes, Snapshot(nodes=(Node("n1", (condition,)),)))) == wanted


def test_a_rollout_that_is_stuck_is_a_symptom() -> None:
    """And one that came up after all is none."""
    late = Condition("Progressing", "False", "ProgressDeadlineExceeded", "timed out")
    stuck = Workload(Ref("Deployment", "web", "shop"), desired=2, available=1, conditions=(late,))
    found = judged(workloads, Snapshot(workloads=(stuck,)))
    assert found["rollout.progress_deadline"].kind is Kind.SYMPTOM
    up = Workload(stuck.ref, desired=2, updated=2, available=2, conditions=(late,))
    assert not judged(workloads, Snapshot(workloads=(up,)))


def test_a_service_names_the_labels_that_do_not_fit() -> None:
    """Its selector beside what the pods have; a pod that is merely unready is a symptom."""
    service = Service(Ref("Service", "web", "shop"), {"app": "web"}, endpoints=0)
    wrong = Snapshot(pods=(pod(labels={"app": "site"}),), services=(service,))
    found = judged(services, wrong)["service.no_endpoints"]
    assert found.kind is Kind.CAUSE
    assert found.evidence[0].line == "selector app=web fits no pod; pods here have app=site"
    unready = Snapshot(pods=(pod(labels={"app": "web"}),), services=(service,))
    assert judged(services, unready)["service.no_endpoints"].kind is Kind.SYMPTOM


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"status": "timeout", "duration": 3000.0}, ["lambda.timeout"]),
        ({"status": "timeout", "phase": "init"}, ["lambda.init_timeout"]),
        ({"status": "error", "memory_size": 128, "memory_used": 128}, ["lambda.oom"]),
        ({"status": "", "memory_size": 128, "memory_used": 129}, ["lambda.oom"]),
        ({"status": "success", "memory_size": 128, "memory_used": 128}, []),
        ({"status": "success", "duration": 12.0}, []),
        ({"status": "error", "phase": "init", "init_duration": 10_010.0}, ["lambda.init_timeout"]),
        ({"status": "error", "phase": "init", "init_duration": 100.0}, []),
    ],
)
def test_an_invocation_is_judged_by_its_numbers(
    facts: Mapping[str, object], wanted: list[str]
) -> None:
    """Status, phase, duration, memory."""
    snapshot = Snapshot(invocations=(Invocation(**facts),))  # type: ignore[arg-type]
    assert list(judged(invocations, snapshot)) == wanted


def test_pain_32_a_start_that_never_ends_may_lack_what_asks_for_events() -> None:
    """An image without the adapter starts, serves, and is never ready for Lambda."""
    snapshot = Snapshot(invocations=(Invocation(status="timeout", phase="init"),))
    found = judged(invocations, snapshot)["lambda.init_timeout"]
    assert "the web adapter in /opt/extensions" in found.suggestion


def test_throttling_and_memory_are_measured() -> None:
    """Above a quarter of the periods, above nine tenths of the limit."""
    labels = {"namespace": "shop", "pod": "web-6d7f8c9b5d-6k2wq", "container": "app"}
    samples = [
        Sample("container_cpu_cfs_periods_total", 100, labels),
        Sample("container_cpu_cfs_throttled_periods_total", 26, labels),
        Sample("container_memory_working_set_bytes", 95, labels),
        Sample("container_spec_memory_limit_bytes", 100, labels),
    ]
    found = judged(measured, Snapshot(pods=(pod(Container("app")),), samples=tuple(samples)))
    assert list(found) == ["perf.cpu_throttled", "perf.memory_near_limit"]
    assert "95%" in found["perf.memory_near_limit"].title
    samples[1] = Sample(samples[1].name, 25, labels)
    samples[2] = Sample(samples[2].name, 89, labels)
    assert not judged(measured, Snapshot(pods=(pod(Container("app")),), samples=tuple(samples)))


@pytest.mark.parametrize(
    ("reason", "wanted"),
    [
        ("InvalidImageName", ["image.invalid_name"]),
        ("ErrImageNeverPull", ["image.never_pull"]),
        ("PostStartHookError", ["lifecycle.poststart"]),
        ("ErrImagePull", ["image.not_found", "image.pull_failed"]),
        ("CrashLoopBackOff", ["crash.loop", "crash.app_exit"]),
        ("ContainerCreating", []),
        ("PodInitializing", []),
    ],
)
def test_a_waiting_reason_has_a_meaning(reason: str, wanted: list[str]) -> None:
    """What waits for its turn is no finding."""
    container = Container("app", state=State("waiting", reason))
    assert list(judged(waiting, Snapshot(pods=(pod(container),)))) == wanted
