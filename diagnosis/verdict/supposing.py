"""What must lie behind an effect of which nobody tells the cause."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from diagnosis.causes import Candidate, Voice
from diagnosis.finding import Confidence, Kind, Severity

_BEHIND = {
    "crash.loop": (
        "crash.app_exit",
        "The container ends soon after it starts; its exit code is not known",
        "Read the log of the instance before: `kubectl logs --previous`.",
    ),
    "image.pull_failed": (
        "image.not_found",
        "The image can't be pulled; the registry's own words are not known",
        "Check registry, repository and tag, and that the node may read them (imagePullSecrets).",
    ),
}


def supposed(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """A guess for each owner whose loop or pull is told of, and no cause of it."""
    told = {one.subject.owner for one in candidates if one.kind is Kind.CAUSE and not one.aside}
    for one in candidates:
        behind = _BEHIND.get(one.id)
        if behind is not None and not told & {one.subject.owner, ""}:
            name, title, suggestion = behind
            yield replace(
                one,
                id=name,
                title=title,
                suggestion=suggestion,
                severity=Severity.CRITICAL,
                kind=Kind.CAUSE,
                confidence=Confidence.LOW,
                voice=Voice.GUESS,
                explains=frozenset(),
                documentation="",
            )
