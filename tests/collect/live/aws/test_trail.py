"""Who changed a resource: CloudTrail's answers, from a server of the test's."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from collect.live.aws import Asked, Change, last_changes
from collect.live.aws.trail import MOST

ARN = "arn:aws:lambda:eu-west-1:123456789012:function:chat"
FUNCTION = Asked("f", "aws:lambda/function:Function", "chat", ARN)
ALIAS = Asked("a", "aws:lambda/alias:Alias", f"{ARN}:live")
READ = {"EventName": "GetFunction", "ReadOnly": "true", "Username": "auditor", "EventTime": 4e8}
WRITTEN = {
    "EventName": "UpdateFunctionConfiguration20150331v2",
    "ReadOnly": "false",
    "Username": "jane",
    "EventTime": 1795424400,
}


@contextmanager
def trail(status: int, answer: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """CloudTrail answers this; gives what it was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the base class's name
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.1")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with (
        ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server,
        pytest.MonkeyPatch.context() as p,
    ):
        p.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
        p.setenv("AWS_ACCESS_KEY_ID", "fake")
        p.setenv("AWS_SECRET_ACCESS_KEY", "fake")
        p.setenv("AWS_DEFAULT_REGION", "eu-west-1")
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield asked
        server.shutdown()


def test_the_newest_change_and_no_look() -> None:
    """A look is no change; functions and aliases are asked about by the function's name."""
    with trail(200, {"Events": [READ, WRITTEN, {**WRITTEN, "Username": "old"}]}) as asked:
        found = last_changes([FUNCTION, ALIAS])
    change = Change("jane", "UpdateFunctionConfiguration20150331v2", "2026-11-23T09:00:00Z")
    assert found == {"f": change, "a": change}
    assert [one["LookupAttributes"][0]["AttributeValue"] for one in asked] == ["chat", "chat"]


def test_nothing_known_is_nothing_said() -> None:
    """A trail without such an event."""
    with trail(200, {"Events": [READ]}):
        assert last_changes([FUNCTION]) == {}


def test_it_is_only_a_help(monkeypatch: pytest.MonkeyPatch) -> None:
    """No right: asked once, and no more. No boto3: not at all."""
    refused = {"__type": "AccessDeniedException", "Message": "no"}
    with trail(400, refused) as asked:
        assert last_changes([FUNCTION, ALIAS]) == {}
    assert len(asked) == 1
    monkeypatch.setitem(sys.modules, "boto3.session", None)
    assert last_changes([FUNCTION]) == {}


def test_there_is_an_end_to_asking() -> None:
    """CloudTrail takes two questions a second; a report must not wait for a minute."""
    with trail(200, {"Events": []}) as asked:
        last_changes([FUNCTION] * (MOST + 10))
    assert len(asked) == MOST


def test_what_is_asked_about() -> None:
    """CloudTrail knows the function, the role, the secret, and not what hangs on them."""
    asked_about = {
        "aws:lambda/permission:Permission": ("url", {"function": ARN}, "chat"),
        "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": (
            "chat,live",
            {},
            "chat",
        ),
        "aws:iam/rolePolicy:RolePolicy": ("chat-role:reads", {}, "chat-role"),
        "aws:secretsmanager/secretVersion:SecretVersion": ("arn:x|1", {}, "arn:x"),
        "aws:ecr/repository:Repository": ("shop/chat", {}, "shop/chat"),
    }
    resources = [Asked(kind, kind, id_, "", given) for kind, (id_, given, _) in asked_about.items()]
    with trail(200, {"Events": []}) as asked:
        last_changes(resources)
    names = [one["LookupAttributes"][0]["AttributeValue"] for one in asked]
    assert names == [name for _, _, name in asked_about.values()]
