"""What an inspection leaves for the policies."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collect.rollout import Access
from drift.model import Desired, Resource
from ops.drift.declared import Declared
from ops.drift.recorded import Recorded, fingerprint, forget, place_of, record, recorded

from .reports import REPORT

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
CHANGE = {
    "urn": "urn:pulumi:prod::shop::kubernetes:apps/v1:Deployment::web",
    "object": "Deployment/shop/web",
    "path": "spec.replicas",
    "manager": "kubectl-scale",
    "time": "2026-11-23T09:00:00Z",
}
FOUND = Recorded(NOW, "sha256:00", REPORT, (CHANGE,))


def test_what_is_recorded_is_read_again(tmp_path: Path) -> None:
    """Under the stack's short name, readable by its owner alone, gone once it is settled."""
    path = record(tmp_path, "acme/shop/prod", FOUND)
    assert path == tmp_path / ".shipshape" / "drift" / "prod.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert recorded(tmp_path, "prod") == FOUND
    assert json.loads(path.read_text()) == {
        "version": 1,
        "stack": "prod",
        "time": "2026-11-23T10:00:00Z",
        "desired": "sha256:00",
        "changes": [CHANGE],
        "report": REPORT,
    }
    assert recorded(tmp_path, "dev") is None
    forget(tmp_path, "prod")
    forget(tmp_path, "prod")
    assert recorded(tmp_path, "prod") is None
    assert list(path.parent.iterdir()) == []


WHOLE = {
    "version": 1,
    "time": "2026-11-23T10:00:00Z",
    "desired": "",
    "changes": [],
    "report": {},
}
BROKEN: tuple[dict[str, object], ...] = (
    {"version": 2},
    {"time": "yesterday"},
    {"time": "2026-11-23T10:00:00"},
    {"time": 7},
    {"report": []},
    {"changes": None},
)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", "{}", "\x00", *(json.dumps({**WHOLE, **one}) for one in BROKEN)]
)
def test_what_cannot_be_understood_is_none(tmp_path: Path, text: str) -> None:
    """A file that was cut off, edited, or written by a newer version says nothing."""
    path = place_of(tmp_path, "dev")
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(WHOLE))
    assert recorded(tmp_path, "dev") is not None
    path.write_text(text)
    assert recorded(tmp_path, "dev") is None


def test_the_fingerprint_follows_what_is_declared() -> None:
    """The same in any order; another one for another value, on either cloud."""
    web = Desired({"kind": "Service", "spec": {"a": 1, "b": 2}}, "urn:web")
    api = Desired({"kind": "Service", "spec": {}}, "urn:api")
    function = Resource("aws:lambda/function:Function", "chat", {"timeout": 3}, "urn:chat")
    whole = fingerprint(Declared({Access(): (web, api)}, (function,)))
    turned = Desired({"spec": {"b": 2, "a": 1}, "kind": "Service"}, "urn:web")
    assert fingerprint(Declared({Access(): (api, turned)}, (function,))) == whole
    other = Resource(function.type, "chat", {"timeout": 4}, "urn:chat")
    assert fingerprint(Declared({Access(): (web, api)}, (other,))) != whole
    changed = Desired({"kind": "Service", "spec": {"a": 1, "b": 3}}, "urn:web")
    assert fingerprint(Declared({Access(): (changed, api)}, (function,))) != whole
