"""A release in the test's own process, and what it told."""

from dataclasses import dataclass, field
from typing import Unpack

from gate.functions.change import Change
from gate.functions.options import ReleaseArgs, read
from gate.functions.pausing import Pauses
from gate.functions.releasing import release
from gate.functions.scene import Scene
from tests.collect.live.aws.account import FUNCTION, REGION


@dataclass
class Told:
    """Lines that pass, and lines that stay."""

    said: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    pauses: Pauses = field(default_factory=Pauses)

    def release(self, before: str, after: str, **args: Unpack[ReleaseArgs]) -> None:
        """Release a version; raises ReleaseFailed."""
        options = read(FUNCTION, {"region": REGION, "watch": 0, **args})
        change = Change(FUNCTION, "live", before, after, REGION)
        release(Scene(change, options, self.said.append, self.noted.append, self.pauses))
