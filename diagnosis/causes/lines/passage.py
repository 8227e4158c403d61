"""A text to read, and what is known of the place it comes from."""

from dataclasses import dataclass

from diagnosis.causes.candidate import Subject
from diagnosis.matching import Place


@dataclass(frozen=True, slots=True)
class Passage:
    """One text.

    `places` are the facts it is read under; one of them must fit a pattern. `families` are the
    beginnings of ids that such a text can speak of, all if empty. `is_log` texts have numbered
    lines with levels; all others are the platform's own word. `ended` tells that what wrote the log
    is known to have ended badly, `well` that its pod is fine, `aside` that another container of
    the pod is the one in trouble.
    """

    text: str
    places: tuple[Place, ...]
    source: str
    subject: Subject
    families: tuple[str, ...] = ()
    is_log: bool = False
    ended: bool = False
    well: bool = False
    aside: bool = False

    def speaks_of(self, name: str) -> bool:
        """Whether such a text can be about this id."""
        return not self.families or name.startswith(self.families)
