"""The server's front: who asks for what, and who answers."""

import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from local.aws import alarms, ecr, refusals
from local.aws.control.images import accept
from local.aws.control.operations import OPERATIONS
from local.aws.control.state import Region
from local.aws.errors import AwsError
from local.aws.http import Reply, Request, read, write
from local.aws.protocol import answer, parse
from local.aws.registry import Registry
from local.aws.running import answering, urls
from local.aws.running.execution import Machine
from local.aws.services import Services, secret_of
from local.aws.signing import check, signed

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_RUNNING = {"Invoke": answering.invoke, "InvokeWithResponseStream": answering.stream}


@dataclass
class Application:
    """The stand-in as a WSGI application. `url` is where it is served, known once it is.

    `settle_seconds` is how long a function is Pending or an update InProgress;
    `period_scale` shortens the periods of alarms.
    """

    registry: Registry
    machine: Machine
    url: str = ""
    settle_seconds: float = 0.2
    period_scale: float = 1.0
    _regions: dict[str, Region] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._moto = DomainDispatcherApplication(create_backend_app)

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        request = read(environ)
        try:
            reply = self._answer(request)
        except AwsError as refused:
            reply = refused.reply()
        if reply is not None:
            return write(reply, start)
        body = self._moto(environ, start)
        return _relocated(body, self.registry) if _target(request, ecr.TARGET) else body

    def region(self, name: str) -> Region:
        """The functions of a region."""
        with self._lock:
            if name not in self._regions:
                services = Services(name)
                self._regions[name] = Region(
                    name,
                    self.url,
                    services,
                    lambda uri: accept(uri, self.registry, services.repositories()),
                    self.settle_seconds,
                    self.machine.pool.keep_only,
                    self.machine.pool.forget,
                )
            return self._regions[name]

    def close(self) -> None:
        """Stop every instance."""
        self.machine.pool.close()

    def _answer(self, request: Request) -> Reply | None:
        """The answer; None when moto is to give it."""
        if place := urls.region_of(request):
            return urls.answer(self.region(place), self.machine, request, secret_of)
        claim = signed(request)
        if claim is None:
            return None
        try:
            check(request, claim, secret_of)
        except AwsError as refused:
            return refusals.reply(refused, claim.service, request)
        if claim.service == "lambda":
            return self._lambda(self.region(claim.region), request)
        if claim.service == "monitoring":
            alarms.evaluate(Services(claim.region), self.period_scale)
        if name := _target(request, ecr.TARGET):
            return self._ecr(name, request, Services(claim.region).repositories())
        if _target(request, "Logs_20140328.") == "PutMetricFilter":
            given = json.loads(request.body)
            Services(claim.region).forget_metric_filter(given["logGroupName"], given["filterName"])
        return None

    def _lambda(self, region: Region, request: Request) -> Reply | None:
        call = parse("lambda", request)
        if call is None:
            return None
        if running := _RUNNING.get(call.operation):
            return running(region, self.machine, call.parameters)
        if operation := OPERATIONS.get(call.operation):
            with region.lock:
                return answer(call.status, operation(region, call.parameters))
        return None

    def _ecr(self, operation: str, request: Request, repositories: frozenset[str]) -> Reply | None:
        body = json.loads(request.body or b"{}")
        if body.get("repositoryName") not in repositories:
            # Nothing to ask the registry for; moto makes it, or says that it is not there.
            return ecr.login(self.registry) if operation == ecr.LOGIN else None
        if operation == "DeleteRepository":
            ecr.empty(body["repositoryName"], self.registry, force=bool(body.get("force")))
            return None
        found = ecr.operate(operation, body, self.registry)
        return None if found is None else ecr.reply(found)


def _target(request: Request, prefix: str) -> str:
    """The operation that a JSON request names, of the service with this prefix; or nothing."""
    target = request.headers.get("x-amz-target", "")
    return target.removeprefix(prefix) if target.startswith(prefix) else ""


def _relocated(body: Iterable[bytes], registry: Registry) -> Iterable[bytes]:
    return [ecr.relocated(b"".join(body), registry)]
