"""What a stack's configuration chooses."""

import json
from pathlib import Path

import pytest

from policies.pack.choices import policy_choice, stack_choice
from policies.pack.levels import Choice, Level, level
from policies.pack.stacks import Stacks, file_config, stack_of
from policies.rules import registered
from policies.rules.model import Profile, Rule, Severity, Subject

DEVELOPMENT = {"debug-in-production": {"development": True}}
RULES = {name: registered()[name] for name in ("image-digest", "replicas-minimum")}
B, R, S, OFF = Profile.BASELINE, Profile.RESTRICTED, Profile.SERVING, Profile.OPTIONAL


def rule(profile: Profile) -> Rule:
    """A rule of a profile."""
    return Rule("some-rule", "", Severity.LOW, profile, Subject.POD, "", lambda *_: [])


@pytest.mark.parametrize(
    ("choice", "levels"),
    [
        (Choice(), {B: "mandatory", R: "advisory", S: "advisory", OFF: "disabled"}),
        (
            Choice(production=True),
            {B: "mandatory", R: "mandatory", S: "mandatory", OFF: "disabled"},
        ),
        (
            Choice(profiles=frozenset({S}), production=True),
            {B: "mandatory", R: "disabled", S: "mandatory", OFF: "disabled"},
        ),
        (
            Choice(levels={"some-rule": Level.ADVISORY}),
            dict.fromkeys((B, R, S, OFF), "advisory"),
        ),
    ],
)
def test_levels(choice: Choice, levels: dict[Profile, str]) -> None:
    """By profile, by production, by what is named; a rule's own level wins."""
    assert {profile: level(rule(profile), choice).value for profile in Profile} == levels


def test_everything_that_can_be_chosen() -> None:
    """Values are text, as the engine passes them on."""
    config = {
        "policies:profiles": '["restricted", "serving"]',
        "policies:levels": '{"image-digest": "advisory"}',
        "policies:settings": '{"replicas-minimum": {"minimum": 3}}',
        "policies:remediate": "true",
        "shipshape:production": "true",
        "shipshape:name": "reference",
    }
    assert stack_choice(config, "dev", RULES) == (
        Choice(
            profiles=frozenset({R, S}),
            production=True,
            levels={"image-digest": Level.ADVISORY},
            settings={"replicas-minimum": {"minimum": 3}},
            remediate=True,
        ),
        [],
    )


def test_one_profile_needs_no_list() -> None:
    """As `pulumi config set policies:profiles serving` writes it."""
    assert stack_choice({"policies:profiles": "serving"}, "dev", RULES)[0] == Choice(
        profiles=frozenset({S}), settings=DEVELOPMENT
    )


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        (
            "profile",
            "x",
            "is no setting of the policies: levels, profiles, remediate, settings are",
        ),
        ("profiles", "strict", "names strict: the profiles are baseline, restricted, serving"),
        (
            "levels",
            '{"image-digest": "off"}',
            "has image-digest: off: the levels are mandatory, advisory, disabled",
        ),
        ("levels", "[1]", "must be a mapping by rule id"),
        (
            "settings",
            '{"nope": {}}',
            "names nope, which is no rule: see docs/reference/policies.md",
        ),
        ("settings", '{"image-digest": 3}', "at image-digest: must be a mapping of settings"),
        (
            "settings",
            '{"replicas-minimum": {"minimum": "three"}}',
            "at replicas-minimum.minimum: must be a number",
        ),
        (
            "settings",
            '{"replicas-minimum": {"minimun": 3}}',
            (
                "at replicas-minimum.minimun: replicas-minimum has no such setting; "
                "did you mean 'minimum'?"
            ),
        ),
        ("remediate", "perhaps", "must be true or false"),
    ],
)
def test_a_fault_is_one_sentence_and_counts_as_not_set(key: str, value: str, sentence: str) -> None:
    """The key is named; nothing else of the choice is lost."""
    config = {f"policies:{key}": value}
    assert stack_choice(config, "dev", RULES) == (
        Choice(settings=DEVELOPMENT),
        [f"policies:{key} {sentence}"],
    )


def test_what_the_engine_hands_to_one_policy() -> None:
    """Levels and settings over those of the stack."""
    choice, faults = policy_choice({"levels": {"image-digest": "disabled"}}, RULES)
    assert faults == []
    over = Choice(levels={"replicas-minimum": Level.ADVISORY}).over(choice)
    assert over.levels == {
        "replicas-minimum": Level.ADVISORY,
        "image-digest": Level.DISABLED,
    }
    assert policy_choice({"levels": 3}, RULES)[1] == [
        "the policy's `levels` must be a mapping by rule id"
    ]


def test_the_engines_word_is_taken_before_the_file(tmp_path: Path) -> None:
    """An analysis of a state is told nothing: the stack's file then says the same."""
    (tmp_path / "Pulumi.test.yaml").write_text(
        "config:\n  policies:profiles: [serving]\n  shipshape:key:\n    secure: v1:x\n"
    )
    urn = "urn:pulumi:test::service::kubernetes:core/v1:Pod::a"
    stacks = Stacks(RULES, tmp_path)
    assert stacks.choice(urn) == Choice(profiles=frozenset({S}), settings=DEVELOPMENT)
    stacks.hear("test", {})
    assert stacks.choice(urn) == Choice(settings=DEVELOPMENT)
    assert stacks.faults(urn) == []


@pytest.mark.parametrize("text", ["", "config: 3", "[", "- a", "\x00"])
def test_a_file_that_says_nothing(tmp_path: Path, text: str) -> None:
    """No configuration, no error: the engine is the one to complain of the file."""
    (tmp_path / "file.yaml").write_text(text)
    assert file_config(tmp_path / "file.yaml") == {}
    assert file_config(tmp_path / "none.yaml") == {}


def test_structures_become_the_text_that_the_engine_gives(tmp_path: Path) -> None:
    """JSON for everything but text."""
    (tmp_path / "file.yaml").write_text("config: {a:b: x, a:c: [1], a:d: true}")
    assert file_config(tmp_path / "file.yaml") == {
        "a:b": "x",
        "a:c": json.dumps([1]),
        "a:d": "true",
    }


@pytest.mark.parametrize(
    ("urn", "stack"), [("urn:pulumi:dev::p::t::n", "dev"), ("", ""), ("urn:pulumi:dev", "")]
)
def test_the_stack_of_a_urn(urn: str, stack: str) -> None:
    """Its first part."""
    assert stack_of(urn) == stack
