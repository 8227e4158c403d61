"""Logs made of known lines, distorted in every way that a log's journey may distort them."""

import json
import random
from collections.abc import Callable, Sequence

Distortion = Callable[[random.Random, str], str]
_PREFIXES = (
    "2026-11-25T10:00:00.123456789Z stderr F ",
    "web-1  | ",
    "E1125 10:00:00.123456       1 main.go:42] ",
    "[pod/web-6f9c/app] ",
    "2026-11-25 10:00:00,123 ",
    "Nov 25 10:00:00 host app[12]: ",
    "(EngineCore_DP0 pid=87) ",
    "[rank0]: ",
    "ERROR: ",
)


def _cut(seeded: random.Random, line: str) -> str:
    start, end = sorted((seeded.randint(0, len(line)), seeded.randint(0, len(line))))
    return line[start:] if seeded.random() < 0.5 else line[:end]


def _json(seeded: random.Random, line: str) -> str:
    plain = seeded.random() < 0.5
    return json.dumps({"level": "error", "msg": line, "n": 1}, ensure_ascii=plain)


def _coloured(seeded: random.Random, line: str) -> str:
    at = seeded.randint(0, len(line))
    return f"{line[:at]}\x1b[31;1m{line[at:]}\x1b[0m"


def _escaped(seeded: random.Random, line: str) -> str:
    at = seeded.randint(0, max(len(line) - 1, 0))
    return line[:at] + "".join(f"\\u{ord(one):04x}" for one in line[at : at + 2]) + line[at + 2 :]


def _strange(seeded: random.Random, line: str) -> str:
    strange = seeded.choice(("\x00", "\udc80", "é", "\U0001f600", "\r", "\ufffd", "İ", "Σ"))
    at = seeded.randint(0, len(line))
    return line[:at] + strange + line[at:]


def _long(seeded: random.Random, line: str) -> str:
    filling = seeded.choice(("x", "failed ", '{"a":"b"},', "\\n"))
    return filling * seeded.randint(1, 4000) + line + filling * seeded.randint(1, 4000)


DISTORTIONS: tuple[Distortion, ...] = (
    _cut,
    _json,
    _coloured,
    _escaped,
    _strange,
    lambda seeded, line: _json(seeded, _json(seeded, line)),
    lambda _, line: json.dumps({"log": line + "\n", "stream": "stderr"}),
    lambda _, line: line.replace('"', '\\"'),
    lambda _, line: line.replace("<", "\\u003c").replace("'", "\\u0027"),
    lambda _, line: line.upper(),
    lambda _, line: line.lower(),
    lambda _, line: line.replace("k", "\u212a").replace("s", "\u017f"),
    lambda seeded, line: seeded.choice(_PREFIXES) + line,
    lambda seeded, line: seeded.choice(_PREFIXES) + seeded.choice(_PREFIXES) + line,
    lambda _, line: line + "\r",
    lambda _, line: line,
)


def distorted(seeded: random.Random, known: Sequence[str], count: int) -> str:
    """A text of `count` lines, each one or two of the known ones; some distorted twice."""
    lines = [_line(seeded, known) for _ in range(count)]
    if seeded.random() < 0.5:
        lines.insert(seeded.randint(0, count), _long(seeded, seeded.choice(known)))
    return "\n".join(lines) + seeded.choice(("", "\n", "\r\n", "\n\n"))


def _line(seeded: random.Random, known: Sequence[str]) -> str:
    line = seeded.choice(known)
    if seeded.random() < 0.2:
        line += seeded.choice((" ", ": ", "")) + seeded.choice(known)
    for _ in range(seeded.randint(0, 2)):
        line = seeded.choice(DISTORTIONS)(seeded, line)
    return line
