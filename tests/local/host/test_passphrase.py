"""The passphrase of this machine's stacks."""

from pathlib import Path

from local.host.passphrase import ensure_passphrase


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    """Random, private, and never replaced; an empty leftover counts as none."""
    path = tmp_path / "state" / "passphrase"
    ensure_passphrase(path)
    first = path.read_text()
    ensure_passphrase(path)
    assert path.read_text() == first
    assert len(first.strip()) == 43
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("\n")
    ensure_passphrase(path)
    assert len(path.read_text().strip()) == 43
