"""Waiting for pods: the real engine, a real kubelet, and the stand-in between them."""

import json
import os
import signal
import subprocess
import time
import uuid

import pytest

from tests.local.providers.kubernetes.cluster_stack import Stack

pytestmark = [pytest.mark.engine, pytest.mark.cluster]

_APP = """
space = k8s.core.v1.Namespace("space")
pulumi.export("space", space.metadata.name)
here = {{"namespace": space.metadata.name}}
large = {{"note": "larger than the headers that HTTP libraries like " * 1000}}
app = k8s.apps.v1.Deployment("app", metadata={{**here, "name": "app", "annotations": large}},
    spec={{"replicas": 1, "min_ready_seconds": 5,
        "selector": {{"match_labels": {{"app": "x"}}}}, "template": {{
        "metadata": {{"labels": {{"app": "x"}}}},
        "spec": {{"termination_grace_period_seconds": 1, "containers": [{{
            "name": "app", "image": "{image}",
            "termination_message_policy": "FallbackToLogsOnError",
            "command": ["/nodejs/bin/node", "-e", {script}]}}]}}}}}},
    opts=pulumi.ResourceOptions(
        custom_timeouts=pulumi.CustomTimeouts(create="{timeout}", update="{timeout}")))
service = k8s.core.v1.Service("service", metadata={{**here, "name": "service"}},
    spec={{"selector": {{"app": "x"}}, "ports": [{{"port": 80}}]}},
    opts=pulumi.ResourceOptions(depends_on=[app]))
"""
_RUNS = "setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit())"
_CRASHES = "throw new Error('no key was given')"


def _program(image: str, script: str, timeout: str = "3m") -> str:
    return _APP.format(image=image, script=json.dumps(script), timeout=timeout)


def test_a_rollout_is_awaited(stack: Stack, runtime_image: str) -> None:
    """Up returns with live pods, in every sense: no change, and a refresh that agrees."""
    stack.program(_program(runtime_image, _RUNS))
    stack.up()
    app = stack.live(f"/apis/apps/v1/namespaces/{stack.output('space')}/deployments/app")
    assert app is not None
    assert app["status"]["availableReplicas"] == 1
    assert stack.state()["app"]["outputs"]["status"]["availableReplicas"] == 1
    assert stack.changes() == {}
    stack.run("refresh", "--preview-only", "--expect-no-changes")


def test_a_crash_loop_fails_and_is_kept(stack: Stack, runtime_image: str) -> None:
    """The pod's last words are in the message; the next up, with the fault fixed, goes through."""
    stack.program(_program(runtime_image, _CRASHES, timeout="15s"))
    began = time.monotonic()
    said = stack.up(check=False)
    assert time.monotonic() - began > 15
    for words in (
        "'app' timed out waiting to be ready after 15 s",
        "[MinimumReplicasUnavailable] Deployment does not have minimum availability.",
        "container 'app' terminated at",
        "Error: no key was given",
    ):
        assert words in said
    kept = stack.state()["app"]
    assert kept["id"] == f"{stack.output('space')}/app"
    assert kept["initErrors"][0] == "'app' timed out waiting to be ready after 15 s"
    assert "service" not in stack.state()

    stack.program(_program(runtime_image, _RUNS))
    assert stack.changes() == {"create": 1, "update": 1}
    stack.up()
    assert "initErrors" not in stack.state()["app"]
    assert stack.changes() == {}


def test_a_missing_image_is_named(stack: Stack) -> None:
    """With the reason of the kubelet, while waiting and at the end."""
    stack.program(_program("localhost:5001/no/such:image", _RUNS, timeout="10s"))
    said = stack.up(check=False)
    assert "localhost:5001/no/such:image" in said
    # A busy kubelet may not even have tried to pull by then.
    reasons = ("[ImagePullBackOff]", "[ErrImagePull]", "[ContainerCreating]")
    assert any(reason in said for reason in reasons)
    assert "waiting for the app's ReplicaSet to be available (0/1 Pods available)" in said


def test_a_killed_run_is_gone_on_with(stack: Stack, runtime_image: str) -> None:
    """The engine dies while it waits for a Deployment; the next run takes it up again."""
    named = f'named = {{"name": "standin-{uuid.uuid4().hex[:8]}"}}\n'

    def program(script: str) -> str:
        text = _program(runtime_image, script)
        return named + text.replace('("space")', '("space", metadata=named)')

    stack.program(program(_CRASHES))
    command = ["pulumi", "up", "--yes", "--skip-preview", "--non-interactive"]
    running = subprocess.Popen(
        command,
        cwd=stack.folder,
        env=dict(stack.engine.environment),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert running.stdout is not None
    assert any("Pods available" in line for line in running.stdout)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    running.stdout.close()
    stack.run("cancel", "--yes")
    stack.program(program(_RUNS))
    said = stack.up()
    assert "which an interrupted run has left" in said
    assert stack.changes() == {}


_JOB = """
space = k8s.core.v1.Namespace("space")
job = k8s.batch.v1.Job("job", metadata={{"namespace": space.metadata.name}},
    spec={{"backoff_limit": 0, "template": {{"spec": {{"restart_policy": "Never", "containers": [
        {{"name": "job", "image": "{image}", "termination_message_policy": "FallbackToLogsOnError",
          "command": ["/nodejs/bin/node", "-e", {script}]}}]}}}}}})
"""


def test_a_job_fails_as_soon_as_it_has(stack: Stack, runtime_image: str) -> None:
    """Long before its timeout of ten minutes; the fixed job replaces it."""
    stack.program(_JOB.format(image=runtime_image, script=json.dumps(_CRASHES)))
    said = stack.up(check=False)
    assert "[BackoffLimitExceeded] Job has reached the specified backoff limit" in said
    assert "Error: no key was given" in said
    stack.program(_JOB.format(image=runtime_image, script=json.dumps("1")))
    assert stack.changes() == {"replace": 1}
    stack.up()
    assert stack.changes() == {}
