"""The list of all rules. A rule file is imported, and its rules are in."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from .model import Check, Profile, Rule, Severity, Subject

_RULES: dict[str, Rule] = {}


def rule(  # noqa: PLR0913  # a rule is its metadata: each word is a field
    id: str,  # noqa: A002  # the word users write
    title: str,
    *,
    severity: Severity,
    profile: Profile,
    subject: Subject,
    remediation: str,
    kinds: Iterable[str] = (),
    **more: Any,
) -> Callable[[Check], Check]:
    """Register the decorated check; `more` are the other fields of Rule.

    Raises ValueError for an id that is taken: ids are never reused.
    """

    def register(check: Check) -> Check:
        if id in _RULES:
            raise ValueError(f"two rules are called {id}")
        _RULES[id] = Rule(
            id=id,
            title=title,
            severity=severity,
            profile=profile,
            subject=subject,
            remediation=remediation,
            check=check,
            kinds=frozenset(kinds),
            **more,
        )
        return check

    return register


def also_for_resources(id: str, kinds: Iterable[str]) -> Callable[[Check], Check]:  # noqa: A002
    """Give a registered rule the decorated check for Pulumi resources of these types."""

    def register(check: Check) -> Check:
        _RULES[id] = replace(_RULES[id], resource_check=check, resource_kinds=frozenset(kinds))
        return check

    return register


def registered() -> dict[str, Rule]:
    """The rules imported so far, by id."""
    return dict(_RULES)
