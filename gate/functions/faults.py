"""Why a version gets no traffic, or loses it: a sentence, and what is known of the reason. Pure."""

import re
from dataclasses import dataclass

from collect.live.aws.invoking import Invoked
from collect.live.aws.session import code_of, words_of
from diagnosis.finding import Confidence, Evidence, Finding, Kind, Severity
from gate.proof.answer import Answer
from gate.proof.buffering import Layer, layer
from gate.proof.stream import AtOnce, judge
from release.judging import GoBack

_REQUEST = re.compile(r"^RequestId: ?[0-9a-f-]* (Error: )?")
"""What Lambda puts in front of its words; the evidence has it."""

_COLLECTED = Layer(
    "the web adapter collects the answer and hands it over as one document",
    "set AWS_LWA_INVOKE_MODE=response_stream on the function, and RESPONSE_STREAM as the "
    "invokeMode of its URL",
)


_READ = "Read what this version logged while it had traffic: the evidence has its newest logs."
_WAYS_OUT = {
    "throttles": "Callers were refused for want of an instance: raise `shipshape:"
    "reservedConcurrency` or leave it out, or have the account's concurrency raised.",
    "slow": "Answers came near the function's timeout: see in the evidence's logs what they wait "
    "for; `shipshape:memory` brings CPU, `shipshape:functionTimeout` time.",
    "init": "Starts came near AWS' limit of 10 s: load less before the service is ready, raise "
    "`shipshape:memory` (CPU comes with it), or set `shipshape:asyncInit`.",
}
"""By what an alarm of a LambdaService has after the last hyphen."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The sentence, the finding where one is known already, and the invocation that failed.

    `operation` is what AWS was asked, in its own words.
    """

    heading: str
    finding: Finding | None = None
    invoked: Invoked | None = None
    operation: str = "InvokeWithResponseStream"


def failed(invoked: Invoked, asked: str) -> Fault:
    """The function failed, or AWS did not invoke it: the diagnosis says why."""
    if invoked.error_type:
        said = _REQUEST.sub("", invoked.error)
        return Fault(f"{asked} failed with {invoked.error_type}: {said}", invoked=invoked)
    return Fault(f"{asked} was not answered: {invoked.code}", invoked=invoked)


def refused(error: Exception) -> Fault:
    """AWS answered no to something else than an invocation, such as moving the alias."""
    code, operation = code_of(error), getattr(error, "operation_name", "the request")
    answered = Invoked(refused=words_of(error), code=code)
    return Fault(f"AWS refused {operation}: {code}", invoked=answered, operation=operation)


def unwell(invoked: Invoked, answer: Answer, asked: str, seconds: float) -> Fault:
    """It runs, and does not say that it is well."""
    finding = Finding(
        id="service.unwell",
        kind=Kind.SYMPTOM,
        severity=Severity.CRITICAL,
        title="The service is not well",
        evidence=(Evidence(asked, str(answer)),),
        suggestion="Read the answer above: it names the check that fails; a dependency that is "
        "required must answer before the service is ready.",
        confidence=Confidence.HIGH,
    )
    return Fault(f"{asked} was not well for {seconds:.0f} s", finding, invoked)


def no_stream(invoked: Invoked, answer: Answer, asked: str) -> Fault:
    """It is well, and the request for a stream failed."""
    said = f"sent an error: {answer.failed}" if answer.failed else str(answer)
    finding = Finding(
        id="stream.failed",
        kind=Kind.CAUSE,
        severity=Severity.HIGH,
        title="The service gives no streamed answer",
        evidence=(Evidence(asked, said),),
        suggestion="Check the path and the body that are sent (streamPath, streamBody), and the "
        "model provider where the answer names it.",
        confidence=Confidence.HIGH,
    )
    return Fault(f"it is well, but its streamed answer failed: {asked}", finding, invoked)


def held_back(invoked: Invoked, answer: Answer, judged: AtOnce, asked: str) -> Fault:
    """The answer came at once; nothing stands between, so it is the adapter or the service."""
    holder = _holder(invoked, answer)
    line = f"{judged.share:.0%} of it within 20 ms, {judged.at:.1f} s after the request"
    finding = Finding(
        id="stream.buffered",
        kind=Kind.CAUSE,
        severity=Severity.HIGH,
        title=holder.title[0].upper() + holder.title[1:],
        evidence=(Evidence(asked, line),),
        suggestion=holder.fix,
        # A proxy of the network's own before AWS' API collects an answer just as well.
        confidence=Confidence.MEDIUM if invoked.streamed else Confidence.HIGH,
    )
    return Fault(
        f"it is well, but its streamed answer arrives all at once: {asked}", finding, invoked
    )


def _holder(invoked: Invoked, answer: Answer) -> Layer:
    if not invoked.streamed:
        return _COLLECTED
    told = judge(answer.pieces, by_event=answer.by_event)
    return layer(answer.headers, told, answer.headers)


def _way_out(alarm: str) -> str:
    return _WAYS_OUT.get(alarm.rpartition("-")[2], _READ)


def went_off(judged: GoBack, percent: int) -> Fault:
    """The alarms say that the service is worse with the version than without."""
    where = f"with {percent} % of the traffic" if percent < 100 else "with all traffic"  # noqa: PLR2004
    if not judged.alarms:
        return Fault(f"{where}, {judged.reason}")
    finding = Finding(
        id="release.alarm",
        kind=Kind.SYMPTOM,
        severity=Severity.CRITICAL,
        title="The service is worse while this version has traffic",
        evidence=tuple(Evidence(f"alarm {one.name}", one.reason) for one in judged.alarms),
        suggestion=_way_out(judged.alarms[0].name),
        confidence=Confidence.HIGH,
    )
    return Fault(f"{where}, {judged.reason}", finding)
