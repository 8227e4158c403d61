"""Where a release takes place: what it is to do, where it is told, and how it pauses."""

from dataclasses import dataclass, field

from gate.functions.change import Change
from gate.functions.options import Options
from gate.functions.pausing import Pauses
from gate.progress import Say


@dataclass(frozen=True, slots=True)
class Scene:
    """`say` shows a line that passes, `note` one that stays."""

    change: Change
    options: Options
    say: Say
    note: Say
    pauses: Pauses = field(default_factory=Pauses)
