"""What can go wrong at AWS, and what the engine and its user hear of it."""

import re
import threading
from typing import Any

import grpc
import pytest
from google.rpc import status_pb2  # type: ignore[import-untyped]  # generated
from pulumi.runtime.proto import provider_pb2 as proto

from local.providers.protocol.properties import UNKNOWN, decode
from tests.local.providers.aws.cases import CASES, TRUST
from tests.local.providers.aws.conftest import Served

Map = dict[str, Any]
_FUNCTION = "aws:lambda/function:Function"


def _refused(served: Served, token: str, inputs: Map, *, timeout: float = 0) -> Any:
    with pytest.raises(grpc.RpcError) as refused:
        served.create(token, inputs, timeout=timeout)
    return refused.value


def _function(served: Served) -> Map:
    """A function's inputs, with its repository there and its role not."""
    served.create("aws:ecr/repository:Repository", {"name": "svc"})
    inputs: Map = served.aws.here(CASES["function"].inputs)
    return served.checked(_FUNCTION, inputs)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "repository",
            (
                r"creating ECR Repository \(svc\): operation error ECR: CreateRepository, https "
                r"response error StatusCode: 400, RequestID: .*, RepositoryAlreadyExistsException: "
                r"The repository with name 'svc' already exists .*"
            ),
        ),
        (
            "role",
            (
                r"creating IAM Role \(svc\): operation error IAM: CreateRole, https response error "
                r"StatusCode: 409, RequestID: .*, EntityAlreadyExists: .*"
            ),
        ),
        (
            "log-group",
            (
                r"creating CloudWatch Logs Log Group \(/aws/lambda/svc\): operation error "
                r"CloudWatch Logs: CreateLogGroup, .*, ResourceAlreadyExistsException: .*"
            ),
        ),
        (
            "parameter",
            (
                r"creating SSM Parameter \(/svc/key\): operation error SSM: PutParameter, .*, "
                r"ParameterAlreadyExists: .*"
            ),
        ),
    ],
)
def test_what_is_there_already_is_not_taken_over(served: Served, name: str, said: str) -> None:
    """The API's own conflict, in the official provider's frame."""
    case = CASES[name]
    inputs = served.checked(case.type, case.inputs)
    served.create(case.type, inputs)
    assert re.fullmatch(said, _refused(served, case.type, inputs).details())


def test_a_role_that_is_not_known_yet_is_waited_for(served: Served) -> None:
    """IAM tells Lambda of a new role some seconds late."""
    inputs = _function(served)
    iam = served.aws.client("iam")
    late = threading.Timer(
        0.3, iam.create_role, kwargs={"RoleName": "svc", "AssumeRolePolicyDocument": TRUST}
    )
    late.start()
    identity, outputs = served.create(_FUNCTION, inputs, timeout=30)
    late.join()
    assert (identity, outputs["version"]) == ("svc", "1")


def test_a_role_that_never_comes_is_lambdas_own_refusal(served: Served) -> None:
    """Not a timeout of ours."""
    said = _refused(served, _FUNCTION, _function(served), timeout=0.2).details()
    assert re.fullmatch(
        r"creating Lambda Function \(svc\): operation error Lambda: CreateFunction, https response "
        r"error StatusCode: 400, RequestID: .*, InvalidParameterValueException: The role defined "
        r"for the function cannot be assumed by Lambda\.",
        said,
    )


def test_a_function_that_cannot_be_completed_stays_in_the_state(served: Served) -> None:
    """It is there: the next run must go on with it rather than make it again."""
    served.create("aws:iam/role:Role", {"name": "svc", "assumeRolePolicy": TRUST})
    inputs = {**_function(served), "reservedConcurrentExecutions": 2}
    refused = _refused(served, _FUNCTION, inputs, timeout=0.01)
    said = "waiting for Lambda Function (svc): timeout while waiting (0.01 s)"
    assert refused.details() == said
    trailing = dict(refused.trailing_metadata())
    status = status_pb2.Status.FromString(trailing["grpc-status-details-bin"])
    detail = proto.ErrorResourceInitFailed()
    assert status.details[0].Unpack(detail)
    state = decode(detail.properties)
    assert (detail.id, list(detail.reasons)) == ("svc", [said])
    assert (state["arn"], state["imageUri"]) == (
        CASES["function"].outputs["arn"],
        inputs["imageUri"],
    )
    updated = served.update(_FUNCTION, "svc", (state, inputs))
    assert (updated["version"], updated["reservedConcurrentExecutions"]) == ("1", 2)


def test_an_update_of_what_is_gone(served: Served) -> None:
    """AWS says so itself."""
    case = CASES["role"]
    inputs = served.checked(case.type, case.inputs)
    identity, state = served.create(case.type, inputs)
    served.delete(case.type, identity, state)
    with pytest.raises(grpc.RpcError) as refused:
        served.update(case.type, identity, (state, {**inputs, "description": "x"}))
    assert "updating IAM Role (svc): operation error IAM: UpdateRole" in refused.value.details()
    assert "NoSuchEntity" in refused.value.details()


def test_a_failed_update_leaves_the_state_as_it_was(served: Served) -> None:
    """The next run sees the same difference, and asks again."""
    served.create("aws:iam/role:Role", {"name": "svc", "assumeRolePolicy": TRUST})
    inputs = _function(served)
    identity, state = served.create(_FUNCTION, inputs)
    wanted = {**inputs, "imageUri": f"{inputs['imageUri'][:-4]}0000"}
    with pytest.raises(grpc.RpcError) as refused:
        served.update(_FUNCTION, identity, (state, wanted))
    assert "updating Lambda Function (svc): operation error Lambda: UpdateFunctionCode" in (
        refused.value.details()
    )
    assert "grpc-status-details-bin" not in dict(refused.value.trailing_metadata())


@pytest.mark.parametrize("name", ["metric-filter", "role-policy", "attachment", "secret-version"])
def test_an_id_that_cannot_be_one(served: Served, name: str) -> None:
    """The form that it should have is named."""
    with pytest.raises(grpc.RpcError) as refused:
        served.read(CASES[name].type, "nonsense")
    assert re.fullmatch(r"'nonsense' is not <.*>.<.*>", refused.value.details())


def test_what_is_asked_to_stay_stays(served: Served) -> None:
    """`skipDestroy` leaves a function, a log group or instances where they are."""
    case = CASES["log-group"]
    inputs = served.checked(case.type, {**case.inputs, "skipDestroy": True})
    identity, state = served.create(case.type, inputs)
    served.delete(case.type, identity, state)
    assert served.read(case.type, identity, state, inputs)[0] == identity


def test_a_repository_with_images_goes_only_by_force(served: Served) -> None:
    """As AWS wants it."""
    case = CASES["repository"]
    inputs = served.checked(case.type, {**case.inputs, "forceDelete": False})
    identity, state = served.create(case.type, inputs)
    with pytest.raises(grpc.RpcError) as refused:
        served.delete(case.type, identity, state)
    assert "deleting ECR Repository (svc): operation error ECR: DeleteRepository" in (
        refused.value.details()
    )
    served.delete(case.type, identity, {**state, "forceDelete": True})


def test_an_open_url_lets_everybody_in(served: Served) -> None:
    """The official provider adds the statement itself, and bears that it is there already."""
    served.create("aws:iam/role:Role", {"name": "svc", "assumeRolePolicy": TRUST})
    served.create(_FUNCTION, _function(served))
    url = {"authorizationType": "NONE", "functionName": "svc"}
    token = "aws:lambda/functionUrl:FunctionUrl"
    for _ in range(2):
        identity, state = served.create(token, served.checked(token, url))
        policy = served.aws.client("lambda").get_policy(FunctionName="svc")["Policy"]
        assert policy.count("FunctionURLAllowPublicAccess") == 1
        served.delete(token, identity, state)


@pytest.mark.parametrize("first", [True, False])
def test_a_chosen_name_makes_the_old_one_go_first(served: Served, *, first: bool) -> None:
    """Two resources can't have one name; a made-up name is made up again."""
    token = "aws:iam/role:Role"
    chosen = {"name": "svc"} if first else {}
    inputs = served.checked(token, {**chosen, "assumeRolePolicy": TRUST})
    _, state = served.create(token, inputs)
    wanted = served.checked(token, {**chosen, "assumeRolePolicy": TRUST, "path": "/a/"}, inputs)
    answer = served.diff(token, state, wanted)
    assert (list(answer.replaces), answer.deleteBeforeReplace) == (["path"], first)


def test_ignored_changes_are_no_changes(served: Served) -> None:
    """Deeply, too."""
    start = {"name": "svc", "environment": {"variables": {"A": "1", "B": "1"}}, "role": "r"}
    state = served.checked(_FUNCTION, start)
    news = {**state, "environment": {"variables": {"A": "2", "B": "2"}}}
    ignored = ["environment.variables.A"]
    answer = served.diff(_FUNCTION, state, news, ignoreChanges=ignored)
    assert list(answer.detailedDiff) == ["environment.variables.B"]


def test_a_new_version_is_unknown_until_it_is_published(served: Served) -> None:
    """So that the alias that follows it is seen to change at preview."""
    served.create("aws:iam/role:Role", {"name": "svc", "assumeRolePolicy": TRUST})
    inputs = _function(served)
    identity, state = served.create(_FUNCTION, inputs)
    planned = served.update(_FUNCTION, identity, (state, {**inputs, "timeout": 60}), preview=True)
    unknown = {key for key, value in planned.items() if value == UNKNOWN}
    assert {"version", "qualifiedArn", "qualifiedInvokeArn"} <= unknown
    same = served.update(_FUNCTION, identity, (state, {**inputs, "tags": {}}), preview=True)
    assert same["version"] == "1"
