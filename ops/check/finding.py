"""What was found: a rule's result with the place and the weight that a report shows."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from ops.check.levels import Level
from ops.check.reading.found import Trouble
from policies.rules.model import Rule, Verdict


class Excuse(NamedTuple):
    """Why a finding doesn't count: `source` is where the waiver or baseline stands."""

    reason: str
    source: str
    owner: str = ""
    expires: str = ""
    in_place: bool = False


class Finding(NamedTuple):
    """One rule's verdict on one subject. `line` counts from 1, 0 if it has none.

    `owner` is the component that made the subject, `""` if none is known.
    """

    rule: Rule
    verdict: Verdict
    level: Level
    object: str
    container: str
    path: str
    file: str
    line: int
    message: str
    excuse: Excuse | None = None
    owner: str = ""

    @property
    def open(self) -> bool:
        """Whether it is neither a pass nor excused."""
        return self.verdict is not Verdict.PASS and self.excuse is None

    @property
    def remediation(self) -> str:
        """What to change: the component's argument where one leads there."""
        if self.owner and self.rule.argument:
            return f"Change `{self.rule.argument}` of {self.owner}: {self.rule.remediation}"
        return self.rule.remediation

    @property
    def fingerprint(self) -> str:
        """The finding's identity: the same wherever its file and lines move to."""
        identity = "\0".join((self.rule.id, self.object, self.container, self.path))
        return sha256(identity.encode(errors="replace")).hexdigest()[:32]


@dataclass(slots=True)
class Report:
    """A whole check: every verdict, and what could not be read or is doubtful."""

    findings: list[Finding] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    rules: tuple[Rule, ...] = ()
    objects: int = 0
