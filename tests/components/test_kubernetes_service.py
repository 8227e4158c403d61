"""The component under mocks: what it asks of the engine, and no secret among it in plain."""

import base64
import json
from typing import Any

import pulumi
import pytest

from components import KubernetesService, KubernetesServiceArgs

from .recording import SECRET, Asked, record

KEY = "sk-abcdef0123456789ABCDEFGH"
PASSWORD_URL = "postgres://user:correct-horse@db/app"
LABELS = {
    "app.kubernetes.io/name": "service",
    "app.kubernetes.io/instance": "service",
    "app.kubernetes.io/managed-by": "pulumi",
}

CONFIG = "service-config-f9c0a25282"


def _service(**more: Any) -> tuple[dict[str, Asked], Any]:
    args: KubernetesServiceArgs = {"image": "registry/app@sha256:1", **more}  # type: ignore[typeddict-item]

    def program() -> pulumi.Output[Any]:
        made = KubernetesService("service", args)
        return pulumi.Output.all(made.url, made.namespace, made.deployment, made.image)

    return record(program)


def _only(prefix: str, asked: dict[str, Asked]) -> str:
    """The one name that begins so."""
    (name,) = (name for name in asked if name.startswith(prefix))
    return name


def test_what_it_makes() -> None:
    """Seven children, named from the component's name, and four outputs."""
    asked, outputs = _service()
    assert {name: found.type for name, found in asked.items()} == {
        "service": "shipshape:index:KubernetesService",
        "service-namespace": "kubernetes:core/v1:Namespace",
        "service-account": "kubernetes:core/v1:ServiceAccount",
        "service-disruption": "kubernetes:policy/v1:PodDisruptionBudget",
        CONFIG: "kubernetes:core/v1:ConfigMap",
        "service-deployment": "kubernetes:apps/v1:Deployment",
        "service-service": "kubernetes:core/v1:Service",
    }
    assert {found.options["parent"] for name, found in asked.items() if name != "service"} == {
        "service"
    }
    assert outputs == [
        "http://service.service.svc:80",
        "service",
        "service",
        "registry/app@sha256:1",
    ]


def test_the_namespace_enforces_pod_security() -> None:
    """Whole."""
    asked, _ = _service(namespace="ai")
    assert asked["service-namespace"].inputs == {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {
            "name": "ai",
            "labels": {
                **LABELS,
                "pod-security.kubernetes.io/enforce": "restricted",
                "pod-security.kubernetes.io/enforce-version": "latest",
                "pod-security.kubernetes.io/warn": "restricted",
            },
        },
    }


def test_a_namespace_of_others_is_left_alone() -> None:
    """Nothing is made, everything lives in it."""
    asked, outputs = _service(namespace="ai", create_namespace=False)
    assert "service-namespace" not in asked
    assert asked["service-deployment"].inputs["metadata"]["namespace"] == "ai"
    assert outputs[1] == "ai"


def test_the_account_has_no_token() -> None:
    """Whole."""
    asked, _ = _service()
    assert asked["service-account"].inputs == {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": {"name": "service", "namespace": "service", "labels": LABELS},
        "automountServiceAccountToken": False,
    }


def test_the_deployment_refers_to_the_configuration_by_name() -> None:
    """The engine waits longer than Kubernetes; the owner is written on it."""
    asked, _ = _service()
    deployment, config = asked["service-deployment"], asked[CONFIG]
    assert deployment.inputs["metadata"] == {
        "name": "service",
        "namespace": "service",
        "labels": LABELS,
        "annotations": {"shipshape.dev/component": "KubernetesService/service"},
    }
    assert deployment.options["timeouts"] == {"create": "660s", "update": "660s"}
    container = deployment.inputs["spec"]["template"]["spec"]["containers"][0]
    assert container["envFrom"] == [{"configMapRef": {"name": config.inputs["metadata"]["name"]}}]
    assert config.inputs["immutable"] is True


def test_another_configuration_rolls_the_pods() -> None:
    """Another name, so another pod template; and another resource, so that one can go back."""
    names = {_only("service-config-", _service(env={"A": value})[0]) for value in "12"}
    assert len(names) == 2


def test_each_version_of_the_configuration_is_a_resource_of_its_own() -> None:
    """Named as its object is; stacks from before knew one resource for all versions."""
    asked, _ = _service(secrets={"TOKEN": "not-a-real-token"})
    for series in ("service-config", "service-secrets"):
        name = _only(f"{series}-", asked)
        assert asked[name].inputs["metadata"]["name"] == name
        assert asked[name].options["aliases"] == [series]


def test_secrets_are_in_the_secret_and_nowhere_else() -> None:
    """Encrypted in the state; every other input is free of them, encoded or not."""
    asked, _ = _service(
        providers=["openai"], api_keys={"openai": KEY}, secrets={"DATABASE_URL": PASSWORD_URL}
    )
    secret = asked.pop("service-secrets-a1ffb790da")
    assert secret.inputs == {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {
            "name": "service-secrets-a1ffb790da",
            "namespace": "service",
            "labels": LABELS,
        },
        "type": "Opaque",
        "immutable": True,
        "data": {SECRET: {"OPENAI_API_KEY": _encoded(KEY), "DATABASE_URL": _encoded(PASSWORD_URL)}},
    }
    rest = json.dumps([found.inputs for found in asked.values()])
    for value in (KEY, PASSWORD_URL, _encoded(KEY), _encoded(PASSWORD_URL), SECRET):
        assert value not in rest
    container = asked["service-deployment"].inputs["spec"]["template"]["spec"]["containers"][0]
    references = [variable for variable in container["env"] if "secretKeyRef" in str(variable)]
    assert references == [
        {
            "name": name,
            "valueFrom": {"secretKeyRef": {"name": secret.inputs["metadata"]["name"], "key": name}},
        }
        for name in ("DATABASE_URL", "OPENAI_API_KEY")
    ]


def test_a_secret_may_have_any_name() -> None:
    """Also one that we use for something of ours."""
    asked, _ = _service(secrets={"namespace": "a", "name": "b", "args": "c"})
    secret = asked[_only("service-secrets-", asked)]
    assert set(secret.inputs["data"][SECRET]) == {"namespace", "name", "args"}


def test_another_key_rolls_the_pods() -> None:
    """And says nothing about the key."""
    names = {
        _only("service-secrets-", _service(providers=["openai"], api_keys={"openai": key})[0])
        for key in (f"{KEY}1", f"{KEY}2")
    }
    assert len(names) == 2


def test_a_failed_rollout_leaves_no_service_that_waits_for_pods() -> None:
    """The Service comes after the Deployment, what publishes it after the Service."""
    asked, _ = _service(ingress={"host": "ai.example.com"})
    assert "service-deployment" in asked["service-service"].options["after"]
    assert "service-service" in asked["service-ingress"].options["after"]


def test_an_autoscaler() -> None:
    """The Deployment says nothing about replicas."""
    asked, _ = _service(autoscaling={"min_replicas": 2, "max_replicas": 4})
    assert asked["service-autoscaler"].type == ("kubernetes:autoscaling/v2:HorizontalPodAutoscaler")
    assert "replicas" not in asked["service-deployment"].inputs["spec"]


def test_an_ingress() -> None:
    """With the annotations that let streams through, and its host as the URL."""
    asked, outputs = _service(ingress={"host": "ai.example.com"})
    annotations = asked["service-ingress"].inputs["metadata"]["annotations"]
    assert annotations["nginx.ingress.kubernetes.io/proxy-buffering"] == "off"
    assert outputs[0] == "https://ai.example.com"


def test_a_route() -> None:
    """A custom resource of the Gateway API."""
    asked, outputs = _service(http_route={"host": "ai.example.com", "gateway": "public"})
    route = asked["service-route"]
    assert route.type == "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute"
    assert route.inputs["spec"]["hostnames"] == ["ai.example.com"]
    assert outputs[0] == "https://ai.example.com"


def test_an_image_that_is_not_built_yet() -> None:
    """At preview the image is unknown: the Deployment waits for it, the rest is known."""

    def program() -> pulumi.Output[str]:
        unknown: Any = pulumi.Output.from_input(pulumi.output.UNKNOWN)
        return KubernetesService("service", {"image": unknown}).url

    asked, url = record(program, preview=True)
    container = asked["service-deployment"].inputs["spec"]["template"]["spec"]["containers"][0]
    assert isinstance(container["image"], pulumi.output.Unknown)
    assert CONFIG in asked
    assert url == "http://service.service.svc:80"


def test_a_contradiction_ends_the_run_in_a_sentence() -> None:
    """Before any child."""
    with pytest.raises(pulumi.RunError) as refusal:
        _service(replicas=0, port=80)
    assert str(refusal.value) == (
        "`replicas` (0) must be 1 or more\n"
        "`port` (80) is below 1024, which only root may open; use e.g. 8080"
    )


def test_a_key_that_cannot_be_ends_the_run_without_showing_it() -> None:
    """Even when only the engine knows it."""
    with pytest.raises(pulumi.RunError) as refusal:
        _service(providers=["openai"], api_keys={"openai": pulumi.Output.secret("pk-123")})
    assert str(refusal.value) == (
        '`api_keys`: the key of openai does not start with "sk-" as keys of openai do'
    )


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
