"""The way in: a snapshot and patterns -> a diagnosis, redacted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from diagnosis.causes import CAUSES, Candidate, Scene
from diagnosis.causes.lines import matched
from diagnosis.finding import Diagnosis, Evidence, Finding, Verdict
from diagnosis.matching import PatternSet
from diagnosis.redaction import redact
from diagnosis.snapshot import Snapshot
from diagnosis.verdict import judged

Found = TypeVar("Found")


def diagnose(snapshot: Snapshot, patterns: PatternSet) -> Diagnosis:
    """Say why it fails: the root cause, how it led to what is seen, and what else was found.

    Never raises for what the snapshot holds. A cause that can't judge is named in `looked_at`.
    """
    scene = Scene(snapshot)
    failed: list[str] = []
    candidates = list(_gathered(scene, patterns, failed))
    diagnosis = _verdict(candidates, scene, patterns, failed)
    looked_at = (
        *(diagnosis.looked_at or _counted(snapshot)),
        *(f"unread: {one}" for one in snapshot.unread),
        *(f"could not judge: {name}" for name in failed),
    )
    return _redacted(replace(diagnosis, looked_at=looked_at))


def _verdict(
    candidates: Sequence[Candidate], scene: Scene, patterns: PatternSet, failed: list[str]
) -> Diagnosis:
    found: list[Diagnosis] = []
    found += _attempt("verdict", lambda: [judged(candidates, scene, patterns)], failed)
    return found[0] if found else Diagnosis(Verdict.UNKNOWN, looked_at=scene.snapshot.looked_at)


def _gathered(scene: Scene, patterns: PatternSet, failed: list[str]) -> Iterator[Candidate]:
    for cause in CAUSES:
        yield from _attempt(cause.__name__, lambda cause=cause: cause(scene), failed)  # type: ignore[misc]
    yield from _attempt("lines", lambda: matched(scene, patterns), failed)


def _attempt(name: str, look: Callable[[], Iterable[Found]], failed: list[str]) -> list[Found]:
    """What one cause finds; one that fails on odd input must not take the others with it."""
    found: list[Found] = []
    try:
        found.extend(look())
    except Exception:  # noqa: BLE001  # whatever it is, the others still have something to say
        failed.append(name)
    return found


def _counted(snapshot: Snapshot) -> tuple[str, ...]:
    counts = {
        "pods": snapshot.pods,
        "workloads": snapshot.workloads,
        "events": snapshot.events,
        "nodes": snapshot.nodes,
        "containers": snapshot.containers,
        "logs": snapshot.logs,
        "statements": snapshot.statements,
        "invocations": snapshot.invocations,
        "samples": snapshot.samples,
    }
    return tuple(
        f"{len(found)} {name[:-1] if len(found) == 1 else name}"
        for name, found in counts.items()
        if found
    )


def _redacted(diagnosis: Diagnosis) -> Diagnosis:
    return replace(
        diagnosis,
        findings=tuple(map(_finding, diagnosis.findings)),
        looked_at=tuple(map(redact, diagnosis.looked_at)),
        unmatched=tuple(map(_line, diagnosis.unmatched)),
    )


def _finding(finding: Finding) -> Finding:
    return replace(
        finding,
        title=redact(finding.title),
        evidence=tuple(map(_line, finding.evidence)),
        suggestion=redact(finding.suggestion),
    )


def _line(evidence: Evidence) -> Evidence:
    return Evidence(redact(evidence.source), redact(evidence.line))
