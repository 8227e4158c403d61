"""What one reading of the snapshot claims; the verdict weighs the claims against each other."""

from dataclasses import dataclass, field
from enum import IntEnum

from diagnosis.finding import Confidence, Evidence, Kind, Severity


class Voice(IntEnum):
    """How loudly the evidence speaks, least first."""

    GUESS = 0  # an exit code or a state alone: it says that, not why
    MENTION = 1  # a line of level debug, info or warning
    LINE = 2  # an error line
    LAST_WORDS = 3  # what a container said just before it ended
    PLATFORM = 4  # the platform's own word about a state that holds now


@dataclass(frozen=True, slots=True)
class Subject:
    """Where something was seen.

    `owner` is the topmost owner, `Kind/namespace/name`, empty where nobody knows; `place` is the
    object itself, with its container. `node` is where it runs, or the node itself.
    """

    owner: str = ""
    place: str = ""
    container: str = ""
    node: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where in a log a line stands: the last episode of trouble is 0, the one before it 1.

    The smaller of two is nearer to the cause.
    """

    episode: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cause or symptom that something speaks for.

    `explains` are ids that are its effects, `yields_to` ids that are the better answer when they
    are found in the same place. `aside` marks what was seen in a container that is not the one in
    trouble.
    """

    id: str
    title: str
    severity: Severity
    subject: Subject = Subject()
    evidence: tuple[Evidence, ...] = ()
    suggestion: str = ""
    kind: Kind = Kind.CAUSE
    confidence: Confidence = Confidence.MEDIUM
    voice: Voice = Voice.PLATFORM
    spot: Spot = Spot()
    explains: frozenset[str] = field(default_factory=frozenset)
    yields_to: frozenset[str] = field(default_factory=frozenset)
    aside: bool = False
    documentation: str = ""
