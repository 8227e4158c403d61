"""Policy documents: what means the same, and what does not."""

import json
from typing import Any

import pytest

from drift.aws.documents import canonical, parsed

STATEMENT = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
    "Action": ["s3:GetObject", "s3:PutObject"],
    "Resource": "arn:aws:s3:::bucket/*",
    "Condition": {"Bool": {"aws:SecureTransport": "true"}},
}


def _policy(**changes: Any) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": [{**STATEMENT, **changes}]}


@pytest.mark.parametrize(
    "other",
    [
        {"Statement": _policy()["Statement"], "Version": "2012-10-17"},
        {"Version": "2012-10-17", "Statement": STATEMENT},
        _policy(Action=["s3:PutObject", "s3:GetObject"]),
        _policy(Action=["S3:getobject", "s3:PutObject", "s3:PutObject"]),
        _policy(Resource=["arn:aws:s3:::bucket/*"]),
        _policy(Principal={"AWS": ["123456789012"]}),
        _policy(Condition={"Bool": {"aws:SecureTransport": [True]}}),
        _policy(Sid=""),
    ],
)
def test_the_same_policy(other: dict[str, Any]) -> None:
    """Order, single values, letter case of actions, and the spelling of an account."""
    assert canonical(other) == canonical(_policy())


@pytest.mark.parametrize(
    "other",
    [
        _policy(Effect="Deny"),
        _policy(Action=["s3:GetObject"]),
        _policy(Resource="arn:aws:s3:::Bucket/*"),
        _policy(Principal={"AWS": "210987654321"}),
        _policy(Principal="*"),
        _policy(Condition={"Bool": {"aws:SecureTransport": "false"}}),
        _policy(Condition=None),
        {"Version": "2008-10-17", "Statement": STATEMENT},
        {"Version": "2012-10-17", "Statement": [STATEMENT, {**STATEMENT, "Effect": "Deny"}]},
    ],
)
def test_another_policy(other: dict[str, Any]) -> None:
    """Each of these lets somebody do something else."""
    assert canonical(other) != canonical(_policy())


def test_everybody_in_two_spellings() -> None:
    """A star alone, and a star of the accounts."""
    assert canonical(_policy(Principal="*")) == canonical(_policy(Principal={"AWS": "*"}))


def test_statements_in_any_order() -> None:
    """As long as they are the same ones."""
    two = [STATEMENT, {**STATEMENT, "Effect": "Deny"}]
    assert canonical({"Statement": two}) == canonical({"Statement": two[::-1]})


def test_rules_of_a_life_cycle() -> None:
    """They go by their priority."""
    rules = [{"rulePriority": 1, "action": {"type": "expire"}}, {"rulePriority": 2}]
    assert canonical({"rules": rules}) == canonical({"rules": rules[::-1]})
    assert canonical({"rules": rules}) != canonical({"rules": rules[:1]})


@pytest.mark.parametrize("garbage", ["", "{", "1", '"text"', None, 7, "[" * 100_000])
def test_what_is_no_document(garbage: Any) -> None:
    """It is compared as it stands."""
    assert parsed(garbage) is None


@pytest.mark.parametrize(
    "garbage",
    [
        {"Statement": "x"},
        {"Statement": [None, 1, []]},
        {"Statement": [{"Action": {"a": 1}, "Principal": [], "Condition": {"Bool": 1}}]},
        {"rules": [1, "a", None]},
        [],
    ],
)
def test_broken_policies_are_written_all_the_same(garbage: Any) -> None:
    """The same garbage is the same text."""
    assert canonical(garbage) == canonical(json.loads(json.dumps(garbage)))
