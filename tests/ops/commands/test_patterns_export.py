"""`shipshape patterns export` as a user types it."""

import pytest
import yaml
from click.testing import CliRunner

from ops.commands.patterns import command
from ops.exits import Stopped


def test_what_is_printed_is_yaml_and_what_is_left_out_is_named() -> None:
    """The document on stdout, the rest on stderr."""
    done = CliRunner().invoke(command, ["export", "loki", "--selector", '{app="web"}'])
    assert done.exit_code == 0
    rules = [rule for group in yaml.safe_load(done.stdout)["groups"] for rule in group["rules"]]
    assert len(rules) > 100
    assert all('count_over_time({app="web"} |~ ' in rule["expr"] for rule in rules)
    assert "is a symptom, for which nobody should be woken: " in done.stderr


def test_the_least_severity_narrows_it() -> None:
    """Fewer alerts for those who only want the worst."""
    told = CliRunner().invoke(command, ["export", "loki", "--least", "critical"]).stdout
    rules = [rule for group in yaml.safe_load(told)["groups"] for rule in group["rules"]]
    assert {rule["labels"]["severity"] for rule in rules} == {"critical"}


@pytest.mark.parametrize(
    ("tool", "part"), [("opentelemetry", "connectors"), ("vector", "transforms")]
)
def test_the_other_tools(tool: str, part: str) -> None:
    """Their own shape of document."""
    done = CliRunner().invoke(command, ["export", tool])
    assert part in yaml.safe_load(done.stdout)


def test_an_option_of_another_tool_is_refused() -> None:
    """In one sentence."""
    done = CliRunner().invoke(command, ["export", "vector", "--selector", "{}"])
    assert isinstance(done.exception, Stopped)
    assert done.exception.sentence == "vector takes no --selector"
