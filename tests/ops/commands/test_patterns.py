"""`shipshape patterns` as a user types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ops.commands.patterns import command
from ops.exits import Exit, Stopped

GOOD = """\
version: 1
patterns:
  - name: shop-out-of-stock
    id: shop.stock
    title: Nothing is left to sell
    severity: high
    regex: 'out of  stock: (?P<item>\\w+)'
    unless: ['^#']
    scope: {platform: [kubernetes], previous: true}
    requires: {exit_code: [1]}
    cause: The shelf is empty.
    suggestion: Order {item}.
    defaults: {item: whatever is asked for}
    explains: [crash.app_exit]
    documentation: https://example.com/stock
    tests:
      match: ["ERROR out of  stock: tea"]
      no_match: ["in stock: tea"]
"""
BAD = GOOD.replace("in stock: tea", "out of  stock: tea, too")


def run(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(command, [*arguments])


def test_a_file_that_holds(tmp_path: Path) -> None:
    """Its tests have run."""
    (tmp_path / "good.yaml").write_text(GOOD)
    result = run("check", str(tmp_path))
    assert (result.exit_code, result.stdout) == (Exit.FINE, "1 pattern proved, 0 refused\n")


def test_a_file_that_does_not(tmp_path: Path) -> None:
    """The refusal names file, line and pattern; exit code 1."""
    (tmp_path / "bad.yaml").write_text(BAD)
    result = run("check", str(tmp_path / "bad.yaml"))
    assert result.exit_code == Exit.FINDINGS
    first, last = result.stdout.splitlines()
    assert first.startswith(f"{tmp_path / 'bad.yaml'}:")
    assert ": shop-out-of-stock: " in first
    assert last == "0 patterns proved, 1 refused"


def test_the_list(tmp_path: Path) -> None:
    """Built-in ones and those that are named."""
    (tmp_path / "good.yaml").write_text(GOOD)
    lines = run("list", "--patterns", str(tmp_path)).stdout.splitlines()
    assert "high     cause    shop.stock                     shop-out-of-stock" in lines
    assert any("ai.key_missing" in line for line in lines)
    assert lines == sorted(lines, key=lambda line: line[18:].split())
    told = json.loads(run("list", "--patterns", str(tmp_path), "--output", "json").stdout)
    assert len(told["patterns"]) == len(lines)


def test_the_explanation(tmp_path: Path) -> None:
    """All that it says; a regex as it is written, not folded."""
    file = tmp_path / "good.yaml"
    file.write_text(GOOD)
    for name in ("shop-out-of-stock", "shop.stock"):
        assert run("explain", name, "--patterns", str(file)).stdout == (
            "shop-out-of-stock: Nothing is left to sell\n"
            "id            shop.stock\n"
            "severity      high\n"
            "kind          cause\n"
            "cause         The shelf is empty.\n"
            "suggestion    Order {item}.\n"
            "regex         out of  stock: (?P<item>\\w+)\n"
            "unless        ^#\n"
            "scope         platform: kubernetes\n"
            "              source: log, statement\n"
            "              previous: True\n"
            "requires      exit_code: 1\n"
            "explains      crash.app_exit\n"
            "documentation https://example.com/stock\n"
            f"file          {file}:3\n"
            "match         ERROR out of  stock: tea\n"
            "no_match      in stock: tea\n"
        )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["explain", "ai.key_mising"],
            "there is no pattern ai.key_mising; did you mean ai.key_missing",
        ),
        (["check", "/none.yaml"], "/none.yaml does not exist"),
        (["list", "--patterns", "/none.yaml"], "/none.yaml does not exist"),
    ],
)
def test_usage(arguments: list[str], sentence: str) -> None:
    """One sentence each, with the way out."""
    result = run(*arguments)
    assert isinstance(result.exception, Stopped)
    assert result.exception.code == Exit.USAGE
    assert result.exception.sentence.startswith(sentence)


def test_the_example_of_the_manual_holds(tmp_path: Path) -> None:
    """What a reader copies is proved as it stands there."""
    root = Path(__file__).resolve().parents[3]
    page = (root / "docs" / "how-to" / "diagnose-a-failure.md").read_text()
    example = page.partition("```yaml\n")[2].partition("```")[0]
    (tmp_path / "own.yaml").write_text(example)
    result = run("check", str(tmp_path / "own.yaml"))
    assert result.stdout == "1 pattern proved, 0 refused\n"
