"""Waivers: what a file of them may say."""

from datetime import date

import pytest

from ops.check.checked_file import BadFile
from ops.check.waivers import read_waivers

from .rules import RULES

TODAY = date(2026, 11, 23)
GOOD = """\
waivers:
  - rule: image-fixed
    match: {kind: Deploy*, name: web}
    reason: The vendor has no other tag.
    owner: team-shop
    expires: 2027-01-31
"""


def test_a_good_file() -> None:
    """Patterns match as in a shell, and every field has to."""
    [waiver] = read_waivers(GOOD, "waivers.yaml", RULES, TODAY)
    assert (waiver.rule, waiver.reason, waiver.owner, waiver.expires, waiver.place) == (
        "image-fixed",
        "The vendor has no other tag.",
        "team-shop",
        date(2027, 1, 31),
        "waivers.yaml:2",
    )
    web = {"kind": "Deployment", "name": "web", "container": "server"}
    assert waiver.covers("image-fixed", web)
    assert not waiver.covers("replicas-enough", web)
    assert not waiver.covers("image-fixed", {**web, "name": "website"})


def test_what_is_drifts_is_passed_over() -> None:
    """One file serves both commands: `shipshape drift` reads its entries, and says what is wrong.

    The other entries are held to the same as before.
    """
    drift = """\
  - rule: drift
    match: {kind: Deployment, path: spec.replicas, manager: "kubectl*"}
    reason: Scaled for the sale.
    owner: team-shop
    expires: 2026-12-01
"""
    [waiver] = read_waivers(GOOD + drift, "waivers.yaml", RULES, TODAY)
    assert waiver.rule == "image-fixed"
    with pytest.raises(BadFile, match="drifts"):
        read_waivers(GOOD + drift.replace("rule: drift", "rule: drifts"), "w", RULES, TODAY)


@pytest.mark.parametrize("text", ["", "# none yet\n", "waivers:\n", "waivers: []\n", "[]"])
def test_an_empty_file(text: str) -> None:
    """There is nothing to waive, and nothing wrong."""
    assert read_waivers(text, "waivers.yaml", RULES, TODAY) == []


def test_every_mistake_is_said_with_its_line() -> None:
    """All of them at once, so that a file is mended once."""
    text = """\
- rule: image-fix
  match: {knd: Pod}
  reason: ""
  owner: 5
  expires: 2028-01-01
  until: never
- rule: image-fixed
  match:
  reason: x
  owner: z
- 7
- rule: image-fixed
  match: {name: 5}
  reason: x
  owner: z
  expires: tomorrow
"""
    with pytest.raises(BadFile) as bad:
        read_waivers(text, "w.yaml", RULES, TODAY)
    assert str(bad.value).splitlines() == [
        "w.yaml:6: 'until' is no key here; known are expires, match, owner, reason, rule",
        "w.yaml:1: no rule is called 'image-fix'; did you mean 'image-fixed'?",
        "w.yaml:3: reason is missing, or is no text",
        "w.yaml:4: owner is missing, or is no text",
        "w.yaml:5: expires is too far off: 2027-05-22 is the latest day allowed",
        "w.yaml:2: 'knd' is no key here; known are container, file, kind, name, namespace",
        "w.yaml:2: match has to name at least one of kind, namespace, name, container, file",
        "w.yaml:7: expires has to be a date such as 2027-01-31",
        "w.yaml:8: match has to name at least one of kind, namespace, name, container, file",
        "w.yaml:11: [2] has to be a mapping",
        "w.yaml:16: expires has to be a date such as 2027-01-31",
        "w.yaml:13: name has to be text; * stands for any",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("waivers: {a: 1}", "w.yaml:1: waivers have to be a list"),
        ("waver: []", "w.yaml:1: 'waver' is no key here; known are waivers"),
        ("a: [", "w.yaml:1: did not find expected node content (while parsing a flow node)"),
        ("a: 1\na: 2", "w.yaml:2: the key 'a' stands twice here: the last one counts"),
        ("[]\n---\n[]", "w.yaml: it holds 2 documents, not one"),
        ("- {}", "w.yaml:1: a waiver has rule, match, reason, owner, expires"),
        ("seven", "w.yaml:1: waivers have to be a list"),
    ],
)
def test_no_such_file_format(text: str, message: str) -> None:
    """What is no file of waivers is refused with a place."""
    with pytest.raises(BadFile) as bad:
        read_waivers(text, "w.yaml", RULES, TODAY)
    assert str(bad.value) == message


def test_how_far_ahead_is_configurable() -> None:
    """The last day allowed is that many days from today."""
    assert read_waivers(GOOD, "w.yaml", RULES, TODAY, longest=69)
    with pytest.raises(BadFile, match="2027-01-30 is the latest day allowed"):
        read_waivers(GOOD, "w.yaml", RULES, TODAY, longest=68)
