"""What the engine calls for one resource. Nothing here may raise: it would end the operation."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pulumi_policy import PolicyResource, ReportViolation, ResourceValidationArgs

from ..rules.model import Result, Rule
from ..rules.unknown import Undecided
from .choices import policy_choice
from .judgement import Desk, Judgement, Questions
from .later import Later
from .levels import Choice
from .marks import Marks
from .messages import finding
from .plain import plain, secrets
from .reading import Subject, subject
from .waivers import Waiver

Remedy = Callable[[str, Any], bool]
_EVERYTHING = frozenset({""})
Validation = Callable[[ResourceValidationArgs, ReportViolation], None]


class Callbacks:
    """The callbacks of the resource policies, over what they share during one operation.

    `faults` are sentences on what could not be judged at all.
    """

    def __init__(
        self,
        families: Mapping[str, list[Rule]],
        choice: Callable[[str], Choice],
        waivers: Sequence[Waiver] = (),
    ) -> None:
        self.families = families
        self.rules = {rule.id: rule for rules in families.values() for rule in rules}
        self.choice = choice
        self.desk = Desk()
        self.marks = Marks()
        self.faults: dict[str, str] = {}
        self._waivers = waivers
        self._plain: dict[str, Questions] = {}

    def validate(self, family: str) -> Validation:
        """The validation of a family: its mandatory findings."""

        def validation(args: ResourceValidationArgs, report: ReportViolation) -> None:
            try:
                hand = self.desk.open(args.urn, family, lambda: self._subject(args))
                found = hand.judge(family, self._questions(family, args.urn, args.get_config()))
            except Exception as error:  # noqa: BLE001  # it would end the user's operation
                self.faults[args.urn] = type(error).__name__
                return
            for result in found:
                if self.waiver(result) is None:
                    report(self.told(hand, result), None)
                else:
                    hand.advice.append(result)

        return validation

    def advise(self, args: ResourceValidationArgs, report: ReportViolation) -> None:
        """The advisory findings of all families, which have judged the resource before."""
        hand = self.desk.in_hand(args.urn)
        if hand is not None:
            for result in hand.advice:
                report(self.told(hand, result), None)

    def remediate(self, *remedies: Remedy) -> Callable[[ResourceValidationArgs], Any]:
        """The remediation that makes these changes, and gives nothing when there are none."""

        def remediation(args: ResourceValidationArgs) -> Any:
            if not args.resource_type.startswith("kubernetes:"):
                return None
            kind = args.resource_type.rpartition(":")[2]
            try:
                props: Any = args.props
                props = props.writable() if isinstance(props, Later) else props
                changed = [remedy(kind, props) for remedy in remedies]
            except Exception as error:  # noqa: BLE001  # left as the user wrote it
                self.faults[args.urn] = type(error).__name__
                return None
            return props if any(changed) else None

        return remediation

    def mark(self, args: ResourceValidationArgs) -> None:
        """Remember what is secret: a validation cannot tell, a remediation can. Changes nothing."""
        try:
            self.marks.remember(args.urn, secrets(args.props))
        except Exception as error:  # noqa: BLE001  # it would end the user's operation
            self.faults[args.urn] = type(error).__name__

    def told(self, hand: Judgement, result: Result) -> str:
        """The message of a finding, without secrets; a waived one says so."""
        waiver = self.waiver(result)
        message = finding(result, hand.subject.owner)
        whole = message if waiver is None else f"{message}\n{waiver}"
        return self.marks.hidden(hand.subject.urn, whole)

    def waiver(self, result: Result) -> Waiver | None:
        """The waiver that covers a finding; a finding that cannot be placed has none."""
        try:
            return next((one for one in self._waivers if one.covers(result)), None)
        except Undecided:
            return None

    def judgement(self, resource: PolicyResource) -> Judgement:
        """The judgement of a resource of the stack; made now if it has not been analysed.

        The inputs of the analysis are preferred: outputs also hold what the cluster filled in.
        """
        known = self.desk.newest(resource.urn)
        if known is not None:
            return known
        hand = self.desk.open(resource.urn, "", lambda: self._subject(resource))
        for family in self.families:
            hand.judge(family, self._questions(family, resource.urn, {}))
        return hand

    def _questions(self, family: str, urn: str, config: Mapping[str, Any]) -> Questions:
        choice = self.choice(urn)
        if config:
            choice = choice.over(policy_choice(config, self.rules)[0])
            return Questions.of(self.families[family], choice)
        known = self._plain.get(family)
        if known is None or known.choice is not choice:
            known = self._plain[family] = Questions.of(self.families[family], choice)
        return known

    def _subject(self, args: ResourceValidationArgs | PolicyResource) -> Subject:
        inputs: dict[str, Any] = plain(args.props)
        # Without the engine's word on what is secret, nothing may be called unmarked.
        marked = self.marks.paths(args.urn) if self.marks.known(args.urn) else _EVERYTHING
        return subject(args.urn, args.resource_type, inputs, marked, args.opts.parent or "")
