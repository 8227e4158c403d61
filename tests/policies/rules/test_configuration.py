"""Settings by rule id: the schema, the mistakes, the selection."""

from collections.abc import Mapping
from typing import Any

import pytest

from policies.rules.configuration import (
    ConfigurationError,
    Mistake,
    checked,
    mistakes_in,
    schema,
    select,
)
from policies.rules.model import Profile, Rule, Severity, Subject


def _rule(name: str, profile: Profile, settings: Mapping[str, Any] | None = None) -> Rule:
    return Rule(
        id=name,
        title=name,
        severity=Severity.LOW,
        profile=profile,
        subject=Subject.POD,
        remediation="Do.",
        check=lambda _, __: (),
        settings=settings or {},
    )


RULES = {
    one.id: one
    for one in (
        _rule("replicas-minimum", Profile.RESTRICTED, {"minimum": 2}),
        _rule("image-registry", Profile.OPTIONAL, {"registries": [], "strict": False}),
        _rule("host-path", Profile.BASELINE),
        _rule("grace", Profile.SERVING, {"name": "", "more": {}, "any": None}),
    )
}

MISTAKES: list[tuple[Any, list[tuple[str, str]]]] = [
    ({}, []),
    ({"replicas-minimum": {"minimum": 3}}, []),
    ({"replicas-minimum": {"minimum": 1.5}}, []),
    ({"image-registry": {"registries": ["ghcr.io/acme"], "strict": True}}, []),
    ({"grace": {"name": "a", "more": {"b": 1}, "any": [7]}}, []),
    (["host-path"], [("", "must be a mapping from a rule's id to its settings")]),
    (
        {"replicas-minimun": {}},
        [
            (
                "replicas-minimun",
                "no rule is called 'replicas-minimun'; did you mean 'replicas-minimum'?",
            )
        ],
    ),
    ({"zzz": {}}, [("zzz", "no rule is called 'zzz'")]),
    ({"host-path": 7}, [("host-path", "must be a mapping of settings")]),
    ({"host-path": {"depth": 7}}, [("host-path.depth", "host-path has no settings")]),
    (
        {"replicas-minimum": {"minimumm": 3}},
        [
            (
                "replicas-minimum.minimumm",
                "replicas-minimum has no such setting; did you mean 'minimum'?",
            )
        ],
    ),
    (
        {"replicas-minimum": {"minimum": "3"}},
        [("replicas-minimum.minimum", "must be a number")],
    ),
    (
        {"replicas-minimum": {"minimum": True}},
        [("replicas-minimum.minimum", "must be a number")],
    ),
    (
        {"image-registry": {"registries": "ghcr.io", "strict": 1}},
        [
            ("image-registry.registries", "must be a list"),
            ("image-registry.strict", "must be true or false"),
        ],
    ),
    (
        {"image-registry": {"registries": [1]}},
        [
            (
                "image-registry.registries",
                "must be a list of what its default lists, text if that is empty",
            )
        ],
    ),
]


@pytest.mark.parametrize(("configured", "mistakes"), MISTAKES)
def test_mistakes(configured: Any, mistakes: list[tuple[str, str]]) -> None:
    """Each mistake is named with its place, and with the way out where one is near."""
    assert mistakes_in(configured, RULES) == [Mistake(*one) for one in mistakes]


def test_checked() -> None:
    """Settings without a mistake come back; with any, all mistakes are told at once."""
    assert checked({"replicas-minimum": {"minimum": 3}}, RULES) == {
        "replicas-minimum": {"minimum": 3}
    }
    with pytest.raises(ConfigurationError) as raised:
        checked({"zzz": {}, "host-path": 7}, RULES)
    assert str(raised.value) == (
        "zzz: no rule is called 'zzz'; host-path: must be a mapping of settings"
    )


def test_schema() -> None:
    """The schema has every rule with settings, their types and defaults, and nothing else."""
    assert schema({"grace": RULES["grace"], "host-path": RULES["host-path"]}) == {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "grace": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "name": {"type": "string", "default": ""},
                    "more": {"type": "object", "default": {}},
                    "any": {"default": None},
                },
            }
        },
    }


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["host-path"]),
        ({"profiles": [Profile.RESTRICTED]}, ["host-path", "replicas-minimum"]),
        ({"ids": ["grace"], "profiles": [Profile.RESTRICTED]}, ["grace"]),
        ({"everything": True}, ["grace", "host-path", "image-registry", "replicas-minimum"]),
    ],
)
def test_select(asked: dict[str, Any], names: list[str]) -> None:
    """The baseline is always on, unless rules are named."""
    assert [one.id for one in select(RULES, **asked)] == names


def test_select_unknown() -> None:
    """An id that is no rule's is refused, with the nearest one."""
    with pytest.raises(ConfigurationError) as raised:
        select(RULES, ids=["hostpath"])
    assert str(raised.value) == (
        "hostpath: no rule is called 'hostpath'; did you mean 'host-path'?"
    )
