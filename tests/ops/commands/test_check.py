"""`shipshape check`, whole: files in, report and exit code out."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ops.check import asked
from ops.commands.check import command
from ops.exits import Stopped
from ops.report.check import sarif
from tests.ops.check.rules import DEPLOYMENT, RULES
from tests.ops.shipshape import shipshape


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with one deployment, and the tests' own rules."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(asked, "registered", lambda: RULES)
    monkeypatch.setattr(sarif, "registered", lambda: RULES)
    Path("web.yaml").write_text(DEPLOYMENT)


def check(*arguments: str, given: str | None = None) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(command, list(arguments), input=given)


IMAGE = """\
web.yaml:12: error: image-fixed: Deployment/shop/web, container server
  spec.template.spec.containers[0].image: The image floats.
  to fix it: Pin the image.
"""
REPLICAS = """\
web.yaml:7: {}: replicas-enough: Deployment/shop/web
  spec.replicas: There are too few replicas.
  to fix it: Raise spec.replicas.
"""


def test_the_baseline_is_what_is_asked() -> None:
    """Without options: the baseline's rules, text, and 1 for an error."""
    done = check("web.yaml")
    assert done.output == f"{IMAGE}\n1 error (1 rule, 1 object)\n"
    assert done.exit_code == 1


@pytest.mark.parametrize(
    ("options", "output", "code"),
    [
        (["--rule", "replicas-enough"], REPLICAS.format("error"), 1),
        (["--rule", "replicas-enough", "--all"], REPLICAS.format("error"), 1),
        (["--profile", "restricted"], REPLICAS.format("error") + "\n" + IMAGE, 1),
        (["--all"], REPLICAS.format("warning") + "\n" + IMAGE, 1),
    ],
)
def test_which_rules(options: list[str], output: str, code: int) -> None:
    """A profile puts more in force, `--all` advises, `--rule` narrows."""
    done = check("web.yaml", *options)
    assert sorted(done.output.split("\n\n")[:-1]) == sorted(output.rstrip("\n").split("\n\n"))
    assert done.exit_code == code


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("note", 1)])
def test_fail_on(fail_on: str, code: int) -> None:
    """Findings below the level are shown and don't fail."""
    Path("web.yaml").write_text(DEPLOYMENT.replace(":latest", ":1"))
    done = check("web.yaml", "--all", "--fail-on", fail_on)
    assert done.output == REPLICAS.format("warning") + "\n1 warning (2 rules, 1 object)\n"
    assert done.exit_code == code


def test_standard_input_and_folders() -> None:
    """A dash is standard input; a folder is all in it; one broken document is one line."""
    done = check("-", ".", given="kind: A\n---\nb: [")
    assert done.output == (
        f"{IMAGE}\nstdin:3: did not find expected node content (while parsing a flow node)\n\n"
        "1 error, 1 unreadable (1 rule, 2 objects)\n"
    )
    assert done.exit_code == 1
    assert check("-", given="b: [").exit_code == 2


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "markdown"])
def test_a_name_that_is_no_text(form: str) -> None:
    """JSON can spell half a character; every report is UTF-8 all the same."""
    done = check(
        "-",
        "--all",
        "--output",
        form,
        given='{"kind": "Deployment", "metadata": {"name": "\\ud800"}, "spec": {"replicas": 0}}',
    )
    assert done.exit_code == 0
    assert "replicas-enough" in done.stdout_bytes.decode()


def test_json() -> None:
    """A verdict for every rule on every object."""
    done = check("web.yaml", "--output", "json")
    document = json.loads(done.output)
    assert document["results"][0] == {
        "rule": "image-fixed",
        "severity": "high",
        "verdict": "fail",
        "level": "error",
        "object": "Deployment/shop/web",
        "container": "server",
        "path": "spec.template.spec.containers[0].image",
        "file": "web.yaml",
        "line": 12,
        "message": "The image floats.",
        "remediation": "Pin the image.",
        "waived": False,
    }
    assert [one["verdict"] for one in document["results"]] == ["fail", "pass"]
    assert done.exit_code == 1


@pytest.mark.parametrize("form", ["sarif", "junit", "github", "markdown"])
def test_formats(form: str) -> None:
    """Each is written, and the exit code is the same."""
    done = check("web.yaml", "--output", form)
    assert "image-fixed" in done.output
    assert done.exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "nothing to check: give a PATH, - for standard input, or --namespace"),
        (["gone"], "gone: there is no such file or folder"),
        (
            ["web.yaml", "--rule", "image-fix"],
            "no rule is called 'image-fix'; did you mean 'image-fixed'?",
        ),
        (["web.yaml", "--config", "gone"], "gone: no such file or directory"),
        (["web.yaml", "--waivers", "web.yaml"], "web.yaml:1: 'apiVersion' is no key here; known"),
        (["web.yaml", "--baseline", "gone"], "gone: no such file or directory"),
        (["web.yaml", "--write-baseline"], "--write-baseline needs --baseline FILE"),
    ],
)
def test_usage(arguments: list[str], sentence: str) -> None:
    """One sentence, exit code 2, and nothing was judged."""
    done = check(*arguments)
    assert isinstance(done.exception, Stopped)
    assert done.exception.code == 2
    assert str(done.exception).startswith(sentence)
    assert done.output == ""


def test_a_cluster_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Exit code 3: nothing was looked at."""
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "none"))
    monkeypatch.setenv("HOME", str(tmp_path))
    done = check("--namespace", "shop")
    assert isinstance(done.exception, Stopped)
    assert done.exception.code == 3
    assert str(done.exception).startswith("the cluster could not be asked: ")


def test_waivers_yaml_is_found() -> None:
    """The file beside the work is used without being named."""
    Path("waivers.yaml").write_text(
        "- {rule: image-fixed, match: {name: web}, reason: r, owner: o, expires: 2020-01-01}"
    )
    done = check("web.yaml")
    assert "waivers.yaml:1: the waiver of image-fixed expired on 2020-01-01" in done.output
    assert done.exit_code == 1


def test_config() -> None:
    """Profiles, severities and settings come from a file."""
    Path("c.yaml").write_text(
        "profiles: [restricted]\n"
        "rules:\n"
        "  image-fixed: {enabled: false}\n"
        "  replicas-enough: {severity: low}\n"
    )
    done = check("web.yaml", "--config", "c.yaml")
    assert done.output == REPLICAS.format("warning") + "\n1 warning (1 rule, 1 object)\n"
    assert done.exit_code == 0


def test_a_baseline_from_the_first_day() -> None:
    """Written once, it excuses what is there; written again, it loses what is gone."""
    assert check("web.yaml", "--baseline", "b.json", "--write-baseline").exit_code == 0
    first = json.loads(Path("b.json").read_text())
    assert [one["rule"] for one in first["findings"]] == ["image-fixed"]
    assert check("web.yaml", "--baseline", "b.json").exit_code == 0
    Path("web.yaml").write_text(
        DEPLOYMENT.replace("web:latest", "web:1").replace("proxy:1.4", "proxy:latest")
    )
    assert check("web.yaml", "--baseline", "b.json", "--write-baseline").exit_code == 1
    assert json.loads(Path("b.json").read_text()) == {"version": 1, "findings": []}
    assert sorted(one.name for one in Path().iterdir()) == ["b.json", "web.yaml"]


def test_from_a_shell(tmp_path: Path) -> None:
    """The installed command, with all its own rules, on a file that breaks many."""
    done = shipshape(tmp_path, "check", "web.yaml", "--output", "json", "--all")
    assert done.returncode == 1
    assert json.loads(done.stdout)["summary"]["errors"] > 0
    assert done.stderr == ""


def test_it_starts_at_once(tmp_path: Path) -> None:
    """Nothing of the engine or of a client is loaded for it."""
    code = (
        "import sys; from ops.check.asked import Asked, run; run(Asked(paths=('web.yaml',)));"
        "print([one for one in ('pulumi', 'kr8s', 'httpx', 'grpc') if one in sys.modules])"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
    assert time.perf_counter() - start < 5  # seconds; bench/check.py measures it
