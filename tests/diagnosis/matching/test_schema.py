"""What a pattern file may say; everything else is refused with its line and in one sentence."""

from pathlib import Path

import pytest

from diagnosis.finding import Kind, Severity
from diagnosis.matching import Examples, LogPattern, Requires, Scope, Source, load_patterns
from diagnosis.snapshot import Platform, Role

from .files import WHOLE, changed, said, taken, written

EVERYTHING = """\
name: key-missing
id: ai.key_missing
title: The key is missing
severity: critical
kind: symptom
keywords: [API key is missing, no key given]
regex: '(?P<variable>[A-Z_]+_API_KEY) environment variable'
unless: ['^\\s*#', retrying]
scope:
  platform: [kubernetes, lambda]
  source: [log, event]
  role: [app, init]
  technology: [node, vercel-ai]
  previous: true
requires:
  exit_code: [1, 134]
  reason: [Error, OOMKilled]
  restarts: 2
cause: No key is set.
suggestion: Set {variable} from a Secret.
defaults: {variable: the key}
explains: [crash.app_exit]
yields_to: [ai.key_invalid]
documentation: https://example.com/keys
tests:
  match: ["API key is missing: set the FAKE_API_KEY environment variable"]
  no_match: ["# API key is missing: set the FAKE_API_KEY environment variable"]
"""


_TABLE = Path(__file__).with_name("refused_values.tsv")


def _refused() -> list[list[str]]:
    """A key, its value (left out if empty), and what is said."""
    return [line.split("\t") for line in _TABLE.read_text().splitlines()]


def test_everything_that_can_be_said_is_read(tmp_path: Path) -> None:
    """Each key of the schema arrives, typed."""
    assert taken(tmp_path, EVERYTHING) == LogPattern(
        name="key-missing",
        id="ai.key_missing",
        title="The key is missing",
        severity=Severity.CRITICAL,
        suggestion="Set {variable} from a Secret.",
        kind=Kind.SYMPTOM,
        keywords=("API key is missing", "no key given"),
        regex="(?P<variable>[A-Z_]+_API_KEY) environment variable",
        unless=(r"^\s*#", "retrying"),
        scope=Scope(
            platform=(Platform.KUBERNETES, Platform.LAMBDA),
            source=(Source.LOG, Source.EVENT),
            role=(Role.APP, Role.INIT),
            technology=("node", "vercel-ai"),
            previous=True,
        ),
        requires=Requires(exit_code=(1, 134), reason=("Error", "OOMKilled"), restarts=2),
        cause="No key is set.",
        defaults={"variable": "the key"},
        explains=("crash.app_exit",),
        yields_to=("ai.key_invalid",),
        documentation="https://example.com/keys",
        tests=Examples(
            ("API key is missing: set the FAKE_API_KEY environment variable",),
            ("# API key is missing: set the FAKE_API_KEY environment variable",),
        ),
        file=str(tmp_path / "patterns.yaml"),
        line=3,
    )


def test_what_is_left_out_has_a_default(tmp_path: Path) -> None:
    """The id is the name; a pattern is a cause, looked for in logs and statements."""
    pattern = taken(tmp_path, WHOLE)
    assert (pattern.id, pattern.kind, pattern.scope, pattern.requires) == (
        "queue-full",
        Kind.CAUSE,
        Scope(source=(Source.LOG, Source.STATEMENT)),
        Requires(),
    )


@pytest.mark.parametrize(("key", "value", "sentence"), _refused())
def test_what_is_wrong_is_refused_by_name_and_line(
    tmp_path: Path, key: str, value: str, sentence: str
) -> None:
    """The line is the value's, or the pattern's where something is missing."""
    assert said(tmp_path, changed(**{key: value})) == [f"patterns.yaml:{sentence}"]


def test_what_is_said_twice_is_refused(tmp_path: Path) -> None:
    """YAML would let the second one win in silence."""
    assert said(tmp_path, WHOLE + "title: Another\n") == [
        "patterns.yaml:11: queue-full: a pattern says title twice"
    ]


def test_an_entry_that_is_no_mapping_is_refused(tmp_path: Path) -> None:
    """It has no name to be called by."""
    assert said(tmp_path, "just a text\n") == ["patterns.yaml:3: a pattern must be a mapping"]


def test_an_unknown_technology_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    """Otherwise the pattern would never hold."""
    (refused,) = said(tmp_path, changed(scope="{technology: [cobol]}"))
    assert "each of scope.technology must be one of anthropic, bun," in refused


def test_the_others_of_a_file_go_on(tmp_path: Path) -> None:
    """A bad pattern spoils no other, and a second one of the same name replaces nothing."""
    file = written(tmp_path, WHOLE, changed(severity="urgent", name="other"), WHOLE)
    result = load_patterns([file], builtin=False)
    assert [one.line for one in result.patterns] == [3]
    assert [(one.name, one.line) for one in result.refused] == [("other", 17), ("queue-full", 19)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "1: a pattern file must be a mapping"),
        (b"- name: x\n", "1: a pattern file must be a mapping"),
        (b"patterns: []\n", "1: a pattern file begins with `version: 1`"),
        (b"version: 2\npatterns: []\n", "1: a pattern file begins with `version: 1`"),
        (b"version: 1\n", "1: a pattern file needs a list of patterns"),
        (b"version: 1\npatterns: []\n", "2: patterns must be a list with at least one entry"),
        (
            b"version: 1\npatterns: [a]\nrules: [b]\n",
            "3: a pattern file knows no rules; it knows version, patterns",
        ),
        (b"version: 1\npatterns: [\n", "3: this is no YAML: did not find expected node content"),
        (b"version: 1\nregex: 'it's'\n", "2: this is no YAML: did not find expected key"),
        (b"a: \x00\n", "1: this is no YAML: it holds a character that YAML does not allow"),
        (b"version: 1\n\xff\xfe\n", "2: is no UTF-8"),
        (b"a: &x 1\nb: *x\n", "2: *x stands for another value: write it out"),
        (b"a: 1\n---\nb: 1\n", "3: a pattern file holds one document"),
        (b"[" * 100_000, "1: nested more than 8 levels deep"),
        (b"- " * 100_000, "1: nested more than 8 levels deep"),
        (b"? [a]\n: 1\n", "1: a key must be text"),
    ],
)
def test_a_file_that_is_no_pattern_file_is_one_refusal(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    """Whatever it holds, nothing is raised."""
    file = tmp_path / "patterns.yaml"
    file.write_bytes(content)
    result = load_patterns([file], builtin=False)
    assert [str(one) for one in result.refused] == [f"{file}:{sentence}"]
    assert len(result.patterns) == 0
