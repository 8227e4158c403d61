"""Levels, from severity and from how a rule came to be asked."""

from dataclasses import replace

import pytest

from ops.check.levels import Level, level_of
from policies.rules.model import Profile, Severity

from .rules import REPLICAS


@pytest.mark.parametrize(
    ("severity", "profile", "mandatory", "named", "level"),
    [
        ("low", "optional", False, True, Level.ERROR),
        ("medium", "baseline", True, False, Level.ERROR),
        ("low", "baseline", True, False, Level.WARNING),
        ("critical", "restricted", False, False, Level.WARNING),
        ("low", "restricted", False, False, Level.NOTE),
        ("high", "optional", False, False, Level.NOTE),
    ],
)
def test_level(severity: str, profile: str, mandatory: bool, named: bool, level: Level) -> None:
    """Asked by name is an error; in force as well, unless low; else advice."""
    rule = replace(REPLICAS, severity=Severity(severity), profile=Profile(profile))
    assert level_of(rule, mandatory=mandatory, named=named) is level
