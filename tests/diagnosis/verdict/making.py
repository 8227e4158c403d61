"""Candidates, short to write."""

from diagnosis.causes import Candidate, Scene, Subject, Voice
from diagnosis.finding import Diagnosis, Evidence, Severity
from diagnosis.matching import PatternSet
from diagnosis.snapshot import Snapshot
from diagnosis.verdict import judged

WEB = Subject("Deployment/shop/web", "Pod/shop/web-1/app", "app", "n1")


def candidate(name: str, voice: Voice = Voice.LINE, **fields: object) -> Candidate:
    """A candidate of one owner; it quotes its own name unless it is told otherwise."""
    facts = {"subject": WEB, "evidence": (Evidence("logs", name),), "severity": Severity.HIGH}
    return Candidate(name, f"title of {name}", **{**facts, "voice": voice, **fields})  # type: ignore[arg-type]


def verdict(*candidates: Candidate, snapshot: Snapshot | None = None) -> Diagnosis:
    """What they come to, with no patterns at hand."""
    return judged(candidates, Scene(snapshot or Snapshot()), PatternSet(()))
