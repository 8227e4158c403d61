"""An expression means the same in RE2, in Go, and, translated, in Rust."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import re2

from diagnosis.export.rust import rust
from diagnosis.export.selection import exportable
from diagnosis.matching import load_patterns

RIPGREP = Path(sys.executable).with_name("rg")
NO_MATCH = 1

LINES, _ = exportable(load_patterns().patterns)
EXPRESSIONS = sorted({regex for one in LINES for regex in (*one.all, *one.unless)})
TEXTS = [
    text
    for pattern in load_patterns().patterns
    for entry in (*pattern.tests.match, *pattern.tests.no_match)
    for text in entry.splitlines()
    if text
]


def by_re2(expression: str) -> list[int]:
    """What our own matcher's engine says."""
    compiled = re2.compile(expression)
    return [number for number, text in enumerate(TEXTS) if compiled.search(text)]


def by_rust(expression: str, texts: list[str]) -> list[int]:
    """What ripgrep says, which matches with the regex crate as Vector does."""
    command = [str(RIPGREP), "--line-number", "--no-config", "--text", "--regexp", expression, "-"]
    done = subprocess.run(
        command, input="\n".join(texts), capture_output=True, text=True, check=False
    )
    assert done.returncode <= NO_MATCH, f"{expression}: {done.stderr}"
    return [int(line.partition(":")[0]) - 1 for line in done.stdout.splitlines()]


def test_there_is_something_to_compare() -> None:
    """An empty list would agree with everything."""
    assert len(EXPRESSIONS) > 50
    assert len(TEXTS) > 200


def test_go_agrees() -> None:
    """Loki and the Collector."""
    go = shutil.which("go")
    if go is None:
        pytest.skip("Go is not on PATH")
    program = Path(__file__).with_name("matching.go")
    asked = json.dumps({"Expressions": EXPRESSIONS, "Lines": TEXTS})
    command = [go, "run", str(program)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answered = dict(zip(EXPRESSIONS, json.loads(done.stdout), strict=True))
    assert answered == {one: by_re2(one) for one in EXPRESSIONS}


def test_rust_agrees() -> None:
    """Vector, after the translation."""
    answered = {one: by_rust(rust(one), TEXTS) for one in EXPRESSIONS}
    assert answered == {one: by_re2(one) for one in EXPRESSIONS}


@pytest.mark.parametrize(
    ("expression", "line"),
    [
        (r"taint \{gpu: \}", "taint {gpu: }"),
        ("taint {gpu: }", "taint {gpu: }"),
        (r"a{2}b{1,}c{0,2}d", "aabd"),
        ("x{,3}y", "x{,3}y"),
        ("[[]", "["),
        ("[]x]y", "]y"),
        ("[^]x]y", "zy"),
        ("[a&&b]c", "&c"),
        ("[~~]c", "~c"),
        (r"[\]\[]c", "[c"),
        ("[[:digit:]]+px", "12px"),
        (r"\{{2}", "{{"),
        (r"\x{41}\pN", "A7"),
        ("['\"`]quoted['\"`]", "`quoted`"),
    ],
)
def test_the_translation_keeps_the_meaning(expression: str, line: str) -> None:
    """Braces and sets, where the two dialects differ."""
    assert re2.search(expression, line)
    assert by_rust(rust(expression), [line, "nothing of the kind"]) == [0]
