"""Which libraries a package asks for."""

from local.images.libraries import libraries


def test_libraries() -> None:
    """Both fields, the first alternative, without versions; no tools."""
    depends = (
        "libacl1 (>= 2.2.23), libc6:any (>= 2.34)\n"
        "gcc-12-base (= 12.2.0-14), debconf (>= 0.5) | debconf-2.0, openssl,\n"
        "libssl3t64 | libssl3, perl-base"
    )
    assert libraries(depends) == ["libacl1", "libc6", "gcc-12-base", "libssl3t64"]


def test_none() -> None:
    """Empty fields are no packages."""
    assert libraries("\n") == []
