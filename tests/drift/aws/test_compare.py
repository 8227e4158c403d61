"""Declared AWS resources against live ones, in the words of the classic provider."""

import copy
import json
import random
from collections.abc import Mapping
from typing import Any

import pytest

from drift.aws.compare import compare_resources
from drift.context import Context
from drift.exclusions import read_exclusions
from drift.model import Class, Data, Report, Resource
from tests.drift.case import NOW

FUNCTION = "aws:lambda/function:Function"
OLD, NEW = "a" * 64, "b" * 64
REPOSITORY = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/web"
IMAGE = {
    "name": "web",
    "packageType": "Image",
    "imageUri": f"{REPOSITORY}@sha256:{OLD}",
    "memorySize": 1024,
    "timeout": 120,
    "role": "arn:aws:iam::123456789012:role/web",
    "architectures": ["x86_64"],
    "environment": {"variables": {"MODE": "fast", "PORT": "8080"}},
    "tags": {"team": "shop"},
    "publish": True,
    "__defaults": ["publish"],
}
LIVE = {
    "name": "web",
    "packageType": "Image",
    "imageUri": f"{REPOSITORY}@sha256:{OLD}",
    "resolvedImageUri": f"{REPOSITORY}@sha256:{OLD}",
    "codeSha256": OLD,
    "memorySize": 1024,
    "timeout": 120,
    "role": "arn:aws:iam::123456789012:role/web",
    "architectures": ["x86_64"],
    "environment": {"variables": {"PORT": "8080", "MODE": "fast"}},
    "tags": {"team": "shop", "aws:cloudformation:stack-name": "x", "cost": "42"},
    "arn": "arn:aws:lambda:eu-central-1:123456789012:function:web",
    "lastModified": "2026-11-30T23:41:07Z",
    "version": "7",
}


def _report(
    inputs: Data, live: Data | None, type_: str = FUNCTION, outputs: Data | None = None
) -> Report:
    resource = Resource(type_, "web", inputs, "urn:web", outputs or {})
    return compare_resources([resource], {"urn:web": live}, Context(now=NOW))


def _said(report: Report) -> list[tuple[str, Any, Any]]:
    return [(one.path, one.desired, one.live) for one in report.differences]


def _with(base: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(dict(base)), **changes}


def test_no_difference() -> None:
    """Computed properties, further tags, order and what only the provider knows don't count."""
    assert _report(IMAGE, LIVE) == Report(compared=1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"memorySize": 3008}, ("memorySize", 1024, 3008)),
        ({"timeout": 3}, ("timeout", 120, 3)),
        ({"architectures": ["arm64"]}, ("architectures", ["x86_64"], ["arm64"])),
        (
            {"environment": {"variables": {"MODE": "slow", "PORT": "8080"}}},
            ("environment.variables.MODE", "fast", "slow"),
        ),
        (
            {"environment": {"variables": {"MODE": "fast", "PORT": "8080", "X": "1"}}},
            ("environment.variables.X", None, "1"),
        ),
        (
            {"environment": {"variables": {"MODE": "fast"}}},
            ("environment.variables.PORT", "8080", None),
        ),
        ({"environment": None}, ("environment", IMAGE["environment"], None)),
        ({"tags": {}}, ("tags.team", "shop", None)),
    ],
)
def test_a_declared_input_that_differs(change: dict[str, Any], said: tuple[str, Any, Any]) -> None:
    """Changed, added to a map that is ours, or gone."""
    report = _report(IMAGE, _with(LIVE, **change))
    assert _said(report) == [said]
    assert report.fails


def test_another_image_behind_the_same_declaration() -> None:
    """Somebody deployed another digest by hand."""
    live = _with(
        LIVE,
        imageUri=f"{REPOSITORY}:hotfix",
        resolvedImageUri=f"{REPOSITORY}@sha256:{NEW}",
        codeSha256=NEW,
    )
    assert _said(_report(IMAGE, live)) == [
        ("imageUri", f"{REPOSITORY}@sha256:{OLD}", f"{REPOSITORY}@sha256:{NEW}")
    ]


def test_a_tag_that_means_another_image_now() -> None:
    """The text is the same; the digest that was deployed is only in the outputs."""
    inputs, live = (
        _with(IMAGE, imageUri=f"{REPOSITORY}:v1"),
        _with(LIVE, imageUri=f"{REPOSITORY}:v1"),
    )
    outputs = {"codeSha256": OLD}
    assert _report(inputs, live, outputs=outputs) == Report(compared=1)
    live |= {"codeSha256": NEW, "resolvedImageUri": f"{REPOSITORY}@sha256:{NEW}"}
    assert _said(_report(inputs, live, outputs=outputs)) == [
        ("imageUri", f"{REPOSITORY}@sha256:{OLD}", f"{REPOSITORY}@sha256:{NEW}")
    ]


def test_a_tag_and_the_digest_that_it_means() -> None:
    """Declared by digest, configured by a tag of the same image: no difference."""
    assert _report(IMAGE, _with(LIVE, imageUri=f"{REPOSITORY}:v1")) == Report(compared=1)


def test_the_same_image_from_another_repository() -> None:
    """Who may push there may be somebody else."""
    elsewhere = f"other.example.com/web@sha256:{OLD}"
    report = _report(IMAGE, _with(LIVE, imageUri=elsewhere, resolvedImageUri=elsewhere))
    assert [one.path for one in report.differences] == ["imageUri"]


ZIP = {"name": "web", "handler": "a.b", "runtime": "python3.13", "code": {"4dabf": "archive"}}
ZIPPED = {"name": "web", "handler": "a.b", "runtime": "python3.13", "codeSha256": "b2xk"}


def test_code_that_was_changed_past_the_program() -> None:
    """The hash of the state, or the declared one, against the live one."""
    outputs = {"codeSha256": "b2xk", "sourceCodeHash": "b2xk"}
    assert _report(ZIP, ZIPPED, outputs=outputs) == Report(compared=1)
    changed = _with(ZIPPED, codeSha256="bmV3")
    assert _said(_report(ZIP, changed, outputs=outputs)) == [("codeSha256", "b2xk", "bmV3")]
    declared = _with(ZIP, sourceCodeHash="b2xk")
    assert _said(_report(declared, changed)) == [("codeSha256", "b2xk", "bmV3")]
    assert _report(ZIP, changed) == Report(compared=1)  # nothing says what it was


def test_who_and_when() -> None:
    """A reader may know it, from CloudTrail or the resource itself."""
    live = _with(LIVE, timeout=3, __manager="arn:aws:iam::123456789012:user/ann", __time="now")
    (found,) = _report(IMAGE, live).differences
    assert (found.manager, found.time) == ("arn:aws:iam::123456789012:user/ann", "now")
    assert found.object == f"{FUNCTION}/web"
    assert found.ways.adopt == "timeout: 3"


def test_secrets_are_masked() -> None:
    """By name, by what the engine wraps, and by what the caller says."""
    mark = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270"}
    variables = {
        "API_TOKEN": "not-a-real-token",
        "PLAIN": {**mark, "plaintext": json.dumps("not-a-real-value")},
    }
    inputs = _with(IMAGE, environment={"variables": variables}, description="not-to-be-shown")
    live = _with(
        LIVE,
        environment={"variables": {"API_TOKEN": "not-real-2", "PLAIN": "not-real-3"}},
        description="not-real-4",
    )
    resource = Resource(FUNCTION, "web", inputs, secrets=[("description",)])
    report = compare_resources([resource], {str(resource): live}, Context(now=NOW))
    assert len(report.differences) == 3
    assert all(one.masked for one in report.differences)
    assert "not-" not in repr(report)


def test_policies_by_what_they_mean() -> None:
    """A role's trust, spelled as AWS gives it back, and then changed."""
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
    inputs = {"name": "web", "assumeRolePolicy": json.dumps(trust), "managedPolicyArns": ["b", "a"]}
    written = {
        "Statement": [{**trust["Statement"][0], "Action": ["sts:AssumeRole"]}],  # type: ignore[dict-item]
        "Version": "2012-10-17",
    }
    live = {
        "name": "web",
        "assumeRolePolicy": json.dumps(written, indent=2),
        "managedPolicyArns": ["a", "b"],
        "path": "/",
    }
    role = "aws:iam/role:Role"
    assert _report(inputs, live, role) == Report(compared=1)
    live["assumeRolePolicy"] = json.dumps(trust).replace("lambda.", "ec2.")
    (found,) = _report(inputs, live, role).differences
    assert found.path == "assumeRolePolicy"
    assert '"ec2.amazonaws.com"' in found.live


@pytest.mark.parametrize(
    ("type_", "inputs", "live"),
    [
        (
            "aws:lambda/permission:Permission",
            {"action": "lambda:InvokeFunctionUrl", "function": "web", "principal": "*"},
            {
                "action": "lambda:InvokeFunctionUrl",
                "function": "arn:aws:lambda:eu-central-1:123456789012:function:web",
                "principal": "*",
                "statementId": "s",
            },
        ),
        (
            "aws:lambda/functionUrl:FunctionUrl",
            {"functionName": "web", "cors": {"allowMethods": ["GET", "POST"]}},
            {"functionName": "web", "cors": {"allowMethods": ["POST", "GET"], "maxAge": 0}},
        ),
        (
            "aws:lambda/alias:Alias",
            {"functionName": "web", "functionVersion": "7", "name": "live"},
            {"functionName": "web", "functionVersion": 7, "name": "live", "description": ""},
        ),
        (
            "aws:ecr/repository:Repository",
            {"name": "web", "imageTagMutability": "MUTABLE", "forceDelete": True},
            {"name": "web", "imageTagMutability": None},
        ),
        (
            "aws:ecr/repository:Repository",
            {
                "imageTagMutabilityExclusionFilters": [
                    {"filter": "buildcache", "filterType": "WILDCARD"},
                    {"filter": "nightly*", "filterType": "WILDCARD"},
                ]
            },
            {
                "imageTagMutabilityExclusionFilters": [
                    {"filter": "nightly*", "filterType": "WILDCARD"},
                    {"filter": "buildcache", "filterType": "WILDCARD"},
                ]
            },
        ),
        (
            "aws:secretsmanager/secret:Secret",
            {"name": "web/KEY", "forceOverwriteReplicaSecret": False, "recoveryWindowInDays": 0},
            {"name": "web/KEY"},
        ),
        (
            "aws:ecr/lifecyclePolicy:LifecyclePolicy",
            {"repository": "web", "policy": '{"rules":[{"rulePriority":1}]}'},
            {"repository": "web", "policy": '{ "rules": [ { "rulePriority": 1 } ] }'},
        ),
        (
            "aws:cloudwatch/logGroup:LogGroup",
            {"name": "/aws/lambda/web", "retentionInDays": 14, "skipDestroy": False},
            {"name": "/aws/lambda/web", "retentionInDays": 14, "storedBytes": 5},
        ),
        (
            "aws:cloudwatch/metricAlarm:MetricAlarm",
            {
                "name": "a",
                "threshold": 1,
                "alarmActions": ["b", "a"],
                "treatMissingData": "missing",
            },
            {"name": "a", "threshold": 1.0, "alarmActions": ["a", "b"], "treatMissingData": None},
        ),
        (
            "aws:iam/rolePolicy:RolePolicy",
            {"role": "arn:aws:iam::123456789012:role/web", "policy": '{"Statement":[]}'},
            {"role": "web", "policy": '{"Statement": []}'},
        ),
    ],
)
def test_other_types_without_a_difference(type_: str, inputs: Data, live: Data) -> None:
    """Names and ARNs, order, defaults and spelling."""
    assert _report(inputs, live, type_) == Report(compared=1)


def test_what_was_not_read_is_said() -> None:
    """A property that the reader doesn't know is no drift; nor is a resource nobody asked for."""
    live = {name: value for name, value in LIVE.items() if name != "timeout"}
    report = _report(IMAGE, live)
    assert report.differences == ()
    assert report.faults == (f"{FUNCTION}/web: timeout was not read, and is not compared",)
    resource = Resource(FUNCTION, "web", IMAGE)
    report = compare_resources([resource], {}, Context(now=NOW))
    assert report.faults == (f"{FUNCTION}/web: it was not read, so nothing can be said of it",)


def test_missing_and_excluded() -> None:
    """A deleted function, and one that a rule excuses."""
    assert [one.cls for one in _report(IMAGE, None).differences] == [Class.MISSING]
    exclusions, _ = read_exclusions(
        [
            {
                "rule": "drift",
                "match": {"kind": "Function", "path": "timeout"},
                "reason": "load test",
                "owner": "team-shop",
                "expires": "2026-12-31",
            }
        ]
    )
    resource = Resource(FUNCTION, "web", IMAGE)
    live = {str(resource): _with(LIVE, timeout=3, memorySize=128)}
    report = compare_resources([resource], live, Context(now=NOW, exclusions=exclusions))
    assert report.summary == {"drift": 1, "excluded": 1}


def test_garbage_is_never_more_than_a_sentence() -> None:
    """Anything in place of any property, on either side."""
    dice = random.Random(20261201)  # noqa: S311  # the same dice in every run
    garbage: list[Any] = [None, "", 7, 1e400, True, [], {}, [None], {"a": {}}, "{", b"x", NOW]
    for _ in range(2000):
        sides = [copy.deepcopy(IMAGE), copy.deepcopy(LIVE)]
        side = dice.choice(sides)
        side[dice.choice(list(side))] = dice.choice(garbage)
        report = _report(sides[0], sides[1])
        json.dumps([[one.path, one.desired, one.live] for one in report.differences])
        assert all(one.startswith(f"{FUNCTION}/web: ") for one in report.faults)
    unreadable: tuple[Any, ...] = ("text", 7, [], {1: 2})
    for broken in unreadable:
        assert compare_resources(
            [Resource(FUNCTION, "web", IMAGE)],
            {f"{FUNCTION}/web": broken},
            Context(now=NOW),
        ).faults
