"""A Lambda function and its newest logs in CloudWatch."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from collect.live.aws.session import code_of, is_gone, words_of
from collect.parsing.cloudwatch import streams
from collect.parsing.fields import text
from collect.parsing.serverless import together, told
from diagnosis.snapshot import Log, Platform, Snapshot, Statement

STREAMS = 5
"""Log streams read, the newest ones: each is one instance of the function."""
LISTED = 50
"""Streams that are looked through for those of one version: as many as one answer gives."""
LINES = 1000
"""Lines of each, its last ones."""
SINCE = timedelta(hours=1)

_Answer = TypeVar("_Answer")
_SECONDS = 5
_MISSING = "AWS is asked with boto3, which is not installed here: `pip install boto3`"


@dataclass(slots=True)
class _Look:
    """What has been found; `clients` gives a client of a service."""

    clients: Callable[[str], Any]
    statements: list[Statement] = field(default_factory=list)
    logs: list[Log] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def ask(self, what: str, question: Callable[[], _Answer]) -> _Answer | None:
        """The answer, or None and a sentence that says why there is none."""
        try:
            return question()
        except Exception as error:  # noqa: BLE001 — no rights, no region, no network: all the same
            said = str(error).partition("\n")[0]
            self.unread.append(f"{what}: {said or type(error).__name__}")
            return None


def snapshot(
    function: str, region: str | None = None, since: timedelta = SINCE, version: str = ""
) -> Snapshot:
    """The function's own state and what it logged in the last while. Never raises.

    `function` is a name or an ARN; credentials and region are found as the AWS tools find them.
    With a `version` its state and its logs alone are read, and not those of the others.
    """
    name = function.partition(":function:")[2].partition(":")[0] or function
    try:
        look = _Look(_clients(region))
    except ImportError:
        return Snapshot(Platform.LAMBDA, unread=(_MISSING,))
    configuration = look.ask(f"function {name}", lambda: _configuration(look, function, version))
    look.statements += _refusals(configuration, name)
    group = text(configuration, "LoggingConfig", "LogGroup") or f"/aws/lambda/{name}"
    look.ask(f"log group {group}", lambda: _read(look, group, datetime.now(UTC) - since, version))
    return _snapshot(name, look)


def _clients(region: str | None) -> Callable[[str], Any]:
    """Imported when a function is asked for: it costs a second. Raises ImportError without it."""
    from boto3.session import Session
    from botocore.config import Config

    config = Config(connect_timeout=_SECONDS, read_timeout=_SECONDS, retries={"max_attempts": 1})
    session = Session(region_name=region)
    return lambda service: session.client(service, config=config)


def _configuration(look: _Look, function: str, version: str) -> object:
    """What AWS keeps of it. That it is not there is something that was found out."""
    which = {"FunctionName": function, **({"Qualifier": version} if version else {})}
    try:
        return look.clients("lambda").get_function_configuration(**which)
    except Exception as error:
        if not is_gone(error):
            raise
        said = f"{code_of(error)}: {words_of(error)}"
        look.statements.append(Statement(said, Platform.LAMBDA, "get-function", function))
        return None


def _refusals(configuration: object, name: str) -> Iterator[Statement]:
    """Why the function is not active, or its last update did not take."""
    for status in ("State", "LastUpdateStatus"):
        reason = text(configuration, f"{status}Reason")
        if reason:
            code = text(configuration, f"{status}ReasonCode")
            said = f"{code}: {reason}" if code else reason
            yield Statement(said, Platform.LAMBDA, f"get-function {status}", name)


def _read(look: _Look, group: str, since: datetime, version: str) -> None:
    logs = look.clients("logs")
    start = int(since.timestamp() * 1000)
    for stream in _newest(logs, group, version):
        answer = logs.get_log_events(
            logGroupName=group,
            logStreamName=stream,
            startTime=start,
            limit=LINES,
            startFromHead=False,
        )
        look.logs += _logs(answer, stream)


def _newest(logs: Any, group: str, version: str) -> list[str]:
    """The newest streams; each bears the version of its instance: `2026/11/25/[7]0123abcd`."""
    listed = logs.describe_log_streams(
        logGroupName=group, orderBy="LastEventTime", descending=True, limit=LISTED
    )
    names = (str(one["logStreamName"]) for one in listed["logStreams"])
    return [name for name in names if not version or f"[{version}]" in name][:STREAMS]


def _logs(answer: Mapping[str, Any], stream: str) -> Iterator[Log]:
    truncated = len(answer["events"]) >= LINES
    for said in streams(answer).values():
        yield Log(said, f"CloudWatch {stream}", truncated=truncated, platform=Platform.LAMBDA)


def _snapshot(name: str, look: _Look) -> Snapshot:
    read = f"function {name}: {len(look.logs)} log streams"
    return Snapshot(
        platform=Platform.LAMBDA,
        taken=datetime.now(UTC),
        logs=tuple(look.logs),
        statements=tuple(look.statements),
        invocations=together(one for log in look.logs for one in told(log.text)),
        looked_at=(read,) if look.logs or look.statements else (),
        unread=tuple(look.unread),
    )
