"""Containers: the spec and the status joined, each with its role."""

from collect.parsing.kubernetes import pod
from diagnosis.snapshot import Container, Role, State


def test_every_kind_of_container_in_order() -> None:
    """A native sidecar is an init container that is always restarted."""
    spec = {
        "initContainers": [{"name": "migrate"}, {"name": "proxy", "restartPolicy": "Always"}],
        "containers": [{"name": "api"}, {"name": "worker"}],
        "ephemeralContainers": [{"name": "debugger"}],
    }
    found = [(one.name, one.role) for one in pod({"spec": spec}).containers]
    assert found == [
        ("migrate", Role.INIT),
        ("proxy", Role.SIDECAR),
        ("api", Role.APP),
        ("worker", Role.APP),
        ("debugger", Role.EPHEMERAL),
    ]


def test_a_status_is_joined_by_name() -> None:
    """Their order differs, and either may be alone."""
    obj = {
        "spec": {"containers": [{"name": "api", "image": "a"}, {"name": "worker", "image": "b"}]},
        "status": {
            "containerStatuses": [
                {"name": "gone", "restartCount": 3},
                {"name": "worker", "ready": True, "image": "docker.io/b", "imageID": "b@sha256:1"},
            ]
        },
    }
    assert pod(obj).containers == (
        Container("api", image="a"),
        Container("worker", image="b", image_id="b@sha256:1", ready=True),
        Container("gone", restarts=3),
    )


def test_states() -> None:
    """A signal of 0 is none, and an empty last state too."""
    status = {
        "name": "api",
        "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off"}},
        "lastState": {"terminated": {"exitCode": 139, "signal": 0, "reason": "Error"}},
    }
    (container,) = pod({"status": {"containerStatuses": [status]}}).containers
    assert container.state == State("waiting", "CrashLoopBackOff", "back-off")
    assert container.last_state == State("terminated", "Error", exit_code=139)
    (container,) = pod(
        {"status": {"containerStatuses": [{"name": "a", "lastState": {}}]}}
    ).containers
    assert container.last_state is None


def test_values_of_the_environment_are_left_where_they_are() -> None:
    """Names only: a snapshot is shown and sent around."""
    env = [{"name": "KEY", "value": "not-a-real-key"}, {"name": "OTHER"}, {"value": "nameless"}]
    found = pod({"spec": {"containers": [{"name": "api", "env": env}]}})
    assert found.containers[0].env == ("KEY", "OTHER")
    assert "not-a-real-key" not in repr(found)


def test_security_of_the_container_counts_before_that_of_the_pod() -> None:
    """And false is a word of its own."""
    own = {"runAsUser": 0, "runAsNonRoot": False, "readOnlyRootFilesystem": True}
    spec = {
        "securityContext": {"runAsUser": 1000, "runAsNonRoot": True},
        "containers": [{"name": "a", "securityContext": own}, {"name": "b"}],
    }
    first, second = pod({"spec": spec}).containers
    assert (first.run_as_user, first.run_as_non_root, first.read_only_root) == (0, False, True)
    assert (second.run_as_user, second.run_as_non_root, second.read_only_root) == (1000, True, None)
