"""From candidates to a diagnosis."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from diagnosis.causes import Candidate, Scene, Voice
from diagnosis.finding import Confidence, Diagnosis, Evidence, Finding, Kind, Severity, Verdict
from diagnosis.matching import PatternSet

from . import unknown
from .correlation import Correlation, stage_of
from .merging import Claim, merged
from .numbers import with_numbers
from .precedence import OUTSIDE, SEEN_ONLY, rank, tier
from .ranking import ranked
from .supposing import supposed

_QUOTED = 8
_FINDINGS = 100
"""Findings that anybody reads; the first of them are the worst."""
_EXIT = 3
"""The stage from which on a claim is told from outside of the program."""


def judged(candidates: Iterable[Candidate], scene: Scene, patterns: PatternSet) -> Diagnosis:
    """The diagnosis that the candidates come to."""
    found = list(candidates)
    correlation = Correlation(merged([*found, *supposed(found)]), scene)
    order = ranked(correlation)
    if not order or order[0].id in SEEN_ONLY or order[0].said.aside:
        return _without_a_cause(order, scene, patterns)
    root = order[0]
    kept = _worth_saying(order, root, correlation)
    unmatched: Sequence[Evidence] = ()
    if root.said.voice is Voice.GUESS and tier(root.id) is OUTSIDE:
        unmatched = unknown.unmatched(scene, patterns)
    findings = [_finding(one, correlation, scene) for one in kept[:_FINDINGS]]
    findings[0] = _with_lines(findings[0], unmatched)
    return Diagnosis(
        verdict=Verdict.FAILING,
        root_cause=root.id,
        chain=_chain(root, kept[:_FINDINGS], correlation),
        findings=tuple(findings),
        looked_at=scene.snapshot.looked_at,
        unmatched=tuple(unmatched),
    )


def _without_a_cause(seen: Sequence[Claim], scene: Scene, patterns: PatternSet) -> Diagnosis:
    looked_at = scene.snapshot.looked_at
    if not seen and unknown.is_empty(scene.snapshot):
        return Diagnosis(Verdict.UNKNOWN, findings=(unknown.nothing(),), looked_at=looked_at)
    if not seen and not unknown.is_wrong(scene, patterns):
        return Diagnosis(Verdict.HEALTHY, looked_at=looked_at)
    lines = unknown.unmatched(scene, patterns)
    states = tuple(one for claim in seen for one in claim.said.evidence)
    finding = unknown.finding((*states, *lines)[:_QUOTED])
    return Diagnosis(
        verdict=Verdict.UNKNOWN, findings=(finding,), looked_at=looked_at, unmatched=lines
    )


def _worth_saying(order: Sequence[Claim], root: Claim, correlation: Correlation) -> list[Claim]:
    """The claims without those that say less than another one about the same line."""
    kept = [root]
    for claim in order[1:]:
        lines = {one.line for one in claim.said.evidence}
        told = {one.line for other in kept for one in other.said.evidence}
        echo = lines <= told and correlation.is_explained(claim) and stage_of(claim) == 0
        faint = claim.is_weak and not root.is_weak and stage_of(claim) == 0
        # A state that fits several causes has nothing to add where one of them is known.
        guess = claim.said.voice is Voice.GUESS and correlation.is_explained(claim)
        faint = faint or (guess and tier(claim.id) is not OUTSIDE)
        aside = claim.said.aside and not root.said.aside
        if not (echo or faint or aside or _is_minor(claim, root, correlation)):
            kept.append(claim)
    return kept


def _is_minor(claim: Claim, root: Claim, correlation: Correlation) -> bool:
    """Whether it is a small trouble of the program's own that came before what ended it."""
    small = claim.said.severity.rank < Severity.HIGH.rank and stage_of(claim) < _EXIT
    return small and correlation.is_explained(claim) and claim.said.spot <= root.said.spot


def _chain(root: Claim, kept: Sequence[Claim], correlation: Correlation) -> tuple[str, ...]:
    effects = [one for one in correlation.effects(root) if one in kept]
    effects.sort(key=lambda one: (stage_of(one), rank(one.id)))
    return tuple(dict.fromkeys((root.id, *(one.id for one in effects))))


def _finding(claim: Claim, correlation: Correlation, scene: Scene) -> Finding:
    said = claim.said
    explained = correlation.is_explained(claim)
    return Finding(
        id=said.id,
        kind=Kind.SYMPTOM if explained else said.kind,
        severity=said.severity,
        title=said.title,
        owner=claim.owner,
        evidence=said.evidence,
        suggestion=with_numbers(claim, scene),
        confidence=Confidence.LOW if said.voice is Voice.GUESS else said.confidence,
        subjects=claim.places,
        documentation=said.documentation,
    )


def _with_lines(finding: Finding, lines: Sequence[Evidence]) -> Finding:
    return replace(finding, evidence=(*finding.evidence, *lines)[:_QUOTED])
