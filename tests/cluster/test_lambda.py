"""The Lambda target on real input: engine, builder, registry, runtime. One stack, told in order.

AWS is the stand-in, and so is its provider; what runs, streams and fails is the image itself.
"""

import itertools
import json
import os
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import httpx
import pytest

from local.aws.serving import stand_in
from local.paths import default_paths
from tests.cluster.functions import Function
from tests.cluster.program import REPOSITORY, Stack
from tests.ops.shipshape import shipshape
from tests.rust import require_cargo

pytestmark = [pytest.mark.engine, pytest.mark.cluster]

SECRET = "sk-fake-0123456789abcdefghij"  # of no provider
SHORTEST = "0.02"
"""Part of their real length that the periods of alarms have here."""


@pytest.fixture(scope="module")
def environment(cluster: None) -> Iterator[dict[str, str]]:  # noqa: ARG001  # a skip without one
    """A stand-in AWS, by the variables that make every client find it."""
    require_cargo()
    registry = os.environ.get("SHIPSHAPE_REGISTRY", "")
    if not registry.startswith("localhost:"):
        pytest.skip("the stand-in AWS runs images of the platform's own registry")
    with stand_in(default_paths(), registry, period_scale=float(SHORTEST)) as aws:
        yield dict(aws.environment)


@pytest.fixture(scope="module")
def stack(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The program on target lambda after its first `up`; destroyed after the last test."""
    name = f"fn-{secrets.token_hex(4)}"
    made = Stack(tmp_path_factory.mktemp(name), name, variables=environment)
    made.create(target="lambda", verify="stream", releaseWatch="0", deleteImages="true")
    made.configure_secret("secrets.TOKEN", SECRET)
    made.preview()  # of what is all unknown yet
    made.up()
    yield made
    made.destroy()


@pytest.fixture(scope="module")
def function(stack: Stack, environment: dict[str, str]) -> Function:
    """Its function."""
    return Function(stack.name, environment)


def test_pain_22_the_function_runs_an_image_by_its_digest_alone(
    stack: Stack, function: Function
) -> None:
    """No tag beside it, one architecture, and times and memory that were chosen."""
    found = function.configuration("1")
    image = stack.outputs()["image"]
    assert found["ImageUri"] == image
    assert ":" not in image.partition("@")[0].rpartition("/")[2]
    assert (found["Architectures"], found["PackageType"]) == (["x86_64"], "Image")
    assert (found["MemorySize"], found["Timeout"]) == (1024, 120)


def test_pain_31_what_streams_arrives_in_pieces_through_the_url(
    stack: Stack, function: Function
) -> None:
    """Ten chunks 100 ms apart take about a second to arrive, not one moment."""
    times = function.chunk_times(stack.outputs()["url"], chunks=10, delay_ms=100)
    assert len(times) == 10
    assert times[-1] >= 0.7
    gaps = [after - before for before, after in itertools.pairwise(times)]
    assert sum(gap >= 0.05 for gap in gaps) >= 7


def test_pain_30_the_url_lets_in_who_signs_and_nobody_else(
    stack: Stack, function: Function
) -> None:
    """Both permissions are there; without a signature it is 403."""
    url = f"{stack.outputs()['url'].rstrip('/')}/health"
    assert httpx.get(url, timeout=30).status_code == 403
    assert httpx.get(url, headers=function.signed("GET", url), timeout=30).status_code == 200


def test_a_secret_is_nowhere_in_plain_text(stack: Stack, function: Function) -> None:
    """Not in the state, not in what anybody reads of the function; the service has it."""
    assert SECRET not in stack.state()
    assert SECRET not in stack.settings_file.read_text()
    variables = function.configuration()["Environment"]["Variables"]
    assert SECRET not in json.dumps(variables)
    (arn,) = json.loads(variables["SHIPSHAPE_SECRETS"]).values()
    store = function.client("secretsmanager")
    assert store.get_secret_value(SecretId=arn)["SecretString"] == SECRET


def test_an_unchanged_up_changes_nothing(stack: Stack, function: Function) -> None:
    """No new version; preview and refresh agree, drift finds nothing, and the service is well."""
    said = stack.up().stdout.split("Resources:")[1]
    assert " unchanged" in said
    for word in ("updated", "created", "replaced", "deleted"):
        assert word not in said
    stack.preview("--expect-no-changes")
    stack.refresh("--expect-no-changes")
    looked = shipshape(REPOSITORY, "drift", "--stack", stack.name, environment=stack.environment())
    # 0 only where every declared property was read, too.
    assert looked.returncode == 0, looked.stdout + looked.stderr
    assert function.alias() == ("1", {})


def test_pain_33_another_configuration_is_another_version(stack: Stack, function: Function) -> None:
    """Published, proved, served; the one before stays, and the ledger has both."""
    stack.configure_path("env.GREETING", "hello")
    stack.up()
    assert function.alias() == ("2", {})
    assert "GREETING" not in function.configuration("1")["Environment"]["Variables"]
    releases = stack.outputs()["releases"]
    assert [one["version"] for one in releases] == ["2", "1"]
    assert releases[0]["digest"] == stack.outputs()["image"]
    assert releases[0]["config"] != releases[1]["config"]


def test_pain_33_another_image_is_another_version(stack: Stack, function: Function) -> None:
    """Under the same configuration: the digest alone tells them apart."""
    before = stack.outputs()
    stack.configure(source="https://example.com/chat")  # a label of the image
    stack.up()
    after = stack.outputs()
    assert after["image"] != before["image"]
    assert function.alias() == ("3", {})
    assert function.configuration("3")["ImageUri"] == after["image"]
    assert function.configuration("2")["ImageUri"] == before["image"]
    newest, older, *_ = after["releases"]
    assert (newest["digest"], older["digest"]) == (after["image"], before["image"])
    assert newest["config"] == older["config"]


def test_pain_33_a_version_that_fails_gets_no_traffic(stack: Stack, function: Function) -> None:
    """Its start fails, `up` says why and stays red; the version before serves on."""
    stack.configure_secret("databaseUrl", "nonsense")
    for _ in range(2):
        failed = stack.up(check=False)
        said = failed.stdout + failed.stderr
        assert failed.returncode != 0
        assert "DATABASE_URL" in said
        assert "config.env_missing" in said or "config.invalid" in said
        assert "Version 3 still serves all traffic" in said
        assert function.alias() == ("3", {})
    url = f"{stack.outputs()['url'].rstrip('/')}/health"
    assert httpx.get(url, headers=function.signed("GET", url), timeout=30).status_code == 200
    assert [one["version"] for one in stack.outputs()["releases"]] == ["3", "2", "1"]
    evidence = REPOSITORY / ".shipshape" / "evidence" / stack.name
    assert sorted(evidence.glob("*/report.txt"))
    stack.unset("databaseUrl")
    stack.up()
    stack.preview("--expect-no-changes")


def test_pain_33_an_alarm_takes_a_release_back(stack: Stack, function: Function) -> None:
    """It allows one request at a time; callers are refused, and the version before is back."""
    before = function.alias()[0]
    newest = str(int(_newest(function)) + 1)
    stack.configure_path("env.GREETING", "one at a time")
    stack.configure(reservedConcurrency="1", releaseWatch="30")
    url = stack.outputs()["url"]
    with ThreadPoolExecutor() as callers:
        release = callers.submit(stack.up, check=False)
        function.wait_for(newest)
        while not release.done():
            asked = [callers.submit(function.status, url, chunks=10, delay_ms=50) for _ in "123"]
            wait(asked)
    failed = release.result()
    said = failed.stdout + failed.stderr
    assert failed.returncode != 0
    assert f"{stack.name}-throttles" in said
    assert f"Version {before} serves all traffic" in said
    assert function.alias() == (before, {})
    assert stack.outputs()["releases"][0]["version"] == before
    stack.unset("reservedConcurrency")


def test_pain_33_a_canary_gets_a_part_first(stack: Stack, function: Function) -> None:
    """A tenth of the traffic, then all of it."""
    stack.configure_path("env.GREETING", "canary")
    stack.configure(release="canary", releaseInterval="8", releaseWatch="0")
    newest = str(int(_newest(function)) + 1)
    with ThreadPoolExecutor() as beside:
        release = beside.submit(stack.up)
        function.wait_for(newest, weight=0.1)
        release.result()
    assert function.alias() == (newest, {})
    stack.configure(release="all-at-once")


def test_pain_33_going_back_by_configuration(stack: Stack, function: Function) -> None:
    """An older version serves, and is the newest entry of the ledger, with its own digest."""
    ledger = {one["version"]: one for one in stack.outputs()["releases"]}
    stack.configure(serveVersion="2")
    stack.up()
    assert function.alias() == ("2", {})
    assert stack.outputs()["releases"][0] == ledger["2"]
    stack.unset("serveVersion")
    stack.up()
    stack.preview("--expect-no-changes")


def test_a_change_past_the_program_is_found(stack: Stack, function: Function) -> None:
    """A refresh sees what somebody did by hand, and `up` puts it right."""
    function.client("lambda").update_function_configuration(
        FunctionName=function.name, MemorySize=512
    )
    said = stack.preview("--refresh", "--diff").stdout
    assert "512" in said
    stack.pulumi("up", "--yes", "--skip-preview", "--refresh", *stack.selected())
    assert function.configuration()["MemorySize"] == 1024


def test_a_preview_touches_nothing(stack: Stack, function: Function) -> None:
    """No version, no image."""
    before = _newest(function)
    stack.configure_path("env.GREETING", "only looking")
    stack.preview()
    assert _newest(function) == before


def test_the_last_thing_is_that_nothing_is_left(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """Destroyed, twice; what AWS has is as before."""
    name = f"fn-{secrets.token_hex(4)}"
    made = Stack(tmp_path, name, variables=environment)
    made.create(target="lambda", verify="none", releaseWatch="0", deleteImages="true")
    made.up()
    made.destroy()
    made.destroy()
    function = Function(name, environment)
    listed = function.client("lambda").list_functions()["Functions"]
    assert name not in [one["FunctionName"] for one in listed]
    alarms = function.client("cloudwatch").describe_alarms(AlarmNamePrefix=name)["MetricAlarms"]
    assert alarms == []
    roles = function.client("iam").list_roles()["Roles"]
    assert not [one for one in roles if one["RoleName"].startswith(name)]


def _newest(function: Function) -> str:
    pages = function.client("lambda").get_paginator("list_versions_by_function")
    versions: list[str] = [
        one["Version"]
        for page in pages.paginate(FunctionName=function.name)
        for one in page["Versions"]
    ]
    return max((one for one in versions if one != "$LATEST"), key=int)
