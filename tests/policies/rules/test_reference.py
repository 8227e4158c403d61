"""The page of all rules is what the rules say."""

from pathlib import Path

from policies.rules import registered
from policies.rules.reference import reference

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "policies.md"


def test_the_page_is_current() -> None:
    """It is generated, and committed as generated."""
    hint = "run python -m policies.rules.reference > docs/reference/policies.md"
    assert PAGE.read_text() == reference(), hint


def test_every_rule_has_a_section() -> None:
    """Each rule stands in exactly one family."""
    sections = [line[4:] for line in reference().splitlines() if line.startswith("### ")]
    assert sorted(sections) == sorted(registered())
