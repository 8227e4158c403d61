"""A diagnosis as the engine shows it: whole texts."""

from diagnosis.finding import Confidence, Diagnosis, Evidence, Finding, Kind, Severity, Verdict
from gate.explaining.text import WIDTH, report

CAUSE = Finding(
    id="ai.key_missing",
    kind=Kind.CAUSE,
    severity=Severity.CRITICAL,
    title="The model provider's API key is missing.",
    owner="Deployment/shop/web",
    evidence=(
        Evidence(
            "logs web-1/app:3",
            '{"level":"fatal","time":"2026-01-02T03:04:05Z","message":"OPENAI_API_KEY is not set"}',
        ),
        Evidence("event Warning/BackOff", "Back-off restarting failed container app"),
        Evidence("state web-1/app", "BackOff: Back-off restarting failed container app"),
        Evidence("a", "one"),
        Evidence("b", "two"),
    ),
    suggestion="Set OPENAI_API_KEY from a Secret.",
    confidence=Confidence.HIGH,
    documentation="https://example.com/keys",
)
SYMPTOM = Finding(
    "crash.loop", Kind.SYMPTOM, Severity.HIGH, "The container is started again and again"
)
ASIDE = Finding("probe.slow", Kind.SYMPTOM, Severity.LOW, "The readiness probe is slow.")


def test_a_cause() -> None:
    """Cause, evidence, fix, chain, what else, and the footer; a line that says the same is left."""
    diagnosis = Diagnosis(
        Verdict.FAILING,
        "ai.key_missing",
        chain=("ai.key_missing", "crash.app_exit", "crash.loop"),
        findings=(SYMPTOM, CAUSE, ASIDE),
    )
    heading = "the rollout of web failed:\ncontainer app of pod web-1 ended 2 times"
    assert report(heading, diagnosis, ["The evidence is in .shipshape/evidence/dev/x"]) == (
        """\
the rollout of web failed:
container app of pod web-1 ended 2 times

Cause     The model provider's API key is missing [ai.key_missing,
          confidence high]
Where     Deployment/shop/web
Evidence  logs web-1/app:3:
            {"message": "OPENAI_API_KEY is not set"}
          state web-1/app:
            BackOff: Back-off restarting failed container app
          a:
            one
          and 1 more
Fix       Set OPENAI_API_KEY from a Secret.
See       https://example.com/keys

Chain     The model provider's API key is missing [ai.key_missing]
          -> crash.app_exit
          -> The container is started again and again [crash.loop]

Also      The readiness probe is slow [probe.slow]

The evidence is in .shipshape/evidence/dev/x"""
    )


def test_an_unknown_reason() -> None:
    """What was looked at, and the lines that tell most."""
    finding = Finding(
        "unknown",
        Kind.UNKNOWN,
        Severity.HIGH,
        "Something fails, and nothing says why",
        evidence=(Evidence("logs web-1/app:9", "frobnication failed"),),
        confidence=Confidence.LOW,
    )
    diagnosis = Diagnosis(
        Verdict.UNKNOWN,
        findings=(finding,),
        looked_at=("3 pods", "12 events"),
        unmatched=(finding.evidence[0], Evidence("logs web-1/app:2", "odd")),
    )
    assert report("it failed", diagnosis) == (
        """\
it failed

Unknown   Something fails, and nothing says why [unknown, confidence low]
Evidence  logs web-1/app:9:
            frobnication failed

Looked at 3 pods; 12 events
Telling   logs web-1/app:2:
            odd"""
    )


def test_the_same_said_twice_is_shown_once() -> None:
    """Two tries leave the same record at two times."""
    record = '{"time": "2026-01-02T03:04:0%dZ", "message": "it ends"}'
    evidence = tuple(Evidence(f"log {number}", record % number) for number in (1, 2))
    finding = Finding("a.b", Kind.CAUSE, Severity.HIGH, "t", evidence=evidence)
    text = report("h", Diagnosis(Verdict.FAILING, "a.b", findings=(finding,)))
    assert text.count("it ends") == 1


def test_nothing_at_all() -> None:
    """The heading stands."""
    assert report("it failed", Diagnosis(Verdict.UNKNOWN)) == "it failed"


def test_every_line_fits() -> None:
    """But for one word that is longer than a line: whoever copies a digest needs all of it."""
    long = Evidence("logs", "x" * 500 + " " + "word " * 200)
    digest = "sha256:" + "d" * 64 + "/more-of-it"
    finding = Finding(
        "a.b",
        Kind.CAUSE,
        Severity.HIGH,
        "Title " * 40,
        "o",
        (long,),
        suggestion=f"{'do ' * 60}{digest}",
    )
    text = report("h " * 300, Diagnosis(Verdict.FAILING, "a.b", findings=(finding,)))
    assert [line for line in text.splitlines() if len(line) > WIDTH and digest not in line] == []
    assert digest in text


def test_a_command_stays_in_one_piece() -> None:
    """Whoever copies it at night copies what runs; the sentence before it is wrapped."""
    command = f"  aws lambda update-alias --function-name {'n' * 64} \\\n    --region eu-west-1"
    text = report("h", Diagnosis(Verdict.UNKNOWN), [f"{'word ' * 20}:\n{command}"])
    assert text.endswith(f"\n{command}")
    assert len(text.splitlines()) == 6


def test_a_log_does_not_drive_the_terminal() -> None:
    """Escapes, bells and line feeds of a log are spaces."""
    finding = Finding(
        "a.b",
        Kind.CAUSE,
        Severity.HIGH,
        "t",
        evidence=(Evidence("logs", "\x1b[2Jgone\x07\u202eevil\r"),),
    )
    text = report("h", Diagnosis(Verdict.FAILING, "a.b", findings=(finding,)))
    assert all(one.isprintable() or one == "\n" for one in text)
    assert "[2Jgone" in text
