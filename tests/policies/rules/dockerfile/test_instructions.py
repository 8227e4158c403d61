"""Reading instructions: continuations, comments, flags, here-documents, the escape directive."""

import pytest

from policies.rules.dockerfile.instructions import Instruction, instructions


def test_lines_and_continuations() -> None:
    """An instruction stands at its first line; comments and blanks inside it are left out."""
    text = "# a comment\nFROM a:1 AS b\n\nrun one \\\n  # why\n\n  && two\nCMD x"
    assert list(instructions(text)) == [
        Instruction("FROM", (), "a:1 AS b", 2),
        Instruction("RUN", (), "one   && two", 4),
        Instruction("CMD", (), "x", 8),
    ]


def test_flags() -> None:
    """Flags stand before the arguments; what looks like one among them is an argument."""
    (one,) = instructions("RUN --mount=type=cache,target=/a --network=none pip --quiet install")
    assert one == Instruction(
        "RUN", ("--mount=type=cache,target=/a", "--network=none"), "pip --quiet install", 1
    )
    assert (one.flag("network"), one.flag("security")) == ("none", None)


def test_here_documents() -> None:
    """The bodies are read up to their words, and belong to the instruction."""
    text = "RUN <<A cat <<-'B'\none\nA\n\ttwo\n\tB\nCMD x"
    assert list(instructions(text)) == [
        Instruction("RUN", (), "<<A cat <<-'B'", 1, ("one", "two")),
        Instruction("CMD", (), "x", 6),
    ]


@pytest.mark.parametrize(
    ("line", "shell"),
    [
        ("RUN <<E\na\nE", "\na"),
        ("RUN <<E /bin/bash -e\na\nE", "/bin/bash -e\na"),
        ("RUN cat <<E > /f\na\nE", "cat  > /f"),
        ('RUN ["a", "b c"]', "a 'b c'"),
        ("RUN a b", "a b"),
    ],
)
def test_shell(line: str, shell: str) -> None:
    """A here-document runs where a shell reads it, and is data elsewhere."""
    (one,) = instructions(line)
    assert one.shell == shell


def test_escape_directive() -> None:
    """The directive counts at the top only, also after another directive."""
    text = "# syntax=a\n# escape=`\nRUN a `\n b\nCOPY c:\\ d:\\\nCMD x"
    assert [(one.name, one.text) for one in instructions(text)] == [
        ("RUN", "a  b"),
        ("COPY", "c:\\ d:\\"),
        ("CMD", "x"),
    ]
    assert [one.text for one in instructions("\n# escape=`\nRUN a \\\n b")] == ["a  b"]


def test_onbuild() -> None:
    """What stands behind ONBUILD is marked as a trigger."""
    assert list(instructions("ONBUILD RUN a")) == [Instruction("RUN", (), "a", 1, trigger=True)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\\",
        "\ufeff",
        "RUN",
        "RUN <<A",
        "ONBUILD",
        "FROM",
        "[",
        "RUN [",
        'RUN ["a"',
        "\0",
        "=" * 9,
    ],
)
def test_malformed(text: str) -> None:
    """Any text is read; what it is worth is for the builder to say."""
    for one in instructions(text):
        assert one.line == 1
        assert isinstance(one.words, tuple)
        assert isinstance(one.shell, str)
