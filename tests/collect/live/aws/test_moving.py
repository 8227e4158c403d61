"""An alias, read and moved."""

from dataclasses import replace

import pytest
from botocore.exceptions import ClientError

from collect.live.aws.moving import Alias, Overtaken, Serving
from tests.collect.live.aws.account import FUNCTION, REGION, Account


def test_there_and_back(account: Account) -> None:
    """With weights, without, each with the revision of the last."""
    account.function(versions=2)
    account.alias("1")
    alias = Alias(FUNCTION, "live", REGION)
    first = alias.read()
    assert (first.version, first.weights) == ("1", {})
    second = alias.move(replace(first, weights={"2": 12.5}))
    assert account.serving() == ("1", {"2": 0.125})
    assert second.weights == {"2": 12.5}
    assert second.revision != first.revision
    third = alias.move(Serving("2", revision=second.revision))
    assert account.serving() == ("2", {})
    assert alias.read() == third


def test_somebody_else_was_faster(account: Account) -> None:
    """What they did stays."""
    account.function(versions=2)
    account.alias("1")
    alias = Alias(FUNCTION, "live", REGION)
    seen = alias.read()
    account.client("lambda").update_alias(FunctionName=FUNCTION, Name="live", FunctionVersion="2")
    with pytest.raises(Overtaken):
        alias.move(replace(seen, weights={"2": 10}))
    assert account.serving() == ("2", {})


def test_no_such_alias(account: Account) -> None:
    """What AWS says."""
    account.function()
    with pytest.raises(ClientError, match="Cannot find alias"):
        Alias(FUNCTION, "live", REGION).read()


def test_in_words() -> None:
    """Which version gets which part."""
    assert str(Serving("3")) == "version 3 for all traffic"
    assert str(Serving("3", {"4": 10})) == "version 3 for 90 %, version 4 for 10 %"
