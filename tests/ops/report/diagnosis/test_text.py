"""The report for a person, as a whole."""

import re

import pytest

from diagnosis.finding import Diagnosis
from ops.report.diagnosis.paint import painted
from ops.report.diagnosis.text import WIDTH, as_text
from tests.ops.report.diagnosis.diagnoses import EVERY, FAILING, HEALTHY, KEY, UNKNOWN

FAILING_TEXT = f"""\
cause      The model provider's API key is missing
           ai.key_missing, critical, confidence high
where      Deployment/shop/web
           Pod/shop/web-1-a/app
           Pod/shop/web-1-b/app

why        ai.key_missing: The model provider's API key is missing
           -> crash.app_exit
           -> crash.loop: The container app is started again and again

evidence   logs web-1-a/app (previous):41
           | AI_LoadAPIKeyError: OpenAI API key is missing. Pass it using the
           |   'apiKey' parameter or the OPENAI_API_KEY environment variable.
           state Pod/shop/web-1-a/app
           | last terminated: Error, exit code 1, 3 restarts
           event Warning/BackOff
           | Back-off restarting    failed container

to fix it  Set OPENAI_API_KEY from a Secret (`shipshape:openaiApiKey`), and
           check its name.
see        {KEY.documentation}

also       cause probe.timeout, low: The readiness probe's timeout of 1 s | is
           `short` (Deployment/shop/api)

looked at  namespace shop: 2 of 2 pods, 3 workloads, 9 events
unread     no access to nodes"""
UNKNOWN_TEXT = """\
unknown    Something fails, and no pattern and no state says why
           unknown, high, confidence low

evidence   logs.txt:7
           | frobnicator: ``` lost its marbles

to fix it  Read these lines.

looked at  logs.txt: 9 lines of log"""
HEALTHY_TEXT = """\
healthy    nothing fails in what was looked at

looked at  logs.txt: 100 lines of log"""


@pytest.mark.parametrize(
    ("diagnosis", "text"),
    [(FAILING, FAILING_TEXT), (UNKNOWN, UNKNOWN_TEXT), (HEALTHY, HEALTHY_TEXT)],
    ids=["failing", "unknown", "healthy"],
)
def test_the_whole_report(diagnosis: Diagnosis, text: str) -> None:
    """The cause in the first line, then why, the lines that say so, the fix, and the rest."""
    assert as_text(diagnosis) == text


@pytest.mark.parametrize("diagnosis", EVERY.values(), ids=EVERY)
def test_fits_a_terminal(diagnosis: Diagnosis) -> None:
    """80 columns, but for an address, and nothing that drives the terminal."""
    report = as_text(diagnosis)
    lines = [line for line in report.split("\n") if not line.startswith("see")]
    assert max(map(len, lines)) <= WIDTH
    assert all(line.isprintable() for line in lines)
    assert len(lines) < 100


def test_colour_changes_no_word() -> None:
    """Without its escapes the painted report is the report."""
    shown = painted(FAILING_TEXT)
    assert shown != FAILING_TEXT
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == FAILING_TEXT
