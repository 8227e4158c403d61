"""Diagnoses made by hand, one for each thing that a report can say."""

from diagnosis.finding import (
    Confidence,
    Diagnosis,
    Evidence,
    Finding,
    Kind,
    Severity,
    Verdict,
)

KEY = Finding(
    id="ai.key_missing",
    kind=Kind.CAUSE,
    severity=Severity.CRITICAL,
    title="The model provider's API key is missing",
    owner="Deployment/shop/web",
    evidence=(
        Evidence(
            "logs web-1-a/app (previous):41",
            "AI_LoadAPIKeyError: OpenAI API key is missing. Pass it using the 'apiKey' parameter "
            "or the OPENAI_API_KEY environment variable.",
        ),
        Evidence("state Pod/shop/web-1-a/app", "last terminated: Error, exit code 1, 3 restarts"),
        Evidence("state Pod/shop/web-1-a/app", "exit code 1"),
        Evidence("event Warning/BackOff", "Back-off \x1b[31mrestarting\x1b[0m\tfailed container"),
    ),
    suggestion="Set OPENAI_API_KEY from a Secret (`shipshape:openaiApiKey`), and check its name.",
    confidence=Confidence.HIGH,
    subjects=("Pod/shop/web-1-a/app", "Pod/shop/web-1-b/app"),
    documentation="https://example.com/" + "a-long-path/" * 6,
)
LOOP = Finding(
    id="crash.loop",
    kind=Kind.SYMPTOM,
    severity=Severity.HIGH,
    title="The container app is started again and again",
    owner="Deployment/shop/web",
)
PROBE = Finding(
    id="probe.timeout",
    kind=Kind.CAUSE,
    severity=Severity.LOW,
    title="The readiness probe's timeout of 1 s | is `short`",
    owner="Deployment/shop/api",
    subjects=("Pod/shop/api-1/app",),
)
FAILING = Diagnosis(
    verdict=Verdict.FAILING,
    root_cause="ai.key_missing",
    chain=("ai.key_missing", "crash.app_exit", "crash.loop"),
    findings=(KEY, LOOP, PROBE),
    looked_at=("namespace shop: 2 of 2 pods, 3 workloads, 9 events", "unread: no access to nodes"),
)
HEALTHY = Diagnosis(Verdict.HEALTHY, looked_at=("logs.txt: 100 lines of log",))
UNKNOWN = Diagnosis(
    Verdict.UNKNOWN,
    findings=(
        Finding(
            id="unknown",
            kind=Kind.UNKNOWN,
            severity=Severity.HIGH,
            title="Something fails, and no pattern and no state says why",
            suggestion="Read these lines.",
            confidence=Confidence.LOW,
        ),
    ),
    looked_at=("logs.txt: 9 lines of log",),
    unmatched=(Evidence("logs.txt:7", "frobnicator: ``` lost its marbles"),),
)
EMPTY_LINE = Diagnosis(
    Verdict.FAILING,
    root_cause="x",
    findings=(
        Finding(
            "x",
            Kind.CAUSE,
            Severity.INFO,
            "",
            evidence=tuple(Evidence("a", f"{n}" * 500 if n else "") for n in range(12)),
            subjects=tuple(f"Pod/shop/{n}" for n in range(9)),
        ),
    ),
)
EVERY = {"failing": FAILING, "healthy": HEALTHY, "unknown": UNKNOWN, "odd": EMPTY_LINE}
