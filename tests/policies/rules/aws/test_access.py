"""What the rule on open URLs says to whoever may waive it."""

import pytest

from policies.rules import registered
from policies.rules.judge import judge_world
from policies.rules.pulumi_resource import Resource
from policies.rules.subjects import World

OPEN = {"functionName": "chat", "authorizationType": "NONE"}
SAID = "anyone may call the function, at your cost"


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ({"shipshape:url-auth-reason": "our site calls it"},
         f'{SAID}; its tag says why: "our site calls it"'),
        ({"team": "chat"}, SAID),
        ({}, SAID),
    ],
)  # fmt: skip
def test_the_reason_is_shown_and_excuses_nothing(tags: dict[str, str], said: str) -> None:
    """A tag is no waiver: a person decides, and sees why it was asked for."""
    function = Resource("aws:lambda/function:Function", {"name": "chat", "tags": tags}, "chat")
    url = Resource("aws:lambda/functionUrl:FunctionUrl", OPEN, "url")
    rule = registered()["lambda-url-auth"]
    (result,) = judge_world([rule], World((), (), (url, function)))
    assert (result.verdict, result.message) == ("fail", said)
