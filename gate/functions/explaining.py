"""A release that failed, in the words of the diagnosis."""

from collections.abc import Iterator

from collect.parsing.serverless import response, told
from diagnosis.finding import Diagnosis, Verdict
from diagnosis.redaction import redact
from diagnosis.snapshot import Invocation, Log, Platform, Statement
from gate.explaining import Asked, explain
from gate.explaining.text import report
from gate.functions.change import Change
from gate.functions.faults import Fault


def explained(change: Change, fault: Fault, served: str, folder: str) -> str:
    """The whole message: why, from what evidence, what to do, and what serves now.

    What nobody invoked and no alarm told has no more evidence to look for: it is said at once.
    """
    failed = f"version {change.after} of {change.name} is not released:"
    if fault.finding is None and fault.invoked is None:
        below = (redact(fault.heading), redact(served))
        return report(failed, Diagnosis(Verdict.FAILING), below)
    asked = Asked(
        heading=f"{failed}\n{fault.heading}",
        kind="Function",
        name=change.name,
        finding=fault.finding,
        footer=(served,),
        folder=folder,
        platform=Platform.LAMBDA,
        region=change.region,
        version=change.after,
        statements=tuple(_statements(change, fault)),
        invocations=tuple(_invocations(fault)),
        logs=tuple(_logs(fault)),
    )
    return explain(asked).text


def _statements(change: Change, fault: Fault) -> Iterator[Statement]:
    """What AWS or the function's runtime said to our own invocation."""
    found = fault.invoked
    if found is None:
        return
    if found.error_type:
        yield response(_answer(fault))[0]
    if found.refused:
        said = f"operation error Lambda: {fault.operation}, {found.code}: {found.refused}"
        yield Statement(said, Platform.LAMBDA, "AWS", change.name)


def _invocations(fault: Fault) -> Iterator[Invocation]:
    if fault.invoked is None:
        return
    if fault.invoked.error_type:
        yield response(_answer(fault))[1]
    yield from told(fault.invoked.log)


def _answer(fault: Fault) -> dict[str, object]:
    found = fault.invoked
    return {} if found is None else {"errorType": found.error_type, "errorMessage": found.error}


def _logs(fault: Fault) -> Iterator[Log]:
    if fault.invoked is not None and fault.invoked.log:
        yield Log(fault.invoked.log, "log of the invocation", platform=Platform.LAMBDA)
