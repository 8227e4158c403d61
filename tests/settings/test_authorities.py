"""A machine's own certificate authorities."""

from settings.authorities import beyond, certificates

OWN = "-----BEGIN CERTIFICATE-----\nb3du\n-----END CERTIFICATE-----\n"
PUBLIC = "-----BEGIN CERTIFICATE-----\ncHVibGlj\n-----END CERTIFICATE-----\n"


def test_comments_and_white_space_do_not_count() -> None:
    """Bundles differ in both; each certificate counts once."""
    indented = PUBLIC.replace("cHVibGlj", "cHVi\r\n bGlj")
    assert certificates(f"# a comment\n{PUBLIC}{OWN}{indented}") == ["cHVibGlj", "b3du"]


def test_what_is_beyond_the_public_ones() -> None:
    """In order, and nothing else."""
    assert beyond(PUBLIC + OWN, PUBLIC) == OWN
    assert beyond(PUBLIC, PUBLIC) == ""


def test_lines_are_as_long_as_the_format_wants() -> None:
    """64 characters."""
    body = "A" * 100
    pem = f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"
    assert beyond(pem, "").splitlines()[1:-1] == ["A" * 64, "A" * 36]
