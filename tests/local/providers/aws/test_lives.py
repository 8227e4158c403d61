"""Every type from its creation to its second deletion, over gRPC and HTTP."""

import fnmatch
import time
from dataclasses import replace
from typing import Any

import pytest
from pulumi.runtime.proto import provider_pb2 as proto

from local.providers.aws.resources import KINDS
from local.providers.protocol.properties import UNKNOWN, Secret
from tests.local.providers.aws.account import Aws
from tests.local.providers.aws.cases import CASES, OWN_POLICY, Case
from tests.local.providers.aws.conftest import Served

Map = dict[str, Any]
_NAMES = sorted(CASES)


def _own_policy(aws: Aws) -> None:
    document = OWN_POLICY % "logs:*"
    aws.client("iam").create_policy(PolicyName="basic", PolicyDocument=document)


def _second_version(aws: Aws) -> None:
    functions = aws.client("lambda")
    told = functions.update_function_configuration(FunctionName="svc", Description="of the second")
    while told["LastUpdateStatus"] != "Successful":
        time.sleep(0.01)
        told = functions.get_function_configuration(FunctionName="svc")
    functions.publish_version(FunctionName="svc")


_BEFORE = {"attachment": _own_policy, "alias": _second_version}
"""What a case needs that is no resource of its own."""


def _made(served: Served, name: str) -> tuple[Case, str, Map, Map]:
    """Make what a case needs, then the case: its identity, inputs and outputs."""
    case = _case(served, name)
    for need in case.needs:
        _made(served, need)
    if name in _BEFORE:
        _BEFORE[name](served.aws)
    inputs = served.checked(case.type, case.inputs)
    identity, outputs = served.create(case.type, inputs)
    return case, identity, inputs, outputs


def _case(served: Served, name: str) -> Case:
    """A case with the addresses of the account that is served."""
    case, here = CASES[name], served.aws.here
    changes = tuple((here(news), expected) for news, expected in case.changes)
    return replace(
        case,
        inputs=here(case.inputs),
        outputs=here(case.outputs),
        identity=here(case.identity),
        changes=changes,
    )


def _expected(case: Case) -> Map:
    """The outputs: what was said, what was defaulted, and what AWS added."""
    natural = {one.name for one in KINDS[case.type].properties if one.secret}
    return {
        key: Secret(value) if key in natural and not isinstance(value, Secret) else value
        for key, value in {**case.inputs, **case.defaulted, **case.outputs}.items()
    }


def test_every_type_has_a_case() -> None:
    """A type that nobody tries out is not answered."""
    assert {case.type for case in CASES.values()} == set(KINDS)


@pytest.mark.parametrize("name", _NAMES)
def test_creation(served: Served, name: str) -> None:
    """Inputs are completed; the outputs are what was said and what AWS tells."""
    case, identity, inputs, outputs = _made(served, name)
    assert inputs == {**case.inputs, **case.defaulted, "__defaults": sorted(case.defaulted)}
    assert fnmatch.fnmatchcase(identity, case.identity)
    assert outputs == _expected(case)


@pytest.mark.parametrize("name", _NAMES)
def test_a_preview_says_what_creation_will(served: Served, name: str) -> None:
    """All that is known is said, the rest is unknown, and nothing is asked of AWS."""
    case = _case(served, name)
    inputs = served.checked(case.type, case.inputs)
    identity, planned = served.create(case.type, inputs, preview=True)
    assert identity == ""
    known = _known(planned)
    expected = _expected(case)
    assert known == _like(expected, known)
    assert set(expected) - set(planned) <= _EMPTY
    assert set(inputs) - {"__defaults"} <= set(known)


def _known(planned: Map) -> Map:
    """A plan without what is unknown in it."""
    return {
        key: _known(value) if isinstance(value, dict) else value
        for key, value in planned.items()
        if value != UNKNOWN
    }


def _like(whole: Map, part: Map) -> Map:
    """What a plan could say of the whole."""
    return {
        key: _like(whole[key], value) if isinstance(value, dict) else whole[key]
        for key, value in part.items()
    }


_EMPTY = {"description", "alarmActions", "insufficientDataActions", "okActions"}
"""What AWS answers for what nobody asked, and programs do not wait for."""


@pytest.mark.parametrize("name", _NAMES)
def test_a_refresh_finds_what_was_made(served: Served, name: str) -> None:
    """Same identity, outputs and inputs; and nothing to change."""
    case, identity, inputs, outputs = _made(served, name)
    assert served.read(case.type, identity, outputs, inputs) == (identity, outputs, inputs)
    answer = served.diff(case.type, outputs, inputs)
    assert (answer.changes, dict(answer.detailedDiff)) == (answer.DIFF_NONE, {})


@pytest.mark.parametrize("name", _NAMES)
def test_the_program_run_again_changes_nothing(served: Served, name: str) -> None:
    """The second check keeps what the first one made up."""
    case, _, inputs, outputs = _made(served, name)
    again = served.checked(case.type, case.inputs, inputs)
    assert again == inputs
    assert served.diff(case.type, outputs, again).changes == proto.DiffResponse.DIFF_NONE


_CHANGES = [(name, number) for name in _NAMES for number in range(len(CASES[name].changes))]


@pytest.mark.parametrize(("name", "number"), _CHANGES)
def test_changes(served: Served, name: str, number: int) -> None:
    """The detailed diff; then the update, after which nothing is left to change."""
    case, identity, inputs, outputs = _made(served, name)
    changed, expected = case.changes[number]
    news = {key: value for key, value in {**case.inputs, **changed}.items() if value is not None}
    wanted = served.checked(case.type, news, inputs)
    answer = served.diff(case.type, outputs, wanted)
    kinds = {
        path: proto.PropertyDiff.Kind.Name(each.kind) for path, each in answer.detailedDiff.items()
    }
    assert kinds == expected
    assert sorted(answer.replaces) == [path for path in sorted(kinds) if "REPLACE" in kinds[path]]
    if answer.replaces:
        return
    planned = served.update(case.type, identity, (outputs, wanted), preview=True)
    updated = served.update(case.type, identity, (outputs, wanted))
    assert _known(planned) == _like(updated, _known(planned))
    assert served.diff(case.type, updated, wanted).changes == answer.DIFF_NONE
    assert served.read(case.type, identity, updated, wanted) == (identity, updated, wanted)


@pytest.mark.parametrize("name", _NAMES)
def test_deletion(served: Served, name: str) -> None:
    """Gone is gone; to delete it twice is no error."""
    case, identity, inputs, outputs = _made(served, name)
    served.delete(case.type, identity, outputs)
    if not case.stays:
        assert served.read(case.type, identity, outputs, inputs) == ("", {}, {})
    served.delete(case.type, identity, outputs)


@pytest.mark.parametrize("name", _NAMES)
def test_import(served: Served, name: str) -> None:
    """From the id alone: the same resource, and inputs that a program may say."""
    case, identity, _, outputs = _made(served, name)
    found, live, taken = served.read(case.type, case.imported or identity)
    assert found == identity
    hidden = {"__defaults", *case.unread}
    missing = {key: value for key, value in outputs.items() if key not in live}
    assert set(missing) <= case.unread
    wanted = served.checked(case.type, {**taken, **_unread(case)})
    left = served.diff(case.type, {**live, **_unread(case)}, wanted)
    assert dict(left.detailedDiff) == {}
    said = {key: value for key, value in case.inputs.items() if key not in hidden}
    kind = {one.name: one for one in KINDS[case.type].inputs}
    assert {key for key in said if kind[key].default != said[key]} <= set(taken)


def _unread(case: Case) -> Map:
    """What only the program and the provider know, or what moto forgets."""
    return {key: value for key, value in case.inputs.items() if key in case.unread}


def test_what_is_not_there_is_not_imported(served: Served) -> None:
    """The engine says so itself."""
    assert served.read("aws:iam/role:Role", "nobody") == ("", {}, {})
