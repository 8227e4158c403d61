"""What a look at a cluster has brought so far: whoever waits for it may stop at any moment."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from diagnosis.snapshot import Log, Ref

from .asking import Kind, Listed, Object
from .choosing import Choice


@dataclass(slots=True)
class Taken:
    """Filled by one thread, read by another; every step leaves it whole.

    `contents` are Secrets and ConfigMaps whose entries are known by name, the values taken out;
    `absent` are those that are not there. `more_events` were asked for beside the list of
    all. `asked` is what has been asked and not answered yet.
    """

    namespace: str = ""
    choice: Choice | None = None
    listed: dict[Kind, Listed] = field(default_factory=dict)
    contents: dict[str, list[Object]] = field(default_factory=dict)
    absent: set[Ref] = field(default_factory=set)
    more_events: list[Object] = field(default_factory=list)
    logs: list[Log] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    asked: dict[str, None] = field(default_factory=dict)

    def note(self, sentence: str) -> None:
        """Say once what could not be read."""
        self.notes.setdefault(sentence)

    def late(self, seconds: float) -> None:
        """Say what no answer came for."""
        for what in list(self.asked):
            self.note(f"no answer within {seconds:g} s: {what}")

    def objects(self, kind: Kind) -> Sequence[Object]:
        """The objects of a kind; none where nobody could look."""
        listed = self.listed.get(kind)
        return listed.objects if listed else ()

    def known(self, kind: Kind) -> Sequence[Object] | None:
        """The objects of a kind, or None where nobody could look."""
        listed = self.listed.get(kind)
        if listed is None or (listed.refusal and not listed.objects):
            return None
        return listed.objects

    @contextmanager
    def asking(self, what: str) -> Iterator[None]:
        """Remember what is being asked, for the case that no answer comes."""
        self.asked.setdefault(what)
        yield
        self.asked.pop(what, None)
