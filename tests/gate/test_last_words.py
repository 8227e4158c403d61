"""What a function said last."""

import pytest

from diagnosis.finding import Diagnosis, Finding, Kind, Severity, Verdict
from diagnosis.snapshot import Log
from gate.explaining.last_words import last_words

TEXT = """\
START RequestId: 8f507cfc-0123-4567-89ab-b12ca5eda2c4 Version: 3
one
two
three
four

EXTENSION\tName: lambda-adapter\tState: Ready
RequestId: 8f507cfc-0123-4567-89ab-b12ca5eda2c4 Error: Runtime exited with error: exit status 1
END RequestId: 8f507cfc-0123-4567-89ab-b12ca5eda2c4
REPORT RequestId: 8f507cfc-0123-4567-89ab-b12ca5eda2c4\tDuration: 3.00 ms
"""
JSON = """\
{"time": "2026-11-25T17:14:59Z", "type": "platform.initStart", "record": {"phase": "init"}}
{"level": "error", "event": "secrets.unavailable"}
{"time":"2026-11-25T17:14:59Z","type":"platform.report","record":{"status":"failure"}}
"""


def _diagnosis(kind: Kind) -> Diagnosis:
    finding = Finding("lambda.exit", kind, Severity.CRITICAL, "It ended")
    return Diagnosis(Verdict.FAILING, root_cause="lambda.exit", findings=(finding,))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (TEXT, ["It last said: two | three | four"]),
        (JSON, ['It last said: {"event": "secrets.unavailable"}']),
        ('{"level": "fatal", "message": "MODEL is odd"}', ["It last said: MODEL is odd"]),
        ('{"msg": "one"}\n{"message": 2}\n[3]', ['It last said: one | {"message": 2} | [3]']),
        ("START RequestId: 8f507cfc Version: 3\n", []),
        ("", []),
    ],
)
def test_lines_of_its_own(text: str, wanted: list[str]) -> None:
    """The last three, without those that Lambda writes between them."""
    assert last_words([Log(text)], _diagnosis(Kind.SYMPTOM)) == wanted


def test_where_a_cause_says_it_better() -> None:
    """Nothing is added; nor where there is no log, and always where nothing is known."""
    assert last_words([Log(TEXT)], _diagnosis(Kind.CAUSE)) == []
    assert last_words([], _diagnosis(Kind.SYMPTOM)) == []
    assert len(last_words([Log(TEXT)], Diagnosis(Verdict.UNKNOWN))) == 1
