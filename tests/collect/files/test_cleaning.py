"""Taking off what terminals and web pages put around a text."""

import pytest

from collect.files.cleaning import clean


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        (
            "\x1b[1;31mError\x1b[0m: no\x1b]8;;http://x\x1b\\ link\x1b]8;;\x1b\\\n",
            "Error: no link\n",
        ),
        ("[32minfo[39m: started [1;33mwarn[0m\n", "info: started warn\n"),
        ("rate(errors[5m]) and items[2]\n", "rate(errors[5m]) and items[2]\n"),
        ("a\xa0b\u200bc\x07\n", "a bc\n"),
        ("```yaml\na: 1\n```\n", "\na: 1\n\n"),
        ("```kubectl get pods\nx\n~~~\n", "kubectl get pods\nx\n\n"),
        ("<details>\n<summary>logs</summary>\n\n```\nx\n```\n</details>\n", "\n\n\n\nx\n\n\n"),
        ("> a\n> b\n>\n", "a\nb\n\n"),
        ("> a\nb\n", "> a\nb\n"),
        ("no fences, <pre> stays\n<pre>\n", "no fences, <pre> stays\n<pre>\n"),
    ],
)
def test_a_text_in_plain_lines(given: str, expected: str) -> None:
    """Lines stay where they were."""
    assert clean(given) == expected
