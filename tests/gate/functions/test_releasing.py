"""Releases at a real AWS interface: what the alias serves afterwards, and what is said."""

import time
from pathlib import Path

import pytest

from gate.functions import proving, shifting
from gate.functions.releasing import ReleaseFailed
from tests.collect.live.aws.account import FUNCTION, Account, Failure, Refusal
from tests.gate.functions import services
from tests.gate.functions.told import Told

STREAM = {"prompt": "Count."}


def _failure(told: Told, *versions: str, **args: object) -> str:
    with pytest.raises(ReleaseFailed) as raised:
        told.release(*versions, **args)  # type: ignore[arg-type]
    return " ".join(str(raised.value).split())


@pytest.fixture
def live(account: Account) -> Account:
    """Two versions, both well, and an alias at the first; one alarm that is well."""
    account.function(versions=2)
    account.alias("1")
    account.versions |= {"1": services.well, "2": services.well}
    account.alarm("chat-errors")
    return account


def test_pain_33_traffic_moves_once_the_version_is_proved(live: Account) -> None:
    """Health and stream of the new version itself; then all traffic, in one move."""
    told = Told()
    told.release("1", "2", verify="stream", stream_body=STREAM)
    assert live.serving() == ("2", {})
    assert live.moves == [("2", {})]
    assert [(version, event["rawPath"]) for version, event in live.asked] == [
        ("2", "/health/ready"),
        ("2", "/api/generate"),
    ]
    assert live.asked[1][1]["body"] == '{"prompt": "Count."}'
    health, stream = told.noted
    assert health.startswith("GET /health/ready of version 2 answered 200 after ")
    assert stream.startswith("POST /api/generate of version 2: 10 pieces from ")


def test_pain_33_a_version_that_crashes_gets_no_traffic(live: Account, tmp_path: Path) -> None:
    """The reason is in the log of the invocation; evidence is kept; the alias is not touched."""
    live.versions["2"] = services.crashing
    said = _failure(Told(), "1", "2", evidence=str(tmp_path))
    assert live.moves == []
    assert live.serving() == ("1", {})
    assert said.startswith(
        "version 2 of chat is not released: "
        "GET /health/ready of version 2 failed with Runtime.ExitError: "
        "Runtime exited with error: exit status 1 "
    )
    assert "crash.missing_module" in said
    assert "Error: Cannot find module 'express'" in said
    assert "Version 1 still serves all traffic." in said
    (bundle,) = tmp_path.glob("*-chat")
    assert f"The evidence is in {bundle}" in said
    assert {"report.txt", "diagnosis.json", "snapshot.json"} <= {
        one.name for one in bundle.iterdir()
    }


def test_pain_33_the_newest_logs_of_the_version_tell_why(live: Account) -> None:
    """Where the invocation's own log says nothing; the logs of other versions are left alone."""
    logs = live.client("logs")
    logs.create_log_group(logGroupName="/aws/lambda/chat")
    for version, module in (("1", "old"), ("2", "new")):
        stream = f"2026/11/25/[{version}]0123456789abcdef"
        logs.create_log_stream(logGroupName="/aws/lambda/chat", logStreamName=stream)
        line = f"Error: Cannot find module '{module}'"
        event = {"timestamp": int(time.time() * 1000), "message": line}
        logs.put_log_events(
            logGroupName="/aws/lambda/chat", logStreamName=stream, logEvents=[event]
        )
    live.versions["2"] = lambda _: [Failure("Runtime.Unknown", "it ended")]
    said = _failure(Told(), "1", "2")
    assert "Cannot find module 'new'" in said
    assert "'old'" not in said


@pytest.mark.parametrize("service", [services.at_once, services.buffered])
def test_pain_31_what_arrives_at_once_gets_no_traffic(
    live: Account, service: services.Service
) -> None:
    """The service keeps it back, or the adapter does: each is told, with what to set."""
    live.versions["2"] = service
    said = _failure(Told(), "1", "2", verify="stream", stream_body=STREAM)
    assert "its streamed answer arrives all at once: POST /api/generate of version 2" in said
    assert "stream.buffered" in said
    adapter = "AWS_LWA_INVOKE_MODE=response_stream" in said
    assert adapter == (service is services.buffered)
    assert adapter or "The service itself sends the answer in one piece" in said
    assert live.moves == []


@pytest.mark.parametrize(
    ("service", "words"),
    [
        (services.late, ["lambda.timeout", "Task timed out after 3.00 seconds"]),
        (services.throttled, ["lambda.throttled", "Rate Exceeded."]),
        (services.unwell, ["service.unwell", "answered 503", "model_provider"]),
    ],
)
def test_every_way_to_fail_the_proof(
    live: Account,
    service: services.Service,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A timeout, no room for one more instance, and a service that is not well."""
    monkeypatch.setattr(proving, "LATER_SECONDS", 0.1)
    monkeypatch.setattr(proving, "UNWELL_SECONDS", 0.1)
    live.versions["2"] = service
    said = _failure(Told(), "1", "2")
    assert [word for word in words if word not in said] == []
    assert live.moves == []


@pytest.mark.usefixtures("live")
def test_a_version_that_is_not_there() -> None:
    """The setting that asks for it, and where to find those that are there."""
    said = _failure(Told(), "1", "99")
    assert "lambda.version_missing" in said
    assert "Set `shipshape:serveVersion` to a version that is there instead of 99" in said
    assert said.count("Function not found") == 1
    assert "Version 1 still serves all traffic." in said


def test_a_stream_that_tells_of_an_error(live: Account) -> None:
    """The answer was 200, and the model's provider failed all the same."""
    live.versions["2"] = services.failing_midway
    said = _failure(Told(), "1", "2", verify="stream", stream_body=STREAM)
    assert "its streamed answer failed" in said
    assert "provider_failed" in said


def test_a_version_that_aws_still_makes_ready(live: Account) -> None:
    """It is asked again."""
    live.versions["2"] = services.Pending()
    Told().release("1", "2")
    assert live.serving() == ("2", {})


def test_a_first_alias_has_nothing_to_move(live: Account) -> None:
    """The version is proved, and the alias is left to the engine."""
    Told().release("", "2")
    assert [version for version, _ in live.asked] == ["2"]
    live.versions["2"] = services.crashing
    assert "The alias live was not made: no traffic reaches this version." in _failure(
        Told(), "", "2"
    )
    assert live.moves == []


def test_pain_33_linear_steps_and_an_alarm_that_goes_off(live: Account) -> None:
    """After the second step all traffic goes back; the alarm's own reason is told."""

    def spoil(_: str, weights: dict[str, float]) -> None:
        if weights == {"2": 0.6}:
            live.alarm("chat-errors", "ALARM", "7 errors in one minute")

    live.on_move = spoil
    told = Told()
    said = _failure(told, "1", "2", strategy="linear", step=30, interval=1.5, watch=1)
    assert live.moves == [("1", {"2": 0.3}), ("1", {"2": 0.6}), ("1", {})]
    assert "with 60 % of the traffic, the alarm chat-errors went off" in said
    assert "release.alarm" in said
    assert "7 errors in one minute" in said
    assert "Version 1 serves all traffic again." in said
    assert any(line.startswith("30 % of the traffic: watching chat-errors, ") for line in told.said)


@pytest.mark.parametrize(
    ("alarm", "way_out"),
    [
        ("chat-errors", "Read what this version logged while it had traffic"),
        ("chat-throttles", "shipshape:reservedConcurrency"),
        ("chat-slow", "shipshape:functionTimeout"),
        ("chat-init", "shipshape:asyncInit"),
    ],
)
def test_each_alarm_has_its_own_way_out(live: Account, alarm: str, way_out: str) -> None:
    """Who is refused for want of instances finds nothing in the logs."""
    live.alarm(alarm)
    live.on_move = lambda *_: live.alarm(alarm, "ALARM", "over its threshold")
    assert way_out in _failure(Told(), "1", "2", verify="none", watch=1)


def test_canary(live: Account) -> None:
    """One small step, then all; an alarm without data is no failure, and is said."""
    live.alarm("chat-slow", "INSUFFICIENT_DATA")
    told = Told()
    told.release("1", "2", strategy="canary", step=5, interval=0.2, watch=0.2)
    assert live.moves == [("1", {"2": 0.05}), ("2", {})]
    assert "not enough data to judge by: chat-slow" in told.noted


def test_pain_45_an_alarm_that_had_gone_off_before_does_not_keep_the_fix_out(
    live: Account,
) -> None:
    """It is left out, and the others count."""
    live.alarm("chat-throttles", "ALARM", "since yesterday")
    told = Told()
    told.release("1", "2", watch=0.2)
    assert live.serving() == ("2", {})
    assert "the alarm chat-throttles had gone off before this release: it is left out" in told.noted


def test_alarms_that_are_not_there(live: Account) -> None:
    """Named ones must be; without any, it is said that nobody watches."""
    said = _failure(Told(), "1", "2", watch=1, alarms=["chat-errors", "chat-nothing"])
    assert "there is no alarm chat-nothing" in said
    assert live.moves == []
    assert live.asked == []
    told = Told()
    told.release("1", "2", watch=5, alarms=[])
    assert any(one.startswith("no alarm watches this release") for one in told.noted)


def test_weights_that_a_killed_run_left(live: Account) -> None:
    """They go before the proof: nobody should meet the version that is not proved."""
    live.client("lambda").update_alias(
        FunctionName=FUNCTION,
        Name="live",
        RoutingConfig={"AdditionalVersionWeights": {"2": 0.3}},
        FunctionVersion="1",
    )
    live.moves.clear()
    live.versions["2"] = services.crashing
    told = Told()
    _failure(told, "1", "2")
    assert live.moves == [("1", {})]
    assert any("a stopped run left 30 % of traffic" in one for one in told.noted)


def test_an_alias_that_is_there_already(live: Account) -> None:
    """A run was killed after the move: the version is proved and watched again, or goes back."""
    live.client("lambda").update_alias(FunctionName=FUNCTION, Name="live", FunctionVersion="2")
    told = Told()
    told.release("1", "2", strategy="linear", step=10, interval=60, watch=0.2)
    assert live.serving() == ("2", {})
    assert any(one.startswith("version 2 has all traffic already") for one in told.noted)
    live.versions["2"] = services.crashing
    assert "Version 1 serves all traffic again." in _failure(Told(), "1", "2")
    assert live.serving() == ("1", {})


def test_a_persons_change_is_told_and_gone_back_to(account: Account) -> None:
    """The stack left it at 1, somebody moved it to 2: it is 2 that 3 takes over from."""
    account.function(versions=3)
    account.alias("2")
    account.versions |= {"3": services.well}
    account.alarm("chat-errors")
    account.on_move = lambda *_: account.alarm("chat-errors", "ALARM")
    told = Told()
    said = _failure(told, "1", "3", watch=1)
    assert account.moves == [("3", {}), ("2", {})]
    assert any("somebody moved the alias from version 1 to 2" in one for one in told.noted)
    assert "Version 2 serves all traffic again." in said


def test_two_runs_do_not_fight(live: Account) -> None:
    """Who comes second finds another revision, and leaves the alias as the other set it."""

    def other() -> None:
        live.client("lambda").update_alias(FunctionName=FUNCTION, Name="live", FunctionVersion="2")

    live.before_move = other
    said = _failure(Told(), "1", "2", strategy="canary", step=10, interval=5)
    assert said == (
        "version 2 of chat is not released: somebody else changed the alias in the meantime "
        "Somebody else moved it to version 2 for all traffic: it is left so."
    )
    assert live.serving() == ("2", {})


def test_a_share_that_aws_gives_while_instances_start_is_no_other_runs(live: Account) -> None:
    """With provisioned concurrency AWS moves the traffic as the instances come; it goes back."""

    def warm(version: str, _: dict[str, float]) -> None:
        live.alarm("chat-errors", "ALARM")
        if version == "2":
            live.shared("2", {"1": 0.9})

    live.on_move = warm
    said = _failure(Told(), "1", "2", watch=5)
    assert "Version 1 serves all traffic again." in said
    assert live.serving() == ("1", {})


def test_a_run_that_is_stopped_goes_back(live: Account) -> None:
    """Between two looks, at once."""
    told = Told()
    live.on_move = lambda *_: told.pauses.stop()
    began = time.monotonic()
    said = _failure(told, "1", "2", strategy="canary", step=10, interval=60)
    assert time.monotonic() - began < 5
    assert live.moves == [("1", {"2": 0.1}), ("1", {})]
    assert said.endswith("the run was stopped Version 1 serves all traffic again.")


def test_a_move_whose_answer_was_lost(live: Account) -> None:
    """It was made: the client's own second try is refused, and that is no other run's doing."""
    lost = iter([Refusal(500, "ServiceException", "try again")])
    live.on_move = lambda *_: next(lost, None)
    Told().release("1", "2")
    assert live.serving() == ("2", {})
    assert live.moves == [("2", {})]


def test_an_alias_that_can_not_be_put_back(live: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said first of all that is said below, with the command to do it by hand."""
    monkeypatch.setattr(shifting, "PAUSE", 0.01)
    told = Told()

    def stick(*_: object) -> None:
        live.stuck = True
        told.pauses.stop()

    live.on_move = stick
    said = _failure(told, "1", "2", strategy="canary", step=10, interval=60)
    assert said.endswith(
        "THE ALIAS COULD NOT BE PUT BACK: it is stuck. Run `pulumi up` again once AWS answers, "
        "or put it back by hand: aws lambda update-alias "
        "--function-name chat --name live \\ --function-version 1 "
        "--routing-config 'AdditionalVersionWeights={}' \\ --region eu-west-1"
    )
    assert live.serving() == ("1", {"2": 0.1})


def test_a_move_that_aws_refuses(live: Account) -> None:
    """The alias is where it was: nothing has to be put back, and the refusal is explained."""
    words = (
        "User: arn:aws:iam::123456789012:user/dev is not authorized to perform: lambda:UpdateAlias "
        "on resource: arn:aws:lambda:eu-west-1:123456789012:function:chat:live"
    )
    live.before_move = lambda: Refusal(403, "AccessDeniedException", words)
    said = _failure(Told(), "1", "2")
    assert "AWS refused UpdateAlias: AccessDeniedException" in said
    assert "lambda.permission" in said
    assert "Allow lambda:UpdateAlias on arn:aws:lambda" in said
    assert "COULD NOT BE PUT BACK" not in said
    assert "Version 1 serves all traffic" in said


def test_twice(live: Account) -> None:
    """A release that failed for a reason that has gone passes the next time."""
    live.versions["2"] = services.crashing
    _failure(Told(), "1", "2")
    live.versions["2"] = services.well
    Told().release("1", "2")
    assert live.serving() == ("2", {})


def test_an_alias_that_can_not_be_read(account: Account) -> None:
    """One sentence, and nothing is asked."""
    account.function()
    said = _failure(Told(), "1", "2")
    assert said.endswith(
        "the alias live of chat was deleted, or its function was. `pulumi up --refresh` makes it "
        "anew. Nothing was changed."
    )
    assert account.asked == []
