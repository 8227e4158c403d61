"""Label selectors as kubectl takes them."""

import pytest

from collect.live.label_selector import selects

LABELS = {"app": "web", "tier": "front", "app.kubernetes.io/name": "web"}


@pytest.mark.parametrize(
    "selector",
    [
        "app=web",
        "app==web",
        "app = web , tier=front",
        "app!=api",
        "missing!=x",
        "app in (api, web)",
        "tier notin (back)",
        "missing notin (x)",
        "app",
        "!missing",
        "app.kubernetes.io/name=web,tier in (front),!missing",
    ],
)
def test_what_holds(selector: str) -> None:
    """Equality, sets and presence."""
    assert selects(selector, LABELS)


@pytest.mark.parametrize(
    "selector",
    [
        "app=api",
        "app!=web",
        "app=web,tier=back",
        "app in (api)",
        "app notin (web)",
        "missing",
        "!app",
        "missing=x",
        "app=web,(",
        "=",
    ],
)
def test_what_does_not_hold(selector: str) -> None:
    """One requirement that fails is enough, and so is one that is none."""
    assert not selects(selector, LABELS)
