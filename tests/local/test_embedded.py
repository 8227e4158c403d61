"""What the embedded platform needs, and when it refuses to begin."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from local import embedded
from local.choice import Choice
from local.errors import CannotDo
from local.paths import Paths

BOTH = Choice(engine="embedded", cluster="embedded")


class Usage(NamedTuple):
    """What shutil.disk_usage tells."""

    total: int
    used: int
    free: int


@pytest.mark.parametrize(
    ("choice", "official", "tools"),
    [
        (
            BOTH,
            False,
            ["kubernetes", "buildkitd", "pause", "pulumi", "pulumi-resource-docker-build"],
        ),
        (BOTH, True, ["kubernetes", "buildkitd", "pause"]),
        (
            Choice(engine="embedded", cluster="yours"),
            False,
            ["pulumi", "pulumi-resource-docker-build"],
        ),
        (Choice(engine="yours", cluster="embedded"), False, ["kubernetes", "buildkitd", "pause"]),
        (Choice(engine="yours", cluster="yours"), False, []),
    ],
)
def test_only_what_is_missing_is_compiled(
    choice: Choice, tools: list[str], *, official: bool
) -> None:
    """What the user has, or what was downloaded, is never built."""
    assert embedded.wanted(choice, official=official) == tools


@pytest.mark.parametrize(
    ("cold", "free", "needed"), [(True, 7.9, 8), (False, 0.5, 1)], ids=["cold", "warm"]
)
def test_a_full_disk_is_told_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: float, needed: int, *, cold: bool
) -> None:
    """One sentence: where, how much is free, how much is needed, and the way out."""
    usage = Usage(total=2**40, used=0, free=int(free * 2**30))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    paths = Paths(cache=tmp_path / "cache", state=tmp_path / "state", run=tmp_path / "run")
    with pytest.raises(CannotDo) as refused:
        embedded.require_space(paths, cold=cold)
    assert str(refused.value) == (
        f"{tmp_path}/cache: {free} GiB free, {needed} GiB needed; free some space, or point "
        "SHIPSHAPE_CACHE and SHIPSHAPE_STATE at another disk."
    )


def test_enough_space_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exactly what is needed is enough."""
    usage = Usage(total=2**40, used=0, free=embedded.COLD_BYTES)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    paths = Paths(cache=tmp_path / "cache", state=tmp_path / "state", run=tmp_path / "run")
    embedded.require_space(paths, cold=True)
