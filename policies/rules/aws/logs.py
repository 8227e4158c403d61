"""Logs of Lambda functions: kept for a time that somebody chose."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..pulumi_resource import Resource
from ..quantities import whole
from ..registry import rule
from ..subjects import Context, text
from ..unknown import Undecided
from .tokens import FUNCTION, LOG_GROUP, block, of_type

_PREFIX = "/aws/lambda/"


@rule(
    "lambda-log-retention",
    "A function's logs are kept for a chosen time",
    severity=Severity.LOW,
    profile=Profile.RESTRICTED,
    subject=Subject.RESOURCE,
    kinds=(FUNCTION, LOG_GROUP),
    remediation="Make the log group /aws/lambda/<function> with retentionInDays.",
    applies=lambda one, _: one.type == FUNCTION or text(one.get("name")).startswith(_PREFIX),
    link="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
    tags=("aws", "lambda", "cost"),
    frameworks=("Checkov CKV_AWS_338",),
)
def log_retention(one: Resource, context: Context) -> Iterable[Problem]:
    """Fails a log group that keeps everything, and a function whose group Lambda would make."""
    if one.type == LOG_GROUP:
        if not whole(one.get("retentionInDays")):
            yield Problem("retentionInDays", "the logs are kept for ever")
        return
    group = block(one, "loggingConfig").get("logGroup") or _default_group(one)
    if not any(found.get("name") == group for found in of_type(context, LOG_GROUP)):
        yield Problem("", "Lambda makes the log group itself and keeps everything for ever")


def _default_group(function: Resource) -> str:
    name = function.get("name")
    if not name:
        raise Undecided("name")  # the engine chooses it
    return _PREFIX + str(name)
