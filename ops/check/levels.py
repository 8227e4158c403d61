"""How much a finding weighs: from its rule's severity, and whether the rule is in force."""

from enum import IntEnum

from policies.rules.model import Rule, Severity


class Level(IntEnum):
    """The weight of a finding, heaviest last."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


def level_of(rule: Rule, *, mandatory: bool, named: bool) -> Level:
    """The level of a rule's findings.

    A rule asked for by its id is an error. One of a profile in force is, too,
    unless it is of low severity. One that only `--all` brings is advice.
    """
    low = rule.severity is Severity.LOW
    if named:
        return Level.ERROR
    if mandatory:
        return Level.WARNING if low else Level.ERROR
    optional = rule.profile.value == "optional"
    return Level.NOTE if low or optional else Level.WARNING
