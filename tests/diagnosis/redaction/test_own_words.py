"""What this project itself says of secrets is no secret."""

from diagnosis.matching import load_patterns
from diagnosis.redaction import redact


def test_suggestions_and_titles_stay() -> None:
    """They tell how a key is set; a reader must not lose the half of a command."""
    said = [
        text
        for one in load_patterns().patterns
        for text in (one.title, one.cause, one.suggestion, *one.defaults.values())
    ]
    assert said
    assert [redact(text) for text in said] == said
