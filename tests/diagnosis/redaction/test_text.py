"""What goes and what stays, over lines as programs print them."""

import random
import re
import time
from pathlib import Path

import pytest

from diagnosis.redaction import redact

_HERE = Path(__file__).parent
_MARKED = re.compile("⟦(.+?)⟧")
_REPLACED = re.compile(r"\[redacted: [\w\- ]+\]")
_SECRET_LINES = (_HERE / "secrets.txt").read_text().splitlines()
_HARMLESS_LINES = (_HERE / "harmless.txt").read_text().splitlines()
_ORDINARY_LINES = (_HERE / "ordinary.txt").read_text().splitlines()


@pytest.mark.parametrize("line", _SECRET_LINES)
def test_takes_the_secret_and_leaves_the_words_around_it(line: str) -> None:
    """Each marked part is replaced as a whole, and nothing beside it."""
    shown = redact(_MARKED.sub(r"\1", line))
    assert _REPLACED.sub("⟦⟧", shown) == _MARKED.sub("⟦⟧", line)


@pytest.mark.parametrize("line", _HARMLESS_LINES)
def test_leaves_evidence_as_it_is(line: str) -> None:
    """Digests, ids, names and prose about secrets are what a diagnosis quotes."""
    assert redact(line) == line


def test_takes_an_environment_entry_that_spans_lines() -> None:
    """The name announces the value of the next line, in YAML as in JSON."""
    yaml = "  - name: DB_PASSWORD\n    value: hunter2\n  - name: MODE\n    value: prod\n"
    assert redact(yaml) == yaml.replace("hunter2", "[redacted: secret]")
    json = '{\n "name": "API_TOKEN",\n "value": "hunter2"\n}'
    assert redact(json) == json.replace("hunter2", "[redacted: secret]")


@pytest.mark.parametrize("newline", ["\n", "\\n"])
def test_takes_a_private_key_whole_or_cut(newline: str) -> None:
    """A log that begins or ends inside of a key still holds half of it."""
    body = newline.join(["MIIEfakefakefakefakefakefakefake/+fake"] * 4 + ["fake=="])
    begin, end = "-----BEGIN RSA PRIVATE KEY-----", "-----END RSA PRIVATE KEY-----"
    hidden = "[redacted: private key]"
    for text in (
        f"{begin}{newline}{body}{newline}{end}",
        f"{begin}{newline}{body}",
        f"{body}{newline}{end}",
    ):
        shown = redact(f"read {text}")
        assert shown.startswith(f"read {hidden}")
        assert "MIIE" not in shown
    assert redact(f"{begin}\nnot a key at all") == f"{hidden}\nnot a key at all"


def test_changes_nothing_more_the_second_time() -> None:
    """Whatever stands beside whatever: a thousand texts put together by chance."""
    chance = random.Random(5)  # noqa: S311 — a text is no key
    pieces = [_MARKED.sub(r"\1", line) for line in _SECRET_LINES] + _HARMLESS_LINES
    words = [word for piece in pieces for word in re.split(r"(\s|[=:;,\"'@/])", piece)]
    for _ in range(1000):
        text = "".join(chance.choices(words, k=40))
        once = redact(text)
        assert redact(once) == once, text


def test_takes_every_secret_from_a_text_of_many() -> None:
    """In any order, one a line, among lines without one."""
    chance = random.Random(6)  # noqa: S311 — a text is no key
    lines = _SECRET_LINES * 20 + _HARMLESS_LINES * 20
    chance.shuffle(lines)
    shown = redact(_MARKED.sub(r"\1", "\n".join(lines))).split("\n")
    assert [_REPLACED.sub("⟦⟧", line) for line in shown] == [
        _MARKED.sub("⟦⟧", line) for line in lines
    ]


@pytest.mark.parametrize("text", ["", "\x00\xff", "\ud800 password=hunter2", "é" * 99, "\r\n\r\n"])
def test_survives_what_is_no_text(text: str) -> None:
    """Half a surrogate and control characters pass through."""
    assert redact(text) == text.replace("hunter2", "[redacted: password]")


def test_reads_ten_megabytes_in_less_than_a_second() -> None:
    """Logs as services write them: one line in a hundred has to do with secrets."""
    chance = random.Random(7)  # noqa: S311 — a text is no key
    about_secrets = [_MARKED.sub(r"\1", line) for line in _SECRET_LINES] + _HARMLESS_LINES
    lines = [
        chance.choice(about_secrets if number % 100 == 0 else _ORDINARY_LINES)
        for number in range(100_000)
    ]
    text = "\n".join(lines)
    assert len(text) > 10_000_000
    begun = time.process_time()
    redact(text)
    assert time.process_time() - begun < 1  # 0.2 s on a free core


@pytest.mark.parametrize(
    "piece", ["redis://:a@", "-----BEGIN PRIVATE KEY-----", 'password="', "a@b.c.", "token:", "eyJ"]
)
def test_no_text_makes_it_slow(piece: str) -> None:
    """Beginnings of secrets without an end, on one line of half a megabyte."""
    begun = time.process_time()
    redact(piece * (500_000 // len(piece)))
    assert time.process_time() - begun < 3
