"""Which lines tell the most: loud, rare, late, and not said by an instance that is well."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from diagnosis.causes.lines.levels import complains, is_quiet, level, looks_like_an_error
from diagnosis.causes.lines.recovery import has_passed, is_up
from diagnosis.causes.lines.templates import template
from diagnosis.finding import Evidence
from diagnosis.matching import PatternSet

_TAIL = 200_000
"""Characters from the end of a log that are looked at: what led to the end stands there."""
_LINES = 3_000
"""Lines of the tail that are compared."""
_QUOTED = 8
_LAST, _LATE_FROM = 20, 0.8
"""The last lines of a log, and the share of it from which on a line is late."""
_VERY_LAST = 5
"""Lines at the end in which even a complaint without a level counts."""
_ORDERED = re.compile(r"(?i)sigterm|shutting down|shutdown|robots\.txt|favicon\.ico")
"""What is logged as an error on an orderly stop, and for what browsers ask for unasked."""
_LOUD = {"fatal": 5.0, "critical": 5.0, "panic": 5.0, "emerg": 5.0, "alert": 5.0, "crit": 5.0}
_ERROR, _COMPLAINT, _WARNING = 4.0, 2.0, 1.0
_RARE, _LATE, _NEW = 2.0, 2.0, 1.5
_FRAME = ("at ", "File ", "^", "...", "}", ")", "raise ", "return ")
"""How lines of a stack trace begin: the line with the error's name says more."""


@dataclass(frozen=True, slots=True)
class Text:
    """A log to look through; `source` is what a finding quotes it as."""

    source: str
    text: str


def telling(
    texts: Iterable[Text], patterns: PatternSet, healthy: Iterable[str] = ()
) -> tuple[Evidence, ...]:
    """At most eight lines, in the order of the logs; `healthy` are logs of instances that are well.

    Only lines with an error's level or shape count, and fainter ones where there is no such line.
    What a pattern knows and what was over before the log ended is left out.
    """
    usual = {template(line) for text in healthy for line in _tail(text)[1]}
    found: list[tuple[float, int, Evidence]] = []
    for text in texts:
        found += _scored(text, patterns, usual, len(found))
    found = [one for one in found if one[0] >= _ERROR] or found
    best = sorted(found, key=lambda one: -one[0])[:_QUOTED]
    return tuple(evidence for _, _, evidence in sorted(best, key=lambda one: one[1]))


def shows_an_error(text: str, patterns: PatternSet) -> bool:
    """Whether the log ends in trouble that no pattern knows.

    An error that much else follows was handled; only one that ends a process need not be late.
    """
    lines = _tail(text)[1]
    over = _over(lines, patterns)
    late = min(len(lines) - _LAST, int(len(lines) * _LATE_FROM))
    return any(
        _tells_of_trouble(line, len(lines) - index - 1, is_late=index >= late)
        for index, line in enumerate(lines)
        if index not in over and not _ORDERED.search(line)
    )


def _tells_of_trouble(line: str, left: int, *, is_late: bool) -> bool:
    if looks_like_an_error(line):
        return is_late or level(line) in _LOUD
    return left < _VERY_LAST and complains(line)


def _scored(
    text: Text, patterns: PatternSet, usual: set[str], offset: int
) -> Iterable[tuple[float, int, Evidence]]:
    first, lines = _tail(text.text)
    templates = [template(line) for line in lines]
    counts = Counter(templates)
    over = _over(lines, patterns)
    seen: set[str] = set()
    # From the end: of lines that say the same, the last one is quoted.
    for index, (line, masked) in reversed(list(enumerate(zip(lines, templates, strict=True)))):
        loudness = _loudness(line)
        if not loudness or masked in seen or index in over:
            continue
        seen.add(masked)
        late = _LATE * (index + 1) / len(lines)
        new = _NEW if usual and masked not in usual else 0.0
        score = loudness + late + new + _RARE / counts[masked]
        evidence = Evidence(f"{text.source}:{first + index}", line.strip()[:1_000])
        yield score, offset + index, evidence


def _over(lines: Sequence[str], patterns: PatternSet) -> set[int]:
    """Lines of trouble that was over when the log ended, by their place."""
    hits: dict[str, list[int]] = defaultdict(list)
    for hit in patterns.scan("\n".join(lines)):
        hits[hit.pattern.id].append(hit.number)
    passed = {
        number - 1
        for name, numbers in hits.items()
        if has_passed(name, lines[numbers[-1] :], well=False, length=len(lines))
        for number in numbers
    }
    up = max((index for index, line in enumerate(lines) if is_up(line)), default=0)
    return passed | set(range(up))


def _loudness(line: str) -> float:
    if line.strip().startswith(_FRAME):
        return 0.0
    if looks_like_an_error(line):
        return _LOUD.get(level(line), _ERROR)
    if complains(line):
        return _COMPLAINT
    return _WARNING if level(line).startswith("w") and is_quiet(line) else 0.0


def _tail(text: str) -> tuple[int, Sequence[str]]:
    """The last lines of a text, and the number of the first of them."""
    tail = text[-_TAIL:]
    lines = tail.split("\n")
    before = text.count("\n", 0, len(text) - len(tail))
    kept = list(islice(lines, max(0, len(lines) - _LINES), None))
    return before + len(lines) - len(kept) + 1, kept
