"""The real engine, a real API server, and the stand-in between them: objects without pods."""

import json

import pytest

from local.providers.kubernetes import MESSAGE
from tests.local.providers.kubernetes.cluster_stack import Stack

pytestmark = [pytest.mark.engine, pytest.mark.cluster]

_SPACE = """
space = k8s.core.v1.Namespace("space")
pulumi.export("space", space.metadata.name)
here = {"namespace": space.metadata.name}
"""
_MAP = """
settings = k8s.core.v1.ConfigMap("settings", data={"a": "%s"},
    metadata={**here, "name": "settings"}, opts=pulumi.ResourceOptions(depends_on=[space]))
"""
_APP = """
app = k8s.apps.v1.Deployment("app",
    metadata={**here, "name": "app", "labels": {"team": "one"},
              "annotations": {"pulumi.com/skipAwait": "true"}},
    spec={"replicas": 0, "selector": {"match_labels": {"app": "%s"}}, "template": {
        "metadata": {"labels": {"app": "%s"}},
        "spec": {"containers": [{"name": "app", "image": "%s",
            "env": [{"name": "EMPTY", "value": ""}],
            "resources": {"limits": {"cpu": "1000m", "memory": "0.5Gi"}}}]}}})
pulumi.export("replicas", app.spec.replicas)
"""


def _map(stack: Stack) -> str:
    return f"/api/v1/namespaces/{stack.output('space')}/configmaps/settings"


def _app(stack: Stack) -> str:
    return f"/apis/apps/v1/namespaces/{stack.output('space')}/deployments/app"


def test_the_life_of_a_stack(stack: Stack) -> None:
    """Up, no change, clean refresh, update in place, replacement, destroy."""
    stack.program(_SPACE + _MAP % "1" + _APP % ("x", "x", "registry.invalid/a"))
    assert stack.changes() == {"create": 4}
    said = stack.up()
    assert said.count(f"    {MESSAGE}\n") == 1
    assert stack.changes() == {}
    stack.run("refresh", "--preview-only", "--expect-no-changes")
    assert stack.output("replicas") == 0

    app = _app(stack)
    stack.program(_SPACE + _MAP % "1" + _APP % ("x", "x", "registry.invalid/b"))
    assert stack.changes() == {"update": 1}
    stack.up()
    live = stack.live(app)
    assert live is not None
    assert live["spec"]["template"]["spec"]["containers"][0]["image"] == "registry.invalid/b"
    assert stack.changes() == {}
    first = live["metadata"]["uid"]

    stack.program(_SPACE + _MAP % "2" + _APP % ("y", "y", "registry.invalid/b"))
    assert stack.changes() == {"replace": 2}
    stack.up()
    live = stack.live(app)
    assert live is not None
    assert live["metadata"]["uid"] != first
    assert stack.changes() == {}

    stack.run("destroy", "--yes", "--skip-preview")
    assert stack.live(app) is None


def test_a_preview_touches_nothing(stack: Stack) -> None:
    """Not on the way in, and not on the way to a change."""
    space = _SPACE.replace('("space")', '("space", metadata={"name": "standin-preview"})')
    stack.program(space)
    stack.run("preview")
    assert stack.live("/api/v1/namespaces/standin-preview") is None
    stack.program(space + _MAP % "1")
    stack.up()
    before = stack.live(_map(stack))
    stack.program(space + _MAP % "2")
    assert stack.changes() == {"replace": 1}
    assert stack.live(_map(stack)) == before


def test_drift_is_seen_and_corrected(stack: Stack) -> None:
    """A refresh shows what somebody changed by hand, and the next up puts it right."""
    stack.program(_SPACE + _APP % ("x", "x", "registry.invalid/a"))
    stack.up()
    stack.edit(_app(stack), {"metadata": {"labels": {"team": "two", "more": "x"}}})
    noticed = stack.run("refresh", "--preview-only", "--expect-no-changes", check=False)
    assert noticed.returncode != 0
    stack.run("refresh", "--yes", "--skip-preview")
    assert stack.changes() == {"update": 1}
    stack.up()
    live = stack.live(_app(stack))
    assert live is not None
    assert live["metadata"]["labels"] == {"team": "one"}


def test_a_vanished_object_is_made_again(stack: Stack) -> None:
    """After a refresh has seen that it is gone."""
    stack.program(_SPACE + _MAP % "1")
    stack.up()
    path = _map(stack)
    stack.client.delete(path, "Background")
    stack.run("refresh", "--yes", "--skip-preview")
    assert stack.changes() == {"create": 1}
    stack.up()
    assert stack.live(path) is not None


def test_another_managers_field_is_a_conflict(stack: Stack) -> None:
    """The message names field, owner and way out; the annotation is the way out."""
    stack.program(_SPACE + _APP % ("x", "x", "registry.invalid/a"))
    stack.up()
    owner = {"fieldManager": "some-operator", "force": "true"}
    body = {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "app", "labels": {"team": "theirs"}},
    }
    stack.client.patch(_app(stack), body, "application/apply-patch+yaml", **owner)
    changed = (_APP % ("x", "x", "registry.invalid/b")).replace('"one"', '"ours"')
    stack.program(_SPACE + changed)
    said = stack.up(check=False)
    assert (
        f"server-side apply conflict on Deployment {stack.output('space')}/app: "
        '.metadata.labels.team (conflict with "some-operator"); leave the field to its owner '
        '(ignore_changes), or take it over with the annotation pulumi.com/patchForce: "true"'
    ) in said
    forced = changed.replace(
        '"annotations": {', '"annotations": {"pulumi.com/patchForce": "true", '
    )
    stack.program(_SPACE + forced)
    stack.up()
    assert stack.changes() == {}


def test_secrets_are_encrypted_in_the_state(stack: Stack) -> None:
    """Plain or not in the program; data that was secret elsewhere stays so too."""
    stack.program(
        _SPACE
        + """
k8s.core.v1.Secret("plain", metadata=here, string_data={"key": "obviously-fake-one"})
k8s.core.v1.Secret("data", metadata=here, data={"key": "b2J2aW91c2x5LWZha2UtdHdv"})
k8s.core.v1.ConfigMap("map", metadata=here,
    data={"key": pulumi.Output.secret("obviously-fake-three")})
"""
    )
    stack.up()
    text = json.dumps(stack.state())
    encoded = ("obviously-fake", "b2J2aW91c2x5LWZha2Utb25l", "b2J2aW91c2x5LWZha2UtdHdv")
    assert [value for value in encoded if value in text] == []
    assert stack.changes() == {}
    stack.run("refresh", "--yes", "--skip-preview")
    text = json.dumps(stack.state())
    assert [value for value in encoded if value in text] == []


def test_an_object_is_imported(stack: Stack) -> None:
    """By its identity; afterwards it is the program's like any other."""
    stack.program(_SPACE)
    stack.up()
    space = stack.output("space")
    made = {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "old"},
        "data": {"a": "1"},
    }
    stack.client.post(f"/api/v1/namespaces/{space}/configmaps", made, fieldManager="kubectl-create")
    imported = f"""
k8s.core.v1.ConfigMap("old", metadata={{"name": "old", "namespace": "{space}"}}, data={{"a": "1"}},
    opts=pulumi.ResourceOptions(import_="{space}/old"))
"""
    stack.program(_SPACE + imported)
    assert stack.changes() == {"import": 1}
    stack.up()
    assert stack.changes() == {}
    assert stack.state()["old"]["id"] == f"{space}/old"


def test_a_custom_resource_waits_for_its_definition(stack: Stack) -> None:
    """Both in one program, without an order between them."""
    stack.program(
        _SPACE
        + """
k8s.apiextensions.v1.CustomResourceDefinition("definition",
    metadata={"name": "boats.standin.example.com"},
    spec={"group": "standin.example.com", "scope": "Namespaced",
          "names": {"plural": "boats", "singular": "boat", "kind": "Boat"},
          "versions": [{"name": "v1", "served": True, "storage": True, "schema": {
              "open_apiv3_schema": {"type": "object",
                                    "x_kubernetes_preserve_unknown_fields": True}}}]})
k8s.apiextensions.CustomResource("boat", api_version="standin.example.com/v1", kind="Boat",
    metadata=here, spec={"sails": 3})
"""
    )
    assert stack.changes() == {"create": 4}
    stack.up()
    assert stack.state()["boat"]["outputs"]["spec"] == {"sails": 3}
    assert stack.changes() == {}
    stack.run("refresh", "--preview-only", "--expect-no-changes")


def test_a_patch_gives_its_fields_back(stack: Stack) -> None:
    """It changes an object of somebody else, and ends without a trace."""
    stack.program(_SPACE)
    stack.up()
    space = stack.output("space")
    stack.program(
        _SPACE
        + f"""
k8s.core.v1.NamespacePatch("patch",
    metadata={{"name": "{space}", "labels": {{"patched": "yes"}}}})
"""
    )
    stack.up()
    live = stack.live(f"/api/v1/namespaces/{space}")
    assert live is not None
    assert live["metadata"]["labels"]["patched"] == "yes"
    stack.program(_SPACE)
    stack.up()
    live = stack.live(f"/api/v1/namespaces/{space}")
    assert live is not None
    assert "patched" not in live["metadata"]["labels"]


def test_a_refused_object_fails_the_preview(stack: Stack) -> None:
    """The server's own sentence, before anything is touched."""
    wrong = _SPACE.replace('("space")', '("space", metadata={"name": "standin-refused"})')
    stack.program(
        wrong.replace("space.metadata.name}", '"default"}')
        + (_APP % ("x", "y", "registry.invalid/a"))
    )
    done = stack.run("preview", check=False)
    assert done.returncode != 0
    assert (
        "Deployment default/app was not created by the Kubernetes API server: "
        'Deployment.apps "app" is invalid: spec.template.metadata.labels: Invalid value: '
    ) in done.stdout + done.stderr


def test_a_provider_of_its_own(stack: Stack, kubeconfig: object) -> None:
    """An explicit provider with contents of a kubeconfig and a namespace; one announcement."""
    stack.program(
        _SPACE
        + f"""
own = k8s.Provider("own", kubeconfig=pulumi.Output.secret(open("{kubeconfig}").read()),
                   namespace=space.metadata.name)
k8s.core.v1.ConfigMap("in-space", data={{"a": "1"}}, opts=pulumi.ResourceOptions(provider=own))
"""
    )
    said = stack.up()
    assert said.count(f"    {MESSAGE}\n") == 1
    state = stack.state()
    assert state["in-space"]["id"].startswith(f"{stack.output('space')}/in-space-")
    assert "certificate-authority" not in json.dumps(state)
    assert stack.changes() == {}
