"""When two ways to write a value mean the same."""

from typing import Any

import pytest

from local.providers.aws import forms

_POLICY = '{"Statement":[{"Action":["a","b"],"Resource":"*"}]}'


@pytest.mark.parametrize(
    ("form", "one", "other", "same"),
    [
        (forms.DOCUMENT, _POLICY, '{"Statement": {"Resource": ["*"], "Action": ["b", "a"]}}', True),
        (forms.DOCUMENT, _POLICY, '{"Statement":[{"Action":["a"],"Resource":"*"}]}', False),
        (forms.DOCUMENT, "no JSON", "no JSON", True),
        (forms.SET, ["a", "b"], ["b", "a"], True),
        (forms.SET, ["a", "b"], ["a"], False),
        (forms.PLAIN, ["a", "b"], ["b", "a"], False),
        (forms.DECIMAL, "0", "0.0", True),
        (forms.DECIMAL, "0", "1", False),
    ],
)
def test_meaning(form: forms.Form, one: Any, other: Any, *, same: bool) -> None:
    """Order and brackets where they mean nothing; nothing else."""
    assert form.same(one, other) is same


@pytest.mark.parametrize(
    ("form", "ours", "theirs"),
    [
        (forms.PAIRS, {"a": "1"}, [{"Name": "a", "Value": "1"}]),
        (forms.NUMBER, 30, "30"),
        (forms.FLAG, True, "true"),
        (forms.FLAG, False, "false"),
        (forms.DECIMAL, "0.5", 0.5),
    ],
)
def test_there_and_back(form: forms.Form, ours: Any, theirs: Any) -> None:
    """What is written for the API is read from it."""
    assert (form.written(ours), form.read(theirs)) == (theirs, ours)


@pytest.mark.parametrize("value", [None, "", 0, False, [], {}, {"a": {"b": []}}])
def test_what_says_nothing(value: Any) -> None:
    """AWS answers many blocks that nobody set."""
    assert forms.is_empty(value)
    assert not forms.is_empty({"a": {"b": ["x"]}, "c": value})
