"""Hits of patterns -> candidates: by level, by place in the log, by what came after."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from diagnosis.causes.candidate import Candidate, Spot, Voice
from diagnosis.causes.scene import Scene
from diagnosis.finding import Confidence, Evidence, Kind
from diagnosis.matching import Hit, PatternSet

from .events import condition_passages, event_passages, state_passages
from .levels import is_chatter, is_quiet, looks_like_an_error
from .logs import log_passages, report_passages, statement_passages
from .passage import Passage
from .recovery import has_passed
from .templates import template
from .workers import without_echoes

_LAST_SCREEN = 50
"""Lines before the end of a log that are what the process said last."""
_EPISODE = 40
"""Lines without a hit that part two episodes of trouble."""
_QUOTED = 6
"""Lines that a finding quotes of one text."""
_COMPARED = 200
"""Hits, from the end, among which those are chosen."""
_LONGEST = 2_000
_ECHO = re.compile(r"npm (?:ERR!|error) |ELIFECYCLE|exited with code")
"""What a package manager says after the program it started has failed."""
_GOES_ON = re.compile(
    r"(?:\S+ +\| ?)?(?:DETAIL: |HINT: |Reason: |Message: "
    r"|[ \t]+(?![ \t]|at |File |\.\.\. |raise |\^|~|[{}\]]))"
)
"""How a message's second line begins, behind compose's prefix; frames of a stack do not."""
_WRAPPERS = ("llm.engine", "llm.tgi", "ai.", "crash.app_exit", "crash.unhandled", "lambda.exit")
_PASSAGES = (
    event_passages,
    state_passages,
    condition_passages,
    log_passages,
    statement_passages,
    report_passages,
)


def matched(scene: Scene, patterns: PatternSet) -> Iterator[Candidate]:
    """Each failure that a line of any text speaks of, once a text."""
    for passages in _PASSAGES:
        for passage in passages(scene):
            yield from _of_passage(passage, patterns)


def _of_passage(passage: Passage, patterns: PatternSet) -> Iterator[Candidate]:
    hits = [hit for hit in patterns.scan(passage.text) if _counts(hit, passage)]
    if not hits:
        return
    lines = passage.text.split("\n") if passage.is_log else []
    episodes = _episodes(hits)
    last = _last_other_error(lines, hits)
    by_id: dict[str, list[Hit]] = defaultdict(list)
    for hit in without_echoes(hits):
        by_id[hit.pattern.id].append(hit)
    for name, own in by_id.items():
        after = lines[own[-1].number :]
        if passage.is_log and _is_over(name, own, after, passage, len(lines)):
            continue
        found = _candidate(passage, own, episodes, lines)
        overtaken = found.voice is Voice.MENTION and own[-1].number < last
        yield replace(found, aside=True) if overtaken else found


def _last_other_error(lines: Sequence[str], hits: Sequence[Hit]) -> int:
    """The number of the last error near the end of which no cause is known; 0 if there is none.

    What a warning mentions before it is not what the log ends with. A line that wraps another
    error, or tells the end of all, is none of its own.
    """
    known = {
        hit.number
        for hit in hits
        if not is_quiet(hit.line)
        and (hit.pattern.kind is Kind.CAUSE or hit.pattern.id.startswith(_WRAPPERS))
    }
    first = max(0, len(lines) - _LAST_SCREEN)
    numbers = (
        number
        for number, line in enumerate(lines[first:], first + 1)
        if number not in known and looks_like_an_error(line) and not _ECHO.search(line)
    )
    return 0 if any(number > first for number in known) else max(numbers, default=0)


def _counts(hit: Hit, passage: Passage) -> bool:
    return passage.speaks_of(hit.pattern.id) and any(map(hit.pattern.applies, passage.places))


def _is_over(
    name: str, hits: Sequence[Hit], after: Sequence[str], passage: Passage, length: int
) -> bool:
    if has_passed(name, after, well=passage.well, length=length):
        return True
    if passage.ended or len(after) < _EPISODE // 4:
        return False
    # A line for information that quotes a failure, in a log that simply goes on.
    quiet = is_quiet if passage.well else is_chatter
    return all(quiet(hit.line) for hit in hits)


def _episodes(hits: Sequence[Hit]) -> dict[int, int]:
    """The episode of each line with a hit, counted from the end of the text."""
    numbers = sorted({hit.number for hit in hits}, reverse=True)
    episode = 0
    found = {numbers[0]: 0}
    for later, earlier in pairwise(numbers):
        episode += later - earlier > _EPISODE
        found[earlier] = episode
    return found


def _candidate(
    passage: Passage, hits: Sequence[Hit], episodes: dict[int, int], lines: Sequence[str]
) -> Candidate:
    length = len(lines)
    best = min(hits, key=lambda hit: _rank(passage, hit, episodes, length))
    pattern = best.pattern
    voice = _voice(passage, best, length)
    return Candidate(
        id=pattern.id,
        title=pattern.title,
        severity=pattern.severity,
        subject=passage.subject,
        evidence=_evidence(passage, best, hits) + _continued(passage, best, lines),
        suggestion=pattern.suggest(best.groups),
        kind=pattern.kind,
        confidence=_confidence(passage, voice),
        voice=voice,
        spot=Spot(episodes[best.number], _place(best)),
        explains=frozenset(pattern.explains),
        yields_to=frozenset(pattern.yields_to),
        aside=passage.aside,
        documentation=pattern.documentation,
    )


def _rank(
    passage: Passage, hit: Hit, episodes: dict[int, int], length: int
) -> tuple[int, int, int]:
    return -_voice(passage, hit, length), episodes[hit.number], _place(hit)


def _place(hit: Hit) -> int:
    """Earlier lines of an episode are nearer to the cause; of a Java chain, the last one is."""
    return -hit.number if "Caused by: " in hit.line else hit.number


def _voice(passage: Passage, hit: Hit, length: int) -> Voice:
    if not passage.is_log:
        return Voice.PLATFORM
    if is_quiet(hit.line):
        return Voice.MENTION
    last = passage.ended and length - hit.number <= _LAST_SCREEN
    return Voice.LAST_WORDS if last else Voice.LINE


def _confidence(passage: Passage, voice: Voice) -> Confidence:
    if voice is Voice.MENTION or passage.aside:
        return Confidence.LOW
    return Confidence.HIGH if voice in (Voice.PLATFORM, Voice.LAST_WORDS) else Confidence.MEDIUM


def _evidence(passage: Passage, best: Hit, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
    """The best line, and a few that say it in other words."""
    lines: dict[str, Hit] = {}
    for hit in (best, *reversed(hits[-_COMPARED:])):
        lines.setdefault(template(hit.line), hit)
    chosen = {hit.number: hit for hit in lines.values()}
    ordered = [best, *(hit for number, hit in sorted(chosen.items()) if number != best.number)]
    return tuple(
        Evidence(
            f"{passage.source}:{hit.number}" if passage.is_log else passage.source,
            hit.line.strip()[:_LONGEST],
        )
        for hit in ordered[:_QUOTED]
    )


def _continued(passage: Passage, best: Hit, lines: Sequence[str]) -> tuple[Evidence, ...]:
    """The line behind the best one, if the sentence goes on there: the host often stands in it."""
    following = lines[best.number].strip() if best.number < len(lines) else ""
    goes_on = following and _GOES_ON.match(lines[best.number])
    source = f"{passage.source}:{best.number + 1}"
    return (Evidence(source, following[:_LONGEST]),) if goes_on else ()
