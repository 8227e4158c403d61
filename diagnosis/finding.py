"""What a diagnosis says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """A symptom never stands above a cause; `unknown` is an answer of its own."""

    CAUSE = "cause"
    SYMPTOM = "symptom"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """How bad it is, least first."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """A number to compare by."""
        return list(Severity).index(self)


class Confidence(StrEnum):
    """How sure we are: the platform said so; a line says so and nothing speaks against; a guess."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line that was read, and where: `event Warning/Failed`, `logs web/app (previous):41`."""

    source: str
    line: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause or symptom of one owner.

    `id` is a failure mode's, or the name of a project's own pattern. `owner` is the topmost owner,
    as `Kind/namespace/name`, or whatever failed; `subjects` are the places it was seen in.
    `suggestion` names the setting and the number to change, where they are known.
    """

    id: str
    kind: Kind
    severity: Severity
    title: str
    owner: str = ""
    evidence: tuple[Evidence, ...] = ()
    suggestion: str = ""
    confidence: Confidence = Confidence.MEDIUM
    subjects: tuple[str, ...] = ()
    documentation: str = ""


class Verdict(StrEnum):
    """What all findings come to."""

    HEALTHY = "healthy"
    FAILING = "failing"
    UNKNOWN = "unknown"  # something is wrong, and nothing says what


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The answer: the first cause, how it led to what is seen, and everything found, worst first.

    `chain` are ids from the cause to the last symptom. `looked_at` says what was read; `unmatched`
    are the most telling lines that no pattern knows, for an answer that is unknown.
    """

    verdict: Verdict
    root_cause: str | None = None
    chain: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    looked_at: tuple[str, ...] = ()
    unmatched: Sequence[Evidence] = field(default_factory=tuple)
