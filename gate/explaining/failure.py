"""Collect, diagnose, save, tell. Each step may fail; what the others found is told all the same."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from diagnosis.finding import Diagnosis, Kind, Verdict
from diagnosis.redaction import redact, redacted
from diagnosis.snapshot import Snapshot
from gate.explaining import bundle
from gate.explaining.asked import Asked, Explained
from gate.explaining.collecting import collected
from gate.explaining.last_words import last_words
from gate.explaining.text import report


def explained(asked: Asked) -> Explained:
    """The text that explains a failure; the evidence is saved on the way."""
    seen = redacted(collected(asked))
    diagnosis, problems = _diagnosed(seen)
    diagnosis = _known(diagnosis, asked)
    if asked.quiet and all(one.kind is Kind.UNKNOWN for one in diagnosis.findings):
        return Explained("")
    said = last_words(asked.logs, diagnosis)
    heading, below = redact(asked.heading), [*map(redact, (*said, *asked.footer))]
    below += [*_unread(seen), *problems]
    place, more = _saved(asked, seen, diagnosis, report(heading, diagnosis, below))
    below += [*more, *([f"The evidence is in {place}"] if place else [])]
    return Explained(report(heading, diagnosis, below), place)


def _unread(seen: Snapshot) -> list[str]:
    """What could not be read may be what would have told the cause."""
    return [f"Not read: {'; '.join(seen.unread)}"] if seen.unread else []


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
    """What is known already comes first; what was collected beside it may be its reason."""
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
