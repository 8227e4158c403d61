"""The engine's wire form."""

from ops.check.reading.plain import plain
from policies.rules.unknown import is_unknown

SIGNATURE = "4dabf18193072939515e22adb298388d"
OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"


def test_outputs() -> None:
    """Outputs are unwrapped, secret ones noted, those without a value unknown."""
    secrets: list[str] = []
    found = plain(
        {
            "a": [{SIGNATURE: OUTPUT, "value": {"b": 1}, "secret": True}],
            "c": {SIGNATURE: OUTPUT},
            "d": "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
        },
        secrets.append,
    )
    assert found["a"] == [{"b": 1}]
    assert secrets == ["a[0]"]
    assert [(is_unknown(found[key]), found[key].path) for key in "cd"] == [(True, "c"), (True, "d")]


def test_an_odd_secret() -> None:
    """A secret whose text is no JSON is unknown, not an error."""
    mark = {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270"}
    assert is_unknown(plain({**mark, "plaintext": "{"}, lambda _: None))
    assert is_unknown(plain({**mark, "plaintext": 3}, lambda _: None))
    assert plain({**mark, "value": "seen"}, lambda _: None) == "seen"
