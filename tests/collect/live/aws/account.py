"""An AWS account on a socket: moto's, with the invocations and the revisions that it lacks."""

import base64
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from threading import Thread
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

import pytest
from moto.awslambda.models import lambda_backends
from moto.moto_api._internal.models import moto_api_backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.collect.live.aws.frames import frame

NUMBER, REGION = "123456789012", "eu-west-1"
FUNCTION = "chat"
ARN = f"arn:aws:lambda:{REGION}:{NUMBER}:function:{FUNCTION}"
ROLE = f"arn:aws:iam::{NUMBER}:role/chat"
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}

_INVOKE = re.compile(r"/2021-11-15/functions/([^/]+)/response-streaming-invocations")
_ALIAS = re.compile(r"/2015-03-31/functions/([^/]+)/aliases/([^/]+)")
_STATUS = {
    400: "400 BAD REQUEST",
    403: "403 FORBIDDEN",
    404: "404 NOT FOUND",
    409: "409 CONFLICT",
    412: "412 PRECONDITION FAILED",
    429: "429 TOO MANY REQUESTS",
    500: "500 INTERNAL SERVER ERROR",
}


@dataclass(frozen=True)
class Failure:
    """How an invocation ends badly; a log for both ends well with an empty type."""

    type: str = ""
    message: str = ""
    log: str = ""


@dataclass(frozen=True)
class Refusal:
    """An invocation that AWS does not make."""

    status: int
    code: str
    message: str


Event = Mapping[str, Any]
Handler = Callable[[Event], Iterable[bytes | Failure] | Refusal]
"""What a version does with an event: the bytes of its payload, as they come, and how it ends."""

Start = Callable[..., Any]


@dataclass
class Account:
    """`versions` do what they are told by number; `asked` is every event, with its version.

    `before_move` is called once before the alias is moved, for somebody else may be faster, and
    `on_move` after each move with the version and the weights; what they give is answered instead.
    While `stuck`, no alias moves.
    """

    url: str = ""
    versions: dict[str, Handler] = field(default_factory=dict)
    asked: list[tuple[str, Event]] = field(default_factory=list)
    moves: list[tuple[str, dict[str, float]]] = field(default_factory=list)
    before_move: Callable[[], Refusal | None] | None = None
    on_move: Callable[[str, dict[str, float]], Refusal | None] = lambda *_: None
    stuck: bool = False
    _clients: dict[str, Any] = field(default_factory=dict)

    def client(self, service: str) -> Any:
        """A client of the account."""
        if service not in self._clients:
            from boto3.session import Session

            keys = {"aws_access_key_id": "fake", "aws_secret_access_key": "fake"}
            session = Session(region_name=REGION, **keys)
            self._clients[service] = session.client(service, endpoint_url=self.url)
        return self._clients[service]

    def function(self, versions: int = 1) -> None:
        """A function with published versions, 1 and up, each of another image."""
        self.client("iam").create_role(RoleName="chat", AssumeRolePolicyDocument=json.dumps(TRUST))
        functions = self.client("lambda")
        for number in range(1, versions + 1):
            code = {"ImageUri": f"{NUMBER}.dkr.ecr.{REGION}.amazonaws.com/chat@sha256:{number:064}"}
            if number > 1:
                functions.update_function_code(FunctionName=FUNCTION, **code, Publish=True)
                continue
            functions.create_function(
                FunctionName=FUNCTION, Role=ROLE, PackageType="Image", Code=code, Publish=True
            )

    def alias(self, version: str, weights: Mapping[str, float] | None = None) -> None:
        """The alias `live`, as somebody made it."""
        routing = {"AdditionalVersionWeights": dict(weights or {})}
        self.client("lambda").create_alias(
            FunctionName=FUNCTION, Name="live", FunctionVersion=version, RoutingConfig=routing
        )
        self.moves.clear()

    def shared(self, version: str, weights: Mapping[str, float]) -> None:
        """Share the traffic out as AWS does by itself, under another revision."""
        functions: Any = lambda_backends[NUMBER][REGION]
        routing = {"AdditionalVersionWeights": dict(weights)}
        functions.update_alias("live", FUNCTION, version, None, routing)
        functions.get_alias("live", FUNCTION).revision_id = str(uuid4())

    def serving(self) -> tuple[str, dict[str, float]]:
        """The alias's version and weights."""
        told = self.client("lambda").get_alias(FunctionName=FUNCTION, Name="live")
        weights = (told.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}
        return told["FunctionVersion"], dict(weights)

    def alarm(self, name: str, state: str = "OK", reason: str = "below the threshold") -> None:
        """An alarm in a state."""
        watch = self.client("cloudwatch")
        watch.put_metric_alarm(
            AlarmName=name,
            ComparisonOperator="GreaterThanThreshold",
            EvaluationPeriods=1,
            MetricName="Errors",
            Namespace="AWS/Lambda",
            Period=60,
            Statistic="Sum",
            Threshold=1,
        )
        watch.set_alarm_state(AlarmName=name, StateValue=state, StateReason=reason)


def prelude(status: int = 200, **headers: str) -> bytes:
    """What the web adapter sends before a streamed body."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return json.dumps({"statusCode": status, "headers": named, "cookies": []}).encode() + bytes(8)


@contextmanager
def serving() -> Iterator[Account]:
    """An account for as long as the block lasts; one at a time, for moto keeps one of each."""
    account = Account()
    moto = DomainDispatcherApplication(create_backend_app)

    def app(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if found := _INVOKE.fullmatch(environ["PATH_INFO"]):
            return _invoked(account, found[1], environ, start)
        if environ["REQUEST_METHOD"] == "PUT" and _ALIAS.fullmatch(environ["PATH_INFO"]):
            return _moved(account, moto, environ, start)
        return moto(environ, start)  # type: ignore[no-any-return]

    reset: Any = moto_api_backend.reset
    reset()
    http = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    account.url = f"http://127.0.0.1:{http.server_port}"
    yield account
    http.shutdown()
    http.server_close()
    thread.join()


def environment(account: Account) -> dict[str, str]:
    """What lets any client find the account."""
    return {
        "AWS_ENDPOINT_URL": account.url,
        "AWS_ACCESS_KEY_ID": "fake",
        "AWS_SECRET_ACCESS_KEY": "fake",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
    }


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    """An empty account that the test's own process finds."""
    with serving() as made:
        for name, value in environment(made).items():
            monkeypatch.setenv(name, value)
        yield made


class _Quiet(WSGIRequestHandler):
    """Speaks HTTP/1.1, for a stream needs chunks; shows no log."""

    protocol_version = "HTTP/1.1"

    def log(self, *_: Any) -> None:
        """Say nothing."""


def _invoked(account: Account, name: str, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    qualifier = parse_qs(environ["QUERY_STRING"])["Qualifier"][0]
    event = json.loads(_body(environ))
    account.asked.append((qualifier, event))
    absent = Refusal(404, "ResourceNotFoundException", f"Function not found: {name}:{qualifier}")
    handler = account.versions.get(qualifier)
    found = absent if handler is None else handler(event)
    if isinstance(found, Refusal):
        return _refused(found, start)
    start("200 OK", [("Content-Type", "application/vnd.amazon.eventstream")])
    return _events(found)


def _events(payload: Iterable[bytes | Failure]) -> Iterator[bytes]:
    end = Failure()
    for piece in payload:
        if isinstance(piece, Failure):
            end = piece
        else:
            yield frame("PayloadChunk", piece)
    details = json.dumps({"errorType": end.type, "errorMessage": end.message}) if end.type else ""
    complete = {
        **({"ErrorCode": "Unhandled", "ErrorDetails": details} if end.type else {}),
        "LogResult": base64.b64encode(end.log.encode()).decode(),
    }
    yield frame("InvokeComplete", json.dumps(complete).encode())


def _refused(refusal: Refusal, start: Start) -> Iterable[bytes]:
    headers = [("Content-Type", "application/json"), ("x-amzn-ErrorType", refusal.code)]
    content = json.dumps({"Message": refusal.message, "Type": "User"}).encode()
    start(_STATUS[refusal.status], [*headers, ("Content-Length", str(len(content)))])
    return [content]


def _moved(account: Account, moto: Any, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """An alias is changed only by who names its revision, and gets another one then."""
    before, account.before_move = account.before_move, None
    refusal = before() if before is not None else None
    if refusal is not None:
        return _refused(refusal, start)
    if account.stuck:
        return _refused(Refusal(400, "InvalidParameterValueException", "it is stuck"), start)
    body = _body(environ)
    asked = json.loads(body)
    function, name = _ALIAS.fullmatch(environ["PATH_INFO"]).groups()  # type: ignore[union-attr]
    functions: Any = lambda_backends[NUMBER][REGION]
    alias = functions.get_alias(name, function)
    if asked.get("RevisionId", alias.revision_id) != alias.revision_id:
        said = "The Revision Id provided does not match the latest Revision Id"
        return _refused(Refusal(412, "PreconditionFailedException", said), start)
    alias.revision_id = str(uuid4())
    weights = (asked.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}
    answer: list[Any] = []
    told = list(moto({**environ, "wsgi.input": BytesIO(body)}, lambda *given: answer.extend(given)))
    account.moves.append((asked["FunctionVersion"], dict(weights)))
    instead = account.on_move(*account.moves[-1])
    if instead is not None:
        return _refused(instead, start)
    start(*answer[:2])
    return told


def _body(environ: dict[str, Any]) -> bytes:
    return bytes(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))


def slowly(pieces: Iterable[bytes], gap: float = 0.05) -> Iterator[bytes]:
    """Pieces with a pause before each."""
    for piece in pieces:
        time.sleep(gap)
        yield piece
