"""The page of all patterns is what the files say."""

from pathlib import Path

from diagnosis.matching import load_patterns
from diagnosis.matching.reference import reference

from .files import WHOLE, changed, taken, written
from .test_schema import EVERYTHING

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "patterns.md"


def test_the_page_is_current() -> None:
    """It is generated, and committed as generated."""
    hint = "run python -m diagnosis.matching.reference > docs/reference/patterns.md"
    assert PAGE.read_text() == reference(load_patterns().patterns), hint


def test_a_pattern_with_everything(tmp_path: Path) -> None:
    """Where it holds, why, what to do, and what it has to do with others."""
    page = reference([taken(tmp_path, EVERYTHING)])
    assert page.partition("\n## ")[2] == (
        "patterns\n\n"
        "### ai.key_missing\n"
        "- **The key is missing** (`key-missing`, critical, symptom)\n"
        "  - Line: `API key is missing: set the FAKE_API_KEY environment variable`\n"
        "  - Where: source log or event, platform kubernetes or lambda, container app or init,"
        " technology node or vercel-ai, exit code 1 or 134, reason Error or OOMKilled,"
        " the previous instance, 2 restarts or more\n"
        "  - Cause: No key is set.\n"
        "  - Do: Set {variable} from a Secret.\n"
        "  - Explains: crash.app_exit\n"
        "  - Yields to: ai.key_invalid\n"
        "  - More: <https://example.com/keys>\n"
    )


def test_patterns_of_one_id_stand_together(tmp_path: Path) -> None:
    """Under the comment at the head of their file."""
    file = written(tmp_path, WHOLE, changed(id="a.b", name="x"), changed(id="queue-full", name="y"))
    file.write_text("# Queues: what they say.\n# And more.\n" + file.read_text())
    page = reference(load_patterns([file], builtin=False).patterns)
    headings = [line for line in page.splitlines() if line.startswith(("#", "- **", "Q", "And"))]
    assert headings == [
        "# Log patterns",
        "## patterns",
        "Queues: what they say.",
        "And more.",
        "### a.b",
        "- **The queue is full** (`x`, high, cause)",
        "### queue-full",
        "- **The queue is full** (`queue-full`, high, cause)",
        "- **The queue is full** (`y`, high, cause)",
    ]
