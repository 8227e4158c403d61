"""Judging the resources of one operation, and keeping their judgements for the end of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..rules.model import Result, Rule
from ..rules.unknown import Undecided
from .choices import policy_choice
from .inspections import Inspections
from .judgement import Judgement, judged
from .levels import Choice
from .marks import Marks
from .messages import finding
from .reading import subject
from .rulebook import Rulebook
from .waivers import Waiver
from .wire import Properties

Config = Mapping[str, Mapping[str, Any]]
"""What the engine was told to configure of policies, by name."""


@dataclass(eq=False)
class Desk:
    """Judges one resource after another; no resource can end the operation.

    `choice` is what the stack of a URN has chosen. `faults` say, by URN, what broke where a
    resource could not be judged.
    """

    families: Mapping[str, Sequence[Rule]]
    choice: Callable[[str], Choice]
    waivers: Sequence[Waiver] = ()
    inspections: Inspections | None = None
    faults: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._config: Config = {}
        self._off: frozenset[str] = frozenset()
        self._rulebooks: list[tuple[Choice, Rulebook]] = []
        self._newest: dict[str, Judgement] = {}

    def configure(self, config: Config, off: frozenset[str]) -> None:
        """Take what is configured of single families, and which of them are off altogether."""
        self._config, self._off = config, off
        self._rulebooks.clear()

    def judge(self, resource: Any) -> Judgement | None:
        """The judgement of a resource as the engine has sent it; None if it could not be made."""
        urn = resource.urn
        self._newest.pop(urn, None)
        try:
            properties = Properties(resource.properties)
            marks = Marks(properties.secrets)
            data = self._inspected(urn, properties.data)
            seen = subject(urn, resource.type, data, marks.paths, resource.options.parent)
            made = judged(seen, marks, self._rulebook(self.choice(urn)))
        except Exception as error:  # noqa: BLE001  # it would end the user's operation
            self.faults[urn] = type(error).__name__
            return None
        self._newest[urn] = made
        return made

    def _inspected(self, urn: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
        return data if self.inspections is None else self.inspections.marked(urn, data)

    def judgements(self, resources: Sequence[Any]) -> Iterator[Judgement]:
        """Those of all resources; made now where one has not been analysed.

        The inputs of the analysis are preferred: outputs also hold what the cluster filled in.
        """
        for resource in resources:
            known = self._newest.get(resource.urn) or self.judge(resource)
            if known is not None:
                yield known

    def waiver(self, result: Result) -> Waiver | None:
        """The waiver that covers a finding; a finding that cannot be placed has none."""
        try:
            return next((one for one in self.waivers if one.covers(result)), None)
        except Undecided:
            return None

    def told(self, judgement: Judgement, result: Result) -> str:
        """The message of a finding, without secrets; a waived one says so."""
        waiver = self.waiver(result)
        message = finding(result, judgement.subject.owner)
        return judgement.marks.hidden(message if waiver is None else f"{message}\n{waiver}")

    def _rulebook(self, choice: Choice) -> Rulebook:
        for known, rulebook in self._rulebooks:
            if known is choice:
                return rulebook
        made = Rulebook(self.families, dict(self._choices(choice)))
        self._rulebooks.append((choice, made))
        return made

    def _choices(self, choice: Choice) -> Iterator[tuple[str, Choice]]:
        rules = {rule.id: rule for mine in self.families.values() for rule in mine}
        for family in self.families:
            if family not in self._off:
                yield family, choice.over(policy_choice(self._config.get(family, {}), rules)[0])
