"""Commands of a shell text."""

import pytest

from policies.rules.dockerfile.shell import Command, commands, unwrapped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a && b|c", [Command(("a",), (), "&&"), Command(("b",), (), "|"), Command(("c",))]),
        ('echo "a | b" # c', [Command(("echo", "a | b"))]),
        ("a 2>&1 >/dev/null <b", [Command(("a",))]),
        ("A=1 B=2 c", [Command(("c",), ("A=1", "B=2"))]),
        (
            "if a; then b; fi",
            [Command(("a",), (), ";"), Command(("b",), (), ";"), Command(("fi",))],
        ),
        ("case $x in a|b) c;; esac", [Command(("c",), (), ";;"), Command(("esac",))]),
        ('x "$(a | b)"', [Command(("x", "$(a | b)")), Command(("a",), (), "|"), Command(("b",))]),
        ("x '$(a)'", [Command(("x", "$(a)"))]),
        ("", []),
        (")", []),
    ],
)
def test_commands(text: str, expected: list[Command]) -> None:
    """Words and operators; quotes hide operators, substitutions are commands of their own."""
    assert list(commands(text)) == expected


@pytest.mark.parametrize("text", ["sudo -E A=1 apt-get b", "env A=1 apt-get b", "exec apt-get b"])
def test_unwrapped(text: str) -> None:
    """Behind a wrapper stands the command that counts."""
    assert unwrapped(commands(text)[0]).words == ("apt-get", "b")


def test_wrapper_alone() -> None:
    """A wrapper without a command is no command."""
    assert unwrapped(commands("sudo -E")[0]).name == ""
