"""The safe remediations over plain data."""

from typing import Any

import pytest

from policies.pack.remedies import privilege_escalation, seccomp, token_automount

ESCALATION = {"allowPrivilegeEscalation": False}


def pod(**spec: Any) -> dict[str, Any]:
    """A bare pod."""
    return {"spec": spec}


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("Pod", pod(), pod(automountServiceAccountToken=False)),
        ("Pod", pod(automountServiceAccountToken=True), None),
        ("ServiceAccount", {}, {"automountServiceAccountToken": False}),
        (
            "CronJob",
            {"spec": {"jobTemplate": {"spec": {"template": {"spec": {}}}}}},
            {
                "spec": {
                    "jobTemplate": {
                        "spec": {"template": {"spec": {"automountServiceAccountToken": False}}}
                    }
                }
            },
        ),
        ("Service", {"spec": {}}, None),
        ("Deployment", {"spec": "unknown"}, None),
    ],
)
def test_token(kind: str, before: dict[str, Any], after: dict[str, Any] | None) -> None:
    """Set where it is not set."""
    unchanged = str(before)
    assert token_automount(kind, before) is (after is not None)
    assert str(before) == unchanged if after is None else before == after


@pytest.mark.parametrize(
    ("container", "after"),
    [
        ({}, {"securityContext": ESCALATION}),
        (
            {"securityContext": {"privileged": False}},
            {"securityContext": {"privileged": False, **ESCALATION}},
        ),
        ({"securityContext": {"privileged": True}}, None),
        ({"securityContext": {"capabilities": {"add": ["SYS_ADMIN"]}}}, None),
        ({"securityContext": {"allowPrivilegeEscalation": True}}, None),
        ({"securityContext": "unknown"}, None),
    ],
)
def test_escalation(container: dict[str, Any], after: dict[str, Any] | None) -> None:
    """In every container that the cluster would still take."""
    data = pod(containers=[container], initContainers=[{}])
    assert privilege_escalation("Pod", data) is True
    assert data["spec"]["initContainers"] == [{"securityContext": ESCALATION}]
    assert data["spec"]["containers"] == [container if after is None else after]


@pytest.mark.parametrize(
    ("spec", "changed"),
    [
        ({}, True),
        ({"securityContext": {"runAsNonRoot": True}}, True),
        ({"securityContext": {"seccompProfile": {"type": "Localhost"}}}, False),
        ({"os": {"name": "windows"}}, False),
    ],
)
def test_seccomp(spec: dict[str, Any], changed: bool) -> None:
    """The runtime's profile, but on Linux only and where none is set."""
    data = pod(**spec)
    assert seccomp("Pod", data) is changed
    if changed:
        assert data["spec"]["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
