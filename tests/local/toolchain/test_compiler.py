"""What is said where Go is missing or too old."""

from pathlib import Path

import pytest

from local.errors import CannotDo
from local.toolchain.compiler import Go, look, require


def test_no_go(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One sentence with the way out."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotDo) as raised:
        look()
    assert str(raised.value) == (
        "Go is not on PATH, and the embedded platform is compiled with it; "
        "install Go 1.26 or newer from https://go.dev/dl."
    )


@pytest.mark.parametrize(
    ("name", "fetches"),
    [("go1.26.8", False), ("go1.27", False), ("go1.21.0", True), ("devel go1.28-abc", False)],
)
def test_good_enough(name: str, fetches: bool) -> None:
    """New enough, or able to fetch a newer one itself."""
    require(Go(name, "linux", "amd64", fetches), (1, 26, 8))


@pytest.mark.parametrize(
    ("name", "fetches", "way"),
    [("go1.19.8", True, ""), ("go1.25.1", False, " (or unset GOTOOLCHAIN=local)")],
)
def test_too_old(name: str, fetches: bool, way: str) -> None:
    """Both versions and the way out."""
    with pytest.raises(CannotDo) as raised:
        require(Go(name, "linux", "amd64", fetches), (1, 26, 8))
    assert str(raised.value) == (
        f"{name} is too old, the embedded platform needs Go 1.26.8 or newer; "
        f"install it from https://go.dev/dl{way}."
    )
