"""The page of commands is what the commands say."""

from pathlib import Path

from ops.reference import reference

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_current() -> None:
    """Every command, with its options."""
    page = (ROOT / "docs" / "reference" / "commands.md").read_text()
    assert page == reference(), "run python -m ops.reference > docs/reference/commands.md"
