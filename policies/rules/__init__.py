"""All rules: importing this package imports every rule file once."""

from . import (
    accounts,
    availability,
    aws,
    dockerfile,
    images,
    network,
    probes,
    resources,
    secrets,
    security,
    workload,
)
from .model import Problem, Profile, Result, Rule, Severity, Subject, Verdict
from .registry import registered

FAMILIES = (
    accounts,
    availability,
    aws,
    dockerfile,
    images,
    network,
    probes,
    resources,
    secrets,
    security,
    workload,
)
"""The packages of rules, one a family; importing them registers their rules."""

__all__ = [
    "FAMILIES",
    "Problem",
    "Profile",
    "Result",
    "Rule",
    "Severity",
    "Subject",
    "Verdict",
    "registered",
]
