"""Check: names, defaults, documents and refusals."""

from typing import Any

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2 as proto

from local.providers.protocol.properties import UNKNOWN, Secret, decode
from tests.local.providers.aws.conftest import Served

_ROLE = "aws:iam/role:Role"
_FUNCTION = "aws:lambda/function:Function"
_OPTIONS = proto.CheckRequest.AutonamingOptions


def _complaints(served: Served, token: str, news: dict[str, Any]) -> dict[str, str]:
    return {each.property: each.reason for each in served.check(token, news).failures}


def test_a_name_is_made_up_and_kept(served: Served) -> None:
    """The program's name and seven digits; the same ones for the same seed."""
    checked = served.checked(_ROLE, {"assumeRolePolicy": "{}"})
    assert checked["name"].startswith("thing-")
    assert len(checked["name"]) == len("thing-") + 7
    assert "name" in checked["__defaults"]
    assert served.checked(_ROLE, {"assumeRolePolicy": "{}"})["name"] == checked["name"]
    kept = {**checked, "name": "thing-0000000"}
    assert served.checked(_ROLE, {"assumeRolePolicy": "{}"}, kept)["name"] == "thing-0000000"


def test_a_name_that_the_program_takes_back_is_not_kept(served: Served) -> None:
    """Only what was made up is."""
    before = served.checked(_ROLE, {"assumeRolePolicy": "{}", "name": "chosen"})
    assert served.checked(_ROLE, {"assumeRolePolicy": "{}"}, before)["name"] != "chosen"


def test_the_stack_may_rule_names(served: Served) -> None:
    """A proposal is taken; where names are forbidden it is a sentence."""
    proposed = _OPTIONS(proposed_name="prod-thing", mode=_OPTIONS.ENFORCE)
    answer = served.check(_ROLE, {"assumeRolePolicy": "{}"}, autonaming=proposed)
    assert decode(answer.inputs)["name"] == "prod-thing"
    with pytest.raises(grpc.RpcError) as refused:
        served.check(_ROLE, {"assumeRolePolicy": "{}"}, autonaming=_OPTIONS(mode=_OPTIONS.DISABLE))
    assert refused.value.details() == (
        "automatic naming is disabled for this stack; set name of 'thing'"
    )


def test_names_have_the_form_that_aws_takes(served: Served) -> None:
    """Repositories in small letters, ordered queues with their ending, statements an id."""
    queue = served.checked("aws:sqs/queue:Queue", {"fifoQueue": True})
    assert queue["name"].endswith(".fifo")
    permission = {"action": "lambda:InvokeFunction", "function": "svc", "principal": "*"}
    checked = served.checked("aws:lambda/permission:Permission", permission)
    assert checked["statementId"].startswith("thing-")


def test_a_document_may_be_an_object(served: Served) -> None:
    """It becomes text; with something unknown in it, all of it is unknown."""
    policy: dict[str, Any] = {"Version": "2012-10-17", "Statement": []}
    checked = served.checked(_ROLE, {"name": "svc", "assumeRolePolicy": policy})
    assert checked["assumeRolePolicy"] == '{"Statement":[],"Version":"2012-10-17"}'
    hazy = {**policy, "Statement": [{"Resource": UNKNOWN}]}
    checked = served.checked(_ROLE, {"name": "svc", "assumeRolePolicy": hazy})
    assert checked["assumeRolePolicy"] == UNKNOWN


def test_what_is_not_known_yet_is_not_judged(served: Served) -> None:
    """A preview must not fail for the sake of values to come."""
    news = {"name": UNKNOWN, "role": UNKNOWN, "timeout": UNKNOWN, "tags": UNKNOWN}
    checked = served.checked(_FUNCTION, {**news, "environment": UNKNOWN, "publish": True})
    assert {key: checked[key] for key in news} == news


def test_secrets_stay_secret(served: Served) -> None:
    """Through the check, the plan and the state."""
    news = {"name": "/svc/key", "type": "String", "value": Secret("sk-fake-1"), "tier": "Standard"}
    token = "aws:ssm/parameter:Parameter"
    checked = served.checked(token, news)
    assert checked["value"] == Secret("sk-fake-1")
    _, planned = served.create(token, checked, preview=True)
    identity, outputs = served.create(token, {**checked, "value": "sk-fake-1"})
    assert (planned["value"], outputs["value"]) == (Secret("sk-fake-1"), Secret("sk-fake-1"))
    _, live, inputs = served.read(token, identity)
    assert (live["value"], inputs["value"]) == (Secret("sk-fake-1"), Secret("sk-fake-1"))


def test_a_secret_in_a_block_hides_no_more_than_itself(served: Served) -> None:
    """The variable beside it stays readable."""
    news = {"variables": {"KEY": Secret("sk-fake-1"), "MODE": "a"}}
    checked = served.checked(_FUNCTION, {"name": "svc", "role": "r", "environment": news})
    assert checked["environment"] == news


def test_what_is_missing_is_named(served: Served) -> None:
    """In the official provider's terms."""
    assert _complaints(served, _FUNCTION, {"name": "svc"}) == {
        "role": 'the argument "role" is required'
    }
    block = {"name": "svc", "role": "r", "tracingConfig": {}}
    assert _complaints(served, _FUNCTION, block) == {
        "tracingConfig.mode": 'the argument "mode" is required'
    }


def test_what_lambda_would_refuse_is_refused_at_preview(served: Served) -> None:
    """Limits and choices, in the official provider's words."""
    news = {
        "name": "svc",
        "role": "r",
        "timeout": 901,
        "memorySize": 64,
        "ephemeralStorage": {"size": 100},
        "tracingConfig": {"mode": "On"},
    }
    assert _complaints(served, _FUNCTION, news) == {
        "timeout": "expected timeout to be in the range (1 - 900), got 901",
        "memorySize": "expected memory_size to be in the range (128 - 32768), got 64",
        "ephemeralStorage.size": "expected size to be in the range (512 - 10240), got 100",
        "tracingConfig.mode": 'expected mode to be one of ["Active" "PassThrough"], got On',
    }


def test_what_is_not_answered_is_refused_rather_than_ignored(served: Served) -> None:
    """A property that the stand-in would drop silently would be a lie."""
    news = {"name": "svc", "role": "r", "durableConfig": {"executionTimeout": 1}}
    assert _complaints(served, _FUNCTION, news) == {
        "durableConfig": (
            "durableConfig of aws:lambda/function:Function is not answered here: the stand-in AWS "
            "provider works with the stand-in AWS of this machine only; for a real account "
            "install Pulumi's own plugin (`pulumi plugin install resource aws`)"
        )
    }
    with pytest.raises(grpc.RpcError) as refused:
        served.check("aws:s3/bucket:Bucket", {})
    assert refused.value.details().startswith("aws:s3/bucket:Bucket is not answered here: ")
