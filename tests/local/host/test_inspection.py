"""What an interpreter has installed."""

import sys
from pathlib import Path

import pytest

from local.host.errors import HostError
from local.host.inspection import Installation, direct, has_sdk, inspect, parse

ANSWER = """{"executable": "/v/bin/python", "version": "3.11.7",
"distributions": {"pulumi": "3.1", "PyYAML": "6.0", "my.tool": "1.0"},
"requires": {"pulumi": ["pyyaml>=6,<7", "my-tool[extra]"], "PyYAML": [], "my.tool": []}}"""


def test_the_answer_is_read_whole() -> None:
    """The interpreter's JSON becomes one value."""
    assert parse(ANSWER) == Installation(
        executable="/v/bin/python",
        version="3.11.7",
        distributions={"pulumi": "3.1", "PyYAML": "6.0", "my.tool": "1.0"},
        requires={"pulumi": ["pyyaml>=6,<7", "my-tool[extra]"], "PyYAML": [], "my.tool": []},
    )


def test_direct_dependencies_are_those_nobody_asks_for() -> None:
    """Names are compared as package indexes do: case and separators do not matter."""
    assert direct(parse(ANSWER)) == {"pulumi": "3.1"}


def test_this_interpreter_has_the_sdk() -> None:
    """The interpreter that runs the tests answers, and can import pulumi."""
    own = Path(sys.executable)
    assert "pulumi" in inspect(own).distributions
    assert has_sdk(own, None)
    assert has_sdk(own, Path(sys.prefix))


def test_an_interpreter_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """Both questions name the interpreter that did not start."""
    gone = tmp_path / "python"
    for question in (lambda: inspect(gone), lambda: has_sdk(gone, None)):
        with pytest.raises(HostError, match=f"the interpreter {gone} does not start: "):
            question()
