"""What a pattern says, and where it holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from diagnosis.finding import Kind, Severity
from diagnosis.matching.technology import contradicted
from diagnosis.snapshot import Platform, Role

_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


class Source(StrEnum):
    """What kind of text a line comes from."""

    LOG = "log"
    EVENT = "event"
    STATE = "state"  # the reason and message of a waiting or terminated container
    CONDITION = "condition"
    STATEMENT = "statement"  # a platform's own sentence: a stopped task's reason, an API's refusal
    REPORT = "report"  # a serverless platform's record of one invocation


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line was read, and what is known of the container or pod it came from.

    None and an empty set mean that nobody knows. `exit_code`, `reason` and `restarts` are facts of
    the same container: its last exit, a reason of its state or of the event, its restart count. One
    with several reasons is several places.
    """

    platform: Platform = Platform.ANY
    source: Source = Source.LOG
    role: Role = Role.APP
    previous: bool = False
    technologies: frozenset[str] | None = None
    exit_code: int | None = None
    reason: str | None = None
    restarts: int | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a pattern is looked for; what is empty or None does not narrow it."""

    platform: tuple[Platform, ...] = ()
    source: tuple[Source, ...] = (Source.LOG, Source.STATEMENT)
    role: tuple[Role, ...] = ()
    technology: tuple[str, ...] = ()
    previous: bool | None = None

    def holds(self, place: Place) -> bool:
        """Whether the place is within; what nobody knows speaks against nothing."""
        return (
            place.source in self.source
            and (not self.platform or place.platform in (Platform.ANY, *self.platform))
            and (not self.role or place.role in self.role)
            and self.previous in (None, place.previous)
            and not contradicted(self.technology, place.technologies or ())
        )


@dataclass(frozen=True, slots=True)
class Requires:
    """Facts that must be known of the line's container and be among these."""

    exit_code: tuple[int, ...] = ()
    reason: tuple[str, ...] = ()
    restarts: int = 0

    def hold(self, place: Place) -> bool:
        """Whether all of them are known and hold; a missing fact does not."""
        return (
            (not self.exit_code or place.exit_code in self.exit_code)
            and (not self.reason or place.reason in self.reason)
            and (not self.restarts or (place.restarts or 0) >= self.restarts)
        )


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts a pattern must match, and near misses it must not; a text may have several lines."""

    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogPattern:
    """One pattern: what it looks for, where, and what it says when it is found.

    `keywords` are alternatives, compared without regard to case; `regex` and `unless` are RE2 and
    see one line. `explains` are ids that are effects of this one, `yields_to` ids that are the
    better answer when both are found. `file` and `line` say where the pattern is written.
    """

    name: str
    id: str
    title: str
    severity: Severity
    suggestion: str
    kind: Kind = Kind.CAUSE
    keywords: tuple[str, ...] = ()
    regex: str = ""
    unless: tuple[str, ...] = ()
    scope: Scope = Scope()
    requires: Requires = Requires()
    cause: str = ""
    defaults: Mapping[str, str] = field(default_factory=dict)
    explains: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    documentation: str = ""
    tests: Examples = Examples()
    file: str = ""
    line: int = 0

    def applies(self, place: Place) -> bool:
        """Whether a line read there counts: scope and requires, which a scan does not decide."""
        return self.scope.holds(place) and self.requires.hold(place)

    def suggest(self, groups: Mapping[str, str]) -> str:
        """The suggestion with the regex's named groups filled in; a silent group's default."""
        return _PLACEHOLDER.sub(lambda found: self._filled(found[1], groups), self.suggestion)

    def placeholders(self) -> tuple[str, ...]:
        """The groups that the suggestion speaks of."""
        return tuple(_PLACEHOLDER.findall(self.suggestion))

    def _filled(self, group: str, groups: Mapping[str, str]) -> str:
        return groups.get(group) or self.defaults.get(group) or f"the {group.replace('_', ' ')}"
