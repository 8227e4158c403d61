"""Collect, diagnose, save, tell. Each step may fail; what the others found is told all the same."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from collect.live.cluster import snapshot
from collect.live.selection import Limits, Selection
from collect.rollout import Access
from diagnosis.finding import Diagnosis, Kind, Verdict
from diagnosis.redaction import redact, redacted
from diagnosis.snapshot import Platform, Ref, Snapshot, Statement
from gate.explaining import bundle
from gate.explaining.asked import Asked, Explained
from gate.explaining.text import report

_SECONDS = 8.0
"""Seconds for collecting: what was seen before is diagnosed in the time that is left."""


def explained(asked: Asked) -> Explained:
    """The text that explains a failure; the evidence is saved on the way."""
    seen = redacted(_complete(_collected(asked), asked))
    diagnosis, problems = _diagnosed(seen)
    diagnosis = _known(diagnosis, asked)
    heading, below = redact(asked.heading), [*asked.footer, *_unread(seen), *problems]
    place, more = _saved(asked, seen, diagnosis, report(heading, diagnosis, below))
    below += [*more, *([f"The evidence is in {place}"] if place else [])]
    return Explained(report(heading, diagnosis, below), place)


def _unread(seen: Snapshot) -> list[str]:
    """What could not be read may be what would have told the cause."""
    return [f"Not read: {'; '.join(seen.unread)}"] if seen.unread else []


def _collected(asked: Asked) -> Snapshot:
    """What the cluster shows now; never raises, and says itself what it could not read."""
    chosen = Selection(
        namespace=asked.namespace,
        workloads=(Ref(asked.kind, asked.name, asked.namespace),) if asked.namespace else (),
        names=() if asked.namespace else (asked.name,),
        access=Access(asked.kubeconfig, asked.context),
    )
    return snapshot(chosen, Limits(seconds=_SECONDS))


def _complete(seen: Snapshot, asked: Asked) -> Snapshot:
    """Add what was seen and said before: it may be gone by now."""
    said = tuple(
        Statement(error, Platform.KUBERNETES, "pulumi", f"{asked.kind}/{asked.name}")
        for error in asked.errors
    )
    known = {(one.reason, one.about, one.message) for one in seen.events}
    before = (one for one in asked.events if (one.reason, one.about, one.message) not in known)
    return replace(
        seen,
        platform=Platform.KUBERNETES,
        taken=seen.taken or datetime.now(UTC),
        history=(*asked.pods, *seen.history),
        pods=seen.pods or asked.pods[-1:],
        events=(*before, *seen.events),
        statements=(*seen.statements, *said),
    )


def _diagnosed(seen: Snapshot) -> tuple[Diagnosis, list[str]]:
    from diagnosis.diagnose import diagnose
    from diagnosis.matching import load_patterns

    try:
        loaded = load_patterns(_own_patterns())
        left_out = [f"Left out, {one}" for one in loaded.refused]
        return diagnose(seen, loaded.patterns), left_out
    except Exception as error:  # noqa: BLE001  # the evidence is worth saving without a diagnosis
        problem = f"The diagnosis itself failed: {type(error).__name__}: {error}"
        return Diagnosis(Verdict.UNKNOWN, looked_at=seen.looked_at), [redact(problem)]


def _known(diagnosis: Diagnosis, asked: Asked) -> Diagnosis:
    """What is known already comes first; what the cluster tells beside it may be its reason."""
    if asked.finding is None:
        return diagnosis
    finding = replace(
        asked.finding,
        evidence=tuple(replace(e, line=redact(e.line)) for e in asked.finding.evidence),
    )
    return replace(
        diagnosis,
        verdict=Verdict.FAILING,
        root_cause=finding.id,
        chain=(finding.id,),
        findings=(finding, *(one for one in diagnosis.findings if one.kind is not Kind.UNKNOWN)),
    )


def _own_patterns() -> list[Path]:
    """The project's own patterns, where it has any."""
    folder = Path("patterns")
    return [folder] if folder.is_dir() else []


def _saved(asked: Asked, seen: Snapshot, diagnosis: Diagnosis, text: str) -> tuple[str, list[str]]:
    if not asked.folder:
        return "", []
    try:
        content = bundle.files(seen, diagnosis, text)
        name = bundle.name(asked.name, datetime.now(UTC))
        return str(bundle.save(Path(asked.folder), name, content)), []
    except (OSError, ValueError) as error:
        return "", [f"The evidence could not be saved: {error}"]
