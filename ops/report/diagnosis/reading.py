"""What all formats read out of a diagnosis in the same way."""

import re
from collections.abc import Sequence
from itertools import groupby

from diagnosis.finding import Diagnosis, Evidence, Finding, Verdict

NOTHING = "nothing fails in what was looked at"
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_UNREAD = "unread: "


def first(diagnosis: Diagnosis) -> Finding | None:
    """The answer: the root cause, or the finding that says that there is none."""
    roots = (one for one in diagnosis.findings if one.id == diagnosis.root_cause)
    return next(roots, next(iter(diagnosis.findings), None))


def others(diagnosis: Diagnosis) -> list[Finding]:
    """What else was found, worst first: not the answer, and not what it led to."""
    answer = first(diagnosis)
    if answer is None:
        return []
    led_to = {name for name, _ in steps(diagnosis)}
    return [
        one
        for one in diagnosis.findings
        if one is not answer and not (one.id in led_to and one.owner == answer.owner)
    ]


def word(diagnosis: Diagnosis) -> str:
    """What the first finding is: a cause, a symptom, an unknown; or `healthy`."""
    answer = first(diagnosis)
    if answer is None:
        return "healthy"
    return "unknown" if diagnosis.verdict is Verdict.UNKNOWN else answer.kind.value


def steps(diagnosis: Diagnosis) -> list[tuple[str, str]]:
    """How the cause led to what is seen: ids with their titles; none for a chain of one."""
    titles = {one.id: one.title for one in reversed(diagnosis.findings)}
    chain = [(name, titles.get(name, "")) for name in diagnosis.chain]
    return chain if len(chain) > 1 else []


def quoted(diagnosis: Diagnosis) -> Sequence[Evidence]:
    """The lines that prove the answer; for an answer that is none, the most telling lines."""
    answer = first(diagnosis)
    if answer is not None and answer.evidence:
        return answer.evidence
    return tuple(diagnosis.unmatched)


def by_source(evidence: Sequence[Evidence]) -> list[tuple[str, list[str]]]:
    """The lines of each source that follow one another; none that another one contains."""
    return [
        (source, _distinct([printable(one.line) for one in lines]))
        for source, lines in groupby(evidence, key=lambda one: one.source)
    ]


def _distinct(lines: list[str]) -> list[str]:
    once = list(dict.fromkeys(lines))
    return [one for one in once if not any(one in other and one != other for other in once)]


def looked_at(diagnosis: Diagnosis) -> list[str]:
    """What was read."""
    return [one for one in diagnosis.looked_at if not one.startswith(_UNREAD)]


def unread(diagnosis: Diagnosis) -> list[str]:
    """What could not be read, and why."""
    return [one.removeprefix(_UNREAD) for one in diagnosis.looked_at if one.startswith(_UNREAD)]


def printable(line: str) -> str:
    """A line that can't drive the terminal: what a log holds is not ours."""
    if line.isprintable():
        return line.rstrip()
    plain = _COLOUR.sub("", line).replace("\t", "    ")
    return "".join(one if one.isprintable() else " " for one in plain).rstrip()
