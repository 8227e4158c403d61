"""The configuration file of a check."""

import pytest

from ops.check.checked_file import BadFile
from ops.check.settings import Settings, read_settings
from policies.rules.model import Severity

from .rules import REPLICAS, RULES

GOOD = """\
profiles: [restricted]
rules:
  replicas-enough: {severity: critical, settings: {minimum: 3}}
  image-fixed: {enabled: false}
waivers: {file: accepted.yaml, maximumDays: 30}
"""


def test_a_good_file() -> None:
    """Everything that can be said."""
    settings = read_settings(GOOD, "c.yaml", RULES)
    assert settings == Settings(
        profiles=("restricted",),
        enabled={"replicas-enough": True, "image-fixed": False},
        severities={"replicas-enough": Severity.CRITICAL},
        rules={"replicas-enough": {"minimum": 3}},
        waivers="accepted.yaml",
        longest_waiver=30,
    )
    [rule] = settings.over(RULES).values()
    assert (rule.id, rule.severity) == (REPLICAS.id, Severity.CRITICAL)


def test_an_empty_file() -> None:
    """Nothing needs to be said."""
    assert read_settings("", "c.yaml", RULES) == Settings()


def test_every_mistake_is_said_with_its_line() -> None:
    """All of them at once."""
    text = """\
profiles: [strict]
rule: {}
rules:
  replicas-enuf: {}
  replicas-enough:
    level: error
    enabled: perhaps
    severity: bad
    settings:
      minimum: two
      maximum: 3
  image-fixed: {settings: {a: 1}}
waivers:
  file: 3
  maximumDays: 0
"""
    with pytest.raises(BadFile) as bad:
        read_settings(text, "c.yaml", RULES)
    assert str(bad.value).splitlines() == [
        "c.yaml:2: 'rule' is no key here; known are profiles, rules, waivers",
        "c.yaml:4: no rule is called 'replicas-enuf'; did you mean 'replicas-enough'?",
        "c.yaml:6: 'level' is no key here; known are enabled, settings, severity",
        "c.yaml:7: enabled has to be true or false",
        "c.yaml:8: severity has to be one of low, medium, high, critical",
        "c.yaml:10: replicas-enough.minimum: must be a number",
        (
            "c.yaml:11: replicas-enough.maximum: replicas-enough has no such setting;"
            " did you mean 'minimum'?"
        ),
        "c.yaml:12: image-fixed.a: image-fixed has no settings",
        "c.yaml:1: 'strict' is no profile; there are baseline, restricted, serving",
        "c.yaml:14: file is missing, or is no text",
        "c.yaml:15: maximumDays has to be a number of days",
    ]


def test_rules_have_to_be_a_mapping() -> None:
    """A list of ids says nothing."""
    with pytest.raises(BadFile) as bad:
        read_settings("rules: [image-fixed]", "c.yaml", RULES)
    assert (
        str(bad.value)
        == "c.yaml:1: rules has to be a mapping from a rule's id to what is set for it"
    )
