"""Answers of AWS: ECS tasks and services, Lambda functions, invocations, platform records."""

from collections.abc import Iterator, Mapping

from collect.files.found import Found
from collect.parsing import ecs, serverless
from collect.parsing.fields import mapping, sequence, text, whole, words
from diagnosis.snapshot import Invocation, Log, Platform, Statement

_REASONS = (
    ("StateReason", "StateReasonCode"),
    ("LastUpdateStatusReason", "LastUpdateStatusReasonCode"),
)


def found(document: object) -> Found | None:
    """What a document of AWS tells; None for any other."""
    if isinstance(document, list):
        return records(document)
    if not isinstance(document, Mapping):
        return None
    return _ecs(document) or _invocation(document) or _function(document) or records(document)


def _ecs(document: Mapping[str, object]) -> Found | None:
    tasks = [one for one in _tasks(document) if text(one, "taskArn") or text(one, "stoppedReason")]
    services = [one for one in sequence(document, "services") if text(one, "serviceName")]
    told = Found(platforms=[Platform.ECS])
    for task in map(mapping, tasks):
        told.containers += ecs.containers(task)
        told.statements += ecs.task_statements(task)
    for service in map(mapping, services):
        told.statements += ecs.service_statements(service)
    for failure in sequence(document, "failures"):
        if reason := text(failure, "reason"):
            told.statements.append(Statement(reason, Platform.ECS, "failure", text(failure, "arn")))
    return told if tasks or services or told.statements else None


def _tasks(document: Mapping[str, object]) -> Iterator[object]:
    """Tasks of `describe-tasks`, of an event of EventBridge, or one alone."""
    yield from sequence(document, "tasks")
    yield mapping(document, "task")
    yield mapping(document, "detail")
    yield document


def _invocation(document: Mapping[str, object]) -> Found | None:
    """The answer of an invocation that failed, also where an API wrote it in capitals."""
    if text(document, "errorMessage") and isinstance(document.get("errorMessage"), str):
        statement, invocation = serverless.response(document)
        trace = "\n".join(words(document, "stackTrace") or words(document, "trace"))
        return Found(
            statements=[statement],
            invocations=[invocation],
            logs=[Log(trace, platform=Platform.LAMBDA)] if trace else [],
            platforms=[Platform.LAMBDA],
        )
    if failed := text(document, "FunctionError"):
        # What `aws lambda invoke` prints; the error itself is in the file that it wrote.
        return Found(
            invocations=[Invocation(status="error", error_type=failed)],
            platforms=[Platform.LAMBDA],
        )
    if (code := whole(document, "statusCode")) and text(document, "body"):
        answer = Statement(f"{code}: {text(document, 'body')}", Platform.LAMBDA, "HTTP answer")
        return Found(statements=[answer], platforms=[Platform.LAMBDA])
    return _refusal(document)


def _refusal(document: Mapping[str, object]) -> Found | None:
    """An API's refusal: `{"__type": ..., "message": ...}`, or a message and nothing else."""
    message = text(document, "Message") or text(document, "message")
    kind = text(document, "__type").rpartition("#")[2]
    # `{"Message": "Forbidden"}` and nothing else is what a function URL answers.
    if message and (kind or len(document) == 1):
        said = ": ".join(filter(None, (kind, message)))
        return Found(
            statements=[Statement(said, Platform.LAMBDA, "API answer")],
            platforms=[Platform.LAMBDA],
        )
    return None


def _function(document: Mapping[str, object]) -> Found | None:
    """`get-function` and `get-function-configuration`: why a function can't be used."""
    function = mapping(document, "Configuration") or document
    name = text(function, "FunctionName")
    if not name or not {"Runtime", "PackageType"} & function.keys():
        return None
    said = [
        ": ".join(filter(None, (text(function, code), text(function, reason))))
        for reason, code in _REASONS
        if text(function, reason)
    ]
    return Found(
        statements=[Statement(one, Platform.LAMBDA, "function", name) for one in said],
        platforms=[Platform.LAMBDA],
    )


def records(document: object) -> Found | None:
    """Platform records of the JSON log format; None unless all are."""
    documents = document if isinstance(document, list) else [document]
    told = [serverless.record(one) for one in documents]
    invocations = [one for one in told if one is not None]
    records = [one for one in documents if text(one, "type").startswith("platform.")]
    if not records or len(records) < len(documents):
        return None
    return Found(invocations=invocations, platforms=[Platform.LAMBDA])
