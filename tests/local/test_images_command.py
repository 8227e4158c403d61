"""`python -m local images python`, for machines without the embedded platform."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from local.__main__ import main


def test_nothing_to_set_without_the_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output is for `eval`: a comment changes nothing, and no image is made."""
    for root in ("CACHE", "STATE", "RUN"):
        monkeypatch.setenv(f"SHIPSHAPE_{root}", str(tmp_path / root.lower()))
    done = CliRunner().invoke(main, ["images", "python"])
    assert (done.exit_code, done.output) == (
        0,
        "# nothing to set: without the embedded platform, bases are pulled\n",
    )
    assert list(tmp_path.iterdir()) == []
