"""What a proof that failed says: a sentence, and a finding with the layer and the way out. Pure."""

from dataclasses import dataclass

from diagnosis.finding import Confidence, Evidence, Finding, Kind, Severity
from gate.proof.answer import OK, Answer
from gate.proof.buffering import layer
from gate.proof.stream import Apart, AtOnce, Streamed, judge


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a service is not proved: the heading, and what is known of the reason."""

    heading: str
    finding: Finding


def unwell(where: str, answer: Answer, direct: Answer | None, seconds: float) -> Fault:
    """It did not answer 200 in time; `direct` is what a pod answered, None where none was asked."""
    reached = direct is not None and direct.status == OK
    evidence = [Evidence(f"GET {where}", str(answer))]
    if direct is not None:
        evidence.append(Evidence("the same of a pod, through the API server", str(direct)))
    title = "The pod is well, but the way to it is not" if reached else "The service is not well"
    fix = (
        "check what lies between: the Service's ports and endpoints, a NetworkPolicy, the Ingress "
        "or route and its class, the name in DNS, the certificate"
        if reached
        else "read the answer above: it names the check that fails; a dependency that is required "
        "must answer before the service is ready"
    )
    return Fault(
        f"the pods are ready, but {where} {answer} for {seconds:.0f} s",
        Finding(
            id="service.unreachable" if reached else "service.unwell",
            kind=Kind.CAUSE if reached else Kind.SYMPTOM,
            severity=Severity.CRITICAL,
            title=title,
            evidence=tuple(evidence),
            suggestion=fix,
            confidence=Confidence.HIGH if reached else Confidence.MEDIUM,
        ),
    )


def no_stream(where: str, answer: Answer) -> Fault:
    """The request for a stream failed."""
    said = f"sent an error: {answer.failed}" if answer.failed else str(answer)
    return Fault(
        f"the service is well, but its streamed answer failed: {where} {said}",
        Finding(
            id="stream.failed",
            kind=Kind.CAUSE,
            severity=Severity.HIGH,
            title="The service gives no streamed answer",
            evidence=(Evidence(where, said),),
            suggestion="check the path and the body that the gate sends (streamPath, streamBody), "
            "and the model provider where the answer names it",
            confidence=Confidence.MEDIUM,
        ),
    )


def held_back(where: str, answer: Answer, judged: AtOnce, direct: Answer) -> Fault:
    """The answer came at once; `direct` is how a pod answered the same, status 0 if it did not."""
    told = judge(direct.pieces, by_event=direct.by_event) if direct.status == OK else None
    found = layer(answer.headers, told, direct.headers)
    evidence = [Evidence(where, _at_once(answer, judged))]
    evidence.append(Evidence("the same of a pod, through the API server", _direct(direct, told)))
    return Fault(
        f"the service is well, but its streamed answer arrives all at once: {where}",
        Finding(
            id="stream.buffered",
            kind=Kind.CAUSE,
            severity=Severity.HIGH,
            title=found.title[0].upper() + found.title[1:],
            evidence=tuple(evidence),
            suggestion=found.fix,
            confidence=Confidence.LOW if told is None else Confidence.HIGH,
        ),
    )


def _at_once(answer: Answer, judged: AtOnce) -> str:
    unit = "events" if answer.by_event else "bytes"
    whole = sum(piece.weight for piece in answer.pieces)
    return f"{judged.share:.0%} of {whole} {unit} within 20 ms, {judged.at:.1f} s after the request"


def _direct(direct: Answer, told: Streamed | None) -> str:
    if isinstance(told, Apart):
        return f"{len(direct.pieces)} pieces from {told.first:.1f} s to {told.last:.1f} s"
    if isinstance(told, AtOnce):
        return _at_once(direct, told)
    return told.reason if told else str(direct)
