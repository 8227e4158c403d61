"""One hash over everything that decides an image."""

import os
from pathlib import Path

from components.content_hash import content_tag, parts


def _context(folder: Path) -> Path:
    folder.mkdir()
    (folder / ".dockerignore").write_text(".env*\nnotes.md\n")
    (folder / "Dockerfile").write_text("FROM scratch\n")
    (folder / "server.mjs").write_text("serve()\n")
    (folder / "notes.md").write_text("anything\n")
    return folder


def _tag(context: Path, **inputs: str) -> str:
    return content_tag(context, context / "Dockerfile", inputs)


def test_the_same_on_every_machine(tmp_path: Path) -> None:
    """Another folder, other times, the same tag; and stable over versions of this program."""
    here, there = _context(tmp_path / "here"), _context(tmp_path / "there")
    os.utime(there / "server.mjs", (1, 1))
    assert _tag(here, target="production") == _tag(there, target="production")
    assert _tag(here, target="production") == "c-5e1e8364f2658094"


def test_what_changes_it(tmp_path: Path) -> None:
    """Content, name, the execute bit, an input; not an ignored file."""
    context = _context(tmp_path / "app")
    tags = [_tag(context)]
    (context / "notes.md").write_text("something else\n")
    assert _tag(context) == tags[0]
    tags.append(_tag(context, platform="linux/arm64"))
    (context / "server.mjs").chmod(0o755)
    tags.append(_tag(context))
    (context / "server.mjs").write_text("serve(2)\n")
    tags.append(_tag(context))
    (context / "server.mjs").rename(context / "main.mjs")
    tags.append(_tag(context))
    assert len(set(tags)) == 5


def test_why_did_it_change(tmp_path: Path) -> None:
    """The parts name it."""
    context = _context(tmp_path / "app")
    before = parts(context, context / "Dockerfile", {"target": "production"})
    (context / "server.mjs").write_text("serve(2)\n")
    after = parts(context, context / "Dockerfile", {"target": "production"})
    assert [name for name in before if before[name] != after[name]] == ["file:server.mjs"]
    assert list(before) == [
        "input:target",
        "dockerfile",
        "file:.dockerignore",
        "file:Dockerfile",
        "file:server.mjs",
    ]
