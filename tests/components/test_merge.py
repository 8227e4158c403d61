"""The user's last word."""

from components.merge import merged


def test_maps_merge_and_none_removes() -> None:
    """Key by key, deeply, and the base is not changed."""
    base = {"a": {"b": 1, "c": 2}, "d": 3}
    assert merged(base, {"a": {"b": 9}, "d": None, "e": 4}) == {"a": {"b": 9, "c": 2}, "e": 4}
    assert base == {"a": {"b": 1, "c": 2}, "d": 3}


def test_named_things_merge_by_name() -> None:
    """A container keeps its place, a new one comes last."""
    base = {"containers": [{"name": "service", "image": "a", "tty": False}]}
    override = {"containers": [{"name": "sidecar", "image": "b"}, {"name": "service", "tty": True}]}
    assert merged(base, override) == {
        "containers": [
            {"name": "service", "image": "a", "tty": True},
            {"name": "sidecar", "image": "b"},
        ]
    }


def test_other_lists_are_replaced() -> None:
    """There is nothing to match by."""
    assert merged({"args": ["a", "b"]}, {"args": ["c"]}) == {"args": ["c"]}
