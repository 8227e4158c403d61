"""Evidence on disk: whole or not there, the newest ten, nothing of others touched."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collect.files.reading import read
from diagnosis.finding import Diagnosis, Verdict
from diagnosis.snapshot import Log, Platform, Snapshot
from diagnosis.snapshot.snapshot import from_json
from gate.explaining import bundle

MOMENT = datetime(2026, 1, 2, 15, 4, 5, tzinfo=UTC)
LOGS = (
    Log("now", container="app", pod="web-1"),
    Log("before", container="app", pod="web-1", previous=True),
    Log("again", container="app", pod="web-1"),
    Log("nobody's"),
    Log("escaping", container="../../etc", pod="/"),
)


def test_the_files() -> None:
    """Report, diagnosis and snapshot, and each log under a name of its own."""
    snapshot = Snapshot(platform=Platform.KUBERNETES, logs=LOGS)
    files = bundle.files(snapshot, Diagnosis(Verdict.FAILING, root_cause="a.b"), "why")
    assert files.pop("report.txt") == "why\n"
    assert json.loads(files.pop("diagnosis.json"))["root_cause"] == "a.b"
    assert from_json(files.pop("snapshot.json")) == snapshot
    assert files == {
        "logs/web-1_app.log": "now",
        "logs/web-1_app.previous.log": "before",
        "logs/web-1_app.2.log": "again",
        "logs/log.log": "nobody's",
        "logs/unnamed_etc.log": "escaping",
    }


def test_a_bundle_is_diagnosed_by_its_snapshot(tmp_path: Path) -> None:
    """Its report quotes the evidence and must not be read as more of it."""
    snapshot = Snapshot(platform=Platform.KUBERNETES, logs=LOGS[:1], looked_at=("one pod",))
    report = "Error: Cannot find module 'express'"
    content = bundle.files(snapshot, Diagnosis(Verdict.FAILING, root_cause="a.b"), report)
    place = bundle.save(tmp_path, "20260102T150405Z-web", content)
    for path in (place, tmp_path):
        found = read([path])
        assert [log.text for log in found.logs] == ["now"]
        assert found.unread == ()


def test_the_name_sorts_by_time() -> None:
    """And is one part of a path, whatever the service is called."""
    assert bundle.name("Web/../Shop", MOMENT) == "20260102T150405Z-web-..-shop"


def test_saving(tmp_path: Path) -> None:
    """In its place, for the owner's eyes, and out of the repository."""
    folder = tmp_path / "evidence" / "dev"
    place = bundle.save(folder, "20260102T150405Z-web", {"a.txt": "A", "logs/b.log": "B\udcff"})
    assert place == folder / "20260102T150405Z-web"
    assert (place / "a.txt").read_text() == "A"
    assert (place / "logs" / "b.log").read_text() == "B?"
    assert place.stat().st_mode & 0o777 == 0o700
    assert (folder / ".gitignore").read_text() == "*\n"
    assert [one.name for one in folder.iterdir() if one.name.startswith(".partial")] == []


def test_two_in_one_second(tmp_path: Path) -> None:
    """Neither overwrites the other."""
    first = bundle.save(tmp_path, "20260102T150405Z-web", {"a": "1"})
    second = bundle.save(tmp_path, "20260102T150405Z-web", {"a": "2"})
    assert second.name == "20260102T150405Z-web-2"
    assert ((first / "a").read_text(), (second / "a").read_text()) == ("1", "2")


def test_one_that_breaks_off_is_not_there(tmp_path: Path) -> None:
    """What was written before the failure is no bundle; the next one clears it away."""
    with pytest.raises(OSError, match="File name too long"):
        bundle.save(tmp_path, "20260102T150405Z-web", {"a": "A", "b" * 300: "B"})
    assert not (tmp_path / "20260102T150405Z-web").exists()
    place = bundle.save(tmp_path, "20260102T150405Z-web", {"b": "B"})
    assert [one.name for one in place.iterdir()] == ["b"]


def test_the_oldest_go(tmp_path: Path) -> None:
    """Ten stay; what is no bundle stays as well."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "20250101T000000Z-a-file").write_text("mine")
    for second in range(12):
        bundle.save(tmp_path, f"20260102T1504{second:02}Z-web", {"a": "A"})
    found = sorted(one.name for one in tmp_path.iterdir() if one.is_dir())
    assert found == [*(f"20260102T1504{second:02}Z-web" for second in range(2, 12)), "notes"]
    assert (tmp_path / "20250101T000000Z-a-file").exists()
