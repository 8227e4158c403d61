"""What controllers report of their pods: mostly symptoms, for the reason lies with the pods."""

from collections.abc import Iterator
from dataclasses import dataclass

from diagnosis.finding import Confidence, Evidence, Kind, Severity
from diagnosis.snapshot import Condition, Workload

from .candidate import Candidate, Subject
from .quoting import of_event
from .scene import Scene


@dataclass(frozen=True, slots=True)
class _Report:
    """What a condition or an event of a controller means."""

    id: str
    title: str
    suggestion: str


_BACKOFF = _Report(
    "job.backoff_limit",
    "The Job gave up: its pods failed too often",
    "Look at why its pods fail; a higher backoffLimit only delays the answer.",
)
_DEADLINE = _Report(
    "job.deadline",
    "The Job was not done within its activeDeadlineSeconds",
    "Look at what its pods did all that time; raise the deadline if they did well.",
)
_PROGRESS = _Report(
    "rollout.progress_deadline",
    "The rollout made no progress within its deadline",
    "Look at the new pods; the deadline (`progressDeadline`) must exceed `startupBudget`.",
)
_REPORTS = {
    ("Failed", "BackoffLimitExceeded"): _BACKOFF,
    ("Failed", "PodFailurePolicy"): _BACKOFF,
    ("Failed", "DeadlineExceeded"): _DEADLINE,
    ("Progressing", "ProgressDeadlineExceeded"): _PROGRESS,
}
_EVENTS = {
    "BackoffLimitExceeded": _BACKOFF,
    "DeadlineExceeded": _DEADLINE,
    "ProgressDeadlineExceeded": _PROGRESS,
}
_WHEN = {"Failed": "True", "Progressing": "False"}


def workloads(scene: Scene) -> Iterator[Candidate]:
    """Each condition or event of a controller that says: it did not work out."""
    for workload in scene.snapshot.workloads:
        if not _is_up(workload):
            yield from _of_conditions(scene, workload)
    for event in scene.events:
        report = _EVENTS.get(event.reason)
        if report is not None and event.about.kind != "Pod":
            yield _candidate(report, scene.subject_of(event.about), of_event(event))


def _is_up(workload: Workload) -> bool:
    """Whether all wanted pods are there after all, or the Job is complete."""
    if any(one.type == "Complete" and one.status == "True" for one in workload.conditions):
        return True
    wanted, available = workload.desired, workload.available
    return wanted is not None and available is not None and workload.updated == wanted <= available


def _of_conditions(scene: Scene, workload: Workload) -> Iterator[Candidate]:
    for condition in workload.conditions:
        report = _REPORTS.get((condition.type, condition.reason))
        if report is not None and condition.status == _WHEN[condition.type]:
            yield _candidate(report, scene.subject_of(workload.ref), _said(workload, condition))


def _said(workload: Workload, condition: Condition) -> Evidence:
    words = f"{condition.type}={condition.status} {condition.reason}: {condition.message}"
    return Evidence(f"condition {workload.ref}", words.rstrip(": "))


def _candidate(report: _Report, subject: Subject, evidence: Evidence) -> Candidate:
    return Candidate(
        id=report.id,
        title=report.title,
        severity=Severity.HIGH,
        subject=subject,
        evidence=(evidence,),
        suggestion=report.suggestion,
        kind=Kind.SYMPTOM,
        confidence=Confidence.HIGH,
    )
