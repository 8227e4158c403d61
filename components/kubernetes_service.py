"""The component that runs a service on Kubernetes."""

from typing import Any

import pulumi
import pulumi_kubernetes as kubernetes

from .availability import autoscaler, disruption_budget
from .configuration_objects import checked_key, make_config_map, make_secret
from .deployment import Wiring, deployment_spec
from .environment import configuration, secret_variables
from .exposure import (
    http_route_spec,
    ingress_annotations,
    ingress_spec,
    public_url,
    service_spec,
)
from .image_reference import short_version
from .refusal import refuse
from .rollout import fingerprint
from .security import POD_SECURITY_LABELS
from .service_args import KubernetesServiceArgs
from .service_check import service_problems
from .service_plan import ServicePlan, plan_service


def awaited_children(name: str) -> list[str]:
    """The children of the service `name` that the Kubernetes provider waits for, by name.

    Whoever watches the rollout itself switches that wait off.
    """
    return [f"{name}-{child}" for child in ("deployment", "service", "ingress")]


class KubernetesService(pulumi.ComponentResource):
    """A containerised AI service: probes, limits, tight security, rollouts that cut no stream."""

    url: pulumi.Output[str]
    """Where the service answers."""
    namespace: pulumi.Output[str]
    """Namespace the service lives in."""
    deployment: pulumi.Output[str]
    """Name of the Deployment."""
    image: pulumi.Output[str]
    """Image the pods run."""
    rollout: pulumi.Output[str]
    """Fingerprint of what is rolled out, known once the Deployment is in the cluster."""

    def __init__(
        self,
        name: str,
        args: KubernetesServiceArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("shipshape:index:KubernetesService", name, {}, opts)

        refuse(service_problems(name, args))

        self._plan: ServicePlan = plan_service(name, args)
        self._labels = {
            "app.kubernetes.io/name": name,
            "app.kubernetes.io/instance": name,
            "app.kubernetes.io/managed-by": "pulumi",
            **args.get("labels", {}),
        }
        self._namespace = self._make_namespace(args)
        self._make_guards()
        self._make_deployment(args)
        self._make_service()
        self._publish(args)

        self.url = _text(self._namespace).apply(
            lambda namespace: public_url(self._plan, namespace, _published_host(args))
        )
        self.namespace = _text(self._namespace)
        self.deployment = _text(name)
        self.image = _text(args["image"])
        self.rollout = pulumi.Output.all(self._spec, self._deployment.id).apply(
            lambda known: fingerprint(known[0])
        )
        self.register_outputs(
            {
                "url": self.url,
                "namespace": self.namespace,
                "deployment": self.deployment,
                "image": self.image,
                "rollout": self.rollout,
            }
        )

    def _child(
        self, seconds: int | None = None, after: pulumi.Resource | None = None
    ) -> pulumi.ResourceOptions:
        timeouts = pulumi.CustomTimeouts(create=f"{seconds}s", update=f"{seconds}s")
        return pulumi.ResourceOptions(
            parent=self,
            custom_timeouts=timeouts if seconds else None,
            depends_on=[after] if after else None,
        )

    def _metadata(self, name: Any = None, **more: Any) -> dict[str, Any]:
        return {
            "name": name or self._plan.name,
            "namespace": self._namespace,
            "labels": dict(self._labels),
            **more,
        }

    def _make_namespace(self, args: KubernetesServiceArgs) -> pulumi.Input[str]:
        wanted: pulumi.Input[str] = args.get("namespace", self._plan.name)
        if not args.get("create_namespace", True):
            return wanted
        namespace = kubernetes.core.v1.Namespace(
            f"{self._plan.name}-namespace",
            metadata={"name": wanted, "labels": {**self._labels, **POD_SECURITY_LABELS}},
            opts=self._child(),
        )
        made: pulumi.Output[str] = namespace.metadata.apply(lambda metadata: metadata.name)
        return made

    def _make_guards(self) -> None:
        """The account without a token, the disruption budget, and the autoscaler if wanted."""
        name = self._plan.name
        self._account = kubernetes.core.v1.ServiceAccount(
            f"{name}-account",
            metadata=self._metadata(),
            automount_service_account_token=False,
            opts=self._child(),
        )
        kubernetes.policy.v1.PodDisruptionBudget(
            f"{name}-disruption",
            metadata=self._metadata(),
            spec=disruption_budget(name),
            opts=self._child(),
        )
        if self._plan.scaling:
            kubernetes.autoscaling.v2.HorizontalPodAutoscaler(
                f"{name}-autoscaler",
                metadata=self._metadata(),
                spec=autoscaler(name, self._plan.scaling),
                opts=self._child(),
            )

    def _make_deployment(self, args: KubernetesServiceArgs) -> None:
        keys = {
            provider: checked_key(provider, value)
            for provider, value in args.get("api_keys", {}).items()
        }
        values = secret_variables(keys, dict(args.get("secrets", {})))
        env = configuration(self._plan, dict(args.get("env", {})))
        wiring = Wiring(
            image=args["image"],
            version=_text(args["image"]).apply(short_version),
            config_name=make_config_map(self, env, self._plan.name, self._metadata),
            secret_name=make_secret(self, values, self._plan.name, self._metadata),
            secret_names=sorted(values),
            service_account=self._account.metadata.apply(lambda metadata: metadata.name),
            pull_secrets=list(args.get("image_pull_secrets", [])),
            labels=dict(self._labels),
            annotations=dict(args.get("annotations", {})),
        )
        self._spec = deployment_spec(self._plan, wiring, args.get("pod_overrides", {}))
        owner = {"shipshape.dev/component": f"KubernetesService/{self._plan.name}"}
        self._deployment = kubernetes.apps.v1.Deployment(
            f"{self._plan.name}-deployment",
            metadata=self._metadata(annotations=owner),
            spec=self._spec,
            opts=self._child(self._plan.timeouts.engine_timeout),
        )

    def _make_service(self) -> None:
        """After the Deployment: its wait for pods that never come would outlast the failure."""
        self._service = kubernetes.core.v1.Service(
            f"{self._plan.name}-service",
            metadata=self._metadata(),
            spec=service_spec(self._plan),
            opts=self._child(self._plan.timeouts.engine_timeout, after=self._deployment),
        )

    def _publish(self, args: KubernetesServiceArgs) -> None:
        name = self._plan.name
        if ingress := args.get("ingress"):
            kubernetes.networking.v1.Ingress(
                f"{name}-ingress",
                metadata=self._metadata(
                    annotations=ingress_annotations(ingress, self._plan.timeouts)
                ),
                spec=ingress_spec(name, ingress),
                opts=self._child(after=self._service),
            )
        if route := args.get("http_route"):
            kubernetes.apiextensions.CustomResource(
                f"{name}-route",
                api_version="gateway.networking.k8s.io/v1",
                kind="HTTPRoute",
                metadata=self._metadata(),
                spec=http_route_spec(name, route, self._plan.timeouts, self._namespace),
                opts=self._child(after=self._service),
            )


def _text(value: pulumi.Input[str]) -> pulumi.Output[str]:
    return pulumi.Output.from_input(value)


def _published_host(args: KubernetesServiceArgs) -> str | None:
    published: Any = args.get("ingress") or args.get("http_route") or {}
    host: str | None = published.get("host")
    return host
