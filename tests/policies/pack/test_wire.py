"""Between the engine's messages and plain data, both ways."""

from typing import Any

import pytest
from google.protobuf import json_format, struct_pb2

from policies.pack.wire import SECRET, SIGNATURE, UNKNOWN, Draft, Properties
from policies.rules.unknown import Undecided, is_unknown

ASSET = "c44067f5952c0a294b673a41bacd8c17"
LATER = min(UNKNOWN)


def message(**properties: Any) -> Any:
    """The properties as the engine sends them."""
    made = struct_pb2.Struct()
    made.update(properties)
    return made


def secret(value: Any) -> dict[str, Any]:
    """A value that the engine keeps secret."""
    return {SIGNATURE: SECRET, "value": value}


def test_plain_data_is_what_was_written() -> None:
    """Whole numbers are integers again, and nothing is lost."""
    data = {
        "text": "one",
        "whole": 3,
        "part": 2.5,
        "yes": True,
        "no": False,
        "none": None,
        "empty": {},
        "list": [1, "two", [], {"deep": [None]}],
    }
    found = Properties(message(**data))
    assert found.data == data
    assert [type(found.data[key]) for key in ("whole", "part", "yes")] == [int, float, bool]
    assert found.secrets == []


@pytest.mark.parametrize("text", sorted(UNKNOWN))
def test_an_unknown_knows_where_it_stands(text: str) -> None:
    """Of whatever type it will be."""
    found = Properties(message(spec={"containers": [{}, {"image": text}]})).data
    image = found["spec"]["containers"][1]["image"]
    assert is_unknown(image)
    with pytest.raises(Undecided) as asked:
        bool(image)
    assert asked.value.path == "spec.containers[1].image"


def test_a_secret_is_plain_and_its_place_is_known() -> None:
    """A text, a whole branch, and a secret within a secret."""
    found = Properties(
        message(data=secret({"a": "one", "b": secret("two")}), list=["x", secret("three")])
    )
    assert found.data == {"data": {"a": "one", "b": "two"}, "list": ["x", "three"]}
    assert sorted(found.secrets, key=str) == [
        ("data", {"a": "one", "b": "two"}),
        ("data.b", "two"),
        ("list[1]", "three"),
    ]


def test_an_asset_is_only_named() -> None:
    """Its content is nothing that a rule may look at."""
    found = Properties(message(code={SIGNATURE: ASSET, "text": "print()"}))
    assert found.data == {"code": "asset"}


def test_a_draft_goes_back_as_it_came() -> None:
    """Secrets, unknown values and assets are again what they were."""
    sent = message(
        data=secret({"a": "one", "b": secret("two")}),
        list=[secret("three"), 4, LATER],
        code={SIGNATURE: ASSET, "text": "print()"},
    )
    assert Draft(sent).message() == sent


def test_what_a_remedy_adds_to_a_secret_is_secret_too() -> None:
    """The remedy sees plain data; the mark stays on all of the branch."""
    draft = Draft(message(spec=secret({"a": 1})))
    draft.data["spec"]["b"] = False
    assert json_format.MessageToDict(draft.message()) == {"spec": secret({"a": 1, "b": False})}
