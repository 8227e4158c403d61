"""The releases that were good."""

from dataclasses import replace

import pytest

from release.ledger import Ledger, Release, last_good, of_version, read, recorded, written


def _release(version: str, digest: str = "") -> Release:
    return Release(digest or f"chat@sha256:{version}", f"config-{version}", version, "chat")


def _ledger(*versions: str) -> Ledger:
    return tuple(_release(version) for version in versions)


@pytest.mark.parametrize(
    ("before", "version", "after"),
    [
        ("", "1", "1"),
        ("1", "2", "2 1"),
        ("2 1", "2", "2 1"),
        ("3 2 1", "1", "1 3 2"),
        ("1 3 2", "4", "4 1 3"),
    ],
)
def test_recorded(before: str, version: str, after: str) -> None:
    """Newest first, none twice, an older one moves to the front, the oldest go."""
    ledger = recorded(_ledger(*before.split()), _release(version), depth=3)
    assert ledger == _ledger(*after.split())


def test_an_older_version_that_is_served_again() -> None:
    """What is given beside its number is of the newest image: the ledger knows better."""
    given = replace(_release("1"), digest="chat@sha256:newest", config="newest")
    assert recorded(_ledger("3", "2", "1"), given) == _ledger("1", "3", "2")


def test_an_older_version_that_was_forgotten() -> None:
    """Nobody knows its image, so it is not written down; another service's, and names, are."""
    ledger = _ledger("13", "12")
    assert recorded(ledger, _release("7")) == ledger
    other = replace(_release("7"), service="shop")
    assert recorded(ledger, other) == (other, *ledger)
    named = _release("0a1b2c3d4e5f6789")
    assert recorded(ledger, named) == (named, *ledger)
    assert recorded((named,), _release("1")) == (_release("1"), named)


def test_last_good() -> None:
    """The newest; the newest but one that is not."""
    ledger = _ledger("3", "2")
    assert last_good(ledger) == _release("3")
    assert last_good(ledger, but=_release("3")) == _release("2")
    assert last_good(()) is None
    assert last_good(_ledger("3"), but=_release("3")) is None


def test_of_version() -> None:
    """By service and version."""
    assert of_version(_ledger("3", "2"), "chat", "2") == _release("2")
    assert of_version(_ledger("3", "2"), "shop", "2") is None


def test_written_and_read() -> None:
    """There and back; what is no release is left out, and so is what a later version adds."""
    ledger = _ledger("2", "1")
    assert read(written(ledger)) == ledger
    assert read([{**written(ledger)[0], "more": "1"}, {"digest": "d"}]) == ledger[:1]
