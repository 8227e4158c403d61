"""All rules: importing this package imports every rule file once."""

from .model import Problem, Profile, Result, Rule, Severity, Subject, Verdict
from .registry import registered

__all__ = ["Problem", "Profile", "Result", "Rule", "Severity", "Subject", "Verdict", "registered"]
