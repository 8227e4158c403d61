"""Settings of the service, wherever it runs. Times are seconds."""

from typing import Any, Literal

from pydantic import Field

from .section import Section


class Autoscaling(Section):
    """Bounds of the autoscaler."""

    min_replicas: int
    max_replicas: int
    cpu_percent: int = 70


class Ingress(Section):
    """An Ingress in front of the service."""

    host: str
    class_name: str = "nginx"
    tls_secret: str | None = None
    annotations: dict[str, str] = Field(default_factory=dict)


class HttpRoute(Section):
    """A Gateway API route in front of the service."""

    host: str
    gateway: str
    gateway_namespace: str | None = None


class Probe(Section):
    """Times of one probe; what is left out comes from the preset."""

    period: int | None = None
    timeout: int | None = None
    failures: int | None = None


class ServiceSettings(Section):
    """What runs, and how it is probed, sized, scaled and reached."""

    target: Literal["kubernetes", "lambda", "docker"] = Field(
        "kubernetes",
        description="Where it runs: kubernetes, lambda (AWS) or docker (a host's own daemon).",
    )
    name: str = Field("reference", description="Name of the service and of its objects.")
    namespace: str | None = Field(None, description="Namespace. auto: the service's name.")
    create_namespace: bool = Field(
        default=True, description='Make the namespace, with Pod Security "restricted" enforced.'
    )
    production: bool = Field(
        default=False,
        description="The stack serves real users (one named prod always does): debug needs "
        "debugInProduction.",
    )
    preset: Literal["api", "model"] = Field(
        "api", description="api calls a model elsewhere, model loads one itself."
    )
    runtime: Literal["node", "other"] = Field(
        "node", description="Language runtime; node gets its heap set from the memory limit."
    )
    port: int = Field(8080, description="Port the container listens on.")
    ready_path: str = Field("/health/ready", description="Path of startup and readiness probes.")
    live_path: str = Field("/health/live", description="Path of the liveness probe.")
    startup_budget: int | None = Field(
        None, description="Seconds a pod may take to start. auto: 120 (api), 600 (model)."
    )
    longest_stream: int = Field(60, description="Seconds the longest answer may stream.")
    first_token: int = Field(30, description="Seconds the longest silence on a stream may last.")
    startup_probe: Probe | None = Field(
        None, description="period, timeout, failures. Empty: failures follow from startupBudget."
    )
    readiness_probe: Probe | None = Field(
        None, description="period, timeout, failures. Empty: 10, 3, 3 (api), 10, 5, 3 (model)."
    )
    liveness_probe: Probe | None = Field(
        None, description="period, timeout, failures. Empty: 20, 5, 3 (api), 30, 10, 6 (model)."
    )
    min_ready: int | None = Field(
        None, description="Seconds a pod must stay ready to count. auto: 10 (api), 30 (model)."
    )
    progress_deadline: int | None = Field(
        None,
        description="Seconds without progress after which a rollout failed. "
        "auto: startupBudget + 180.",
    )
    engine_timeout: int | None = Field(
        None,
        description="Seconds the engine waits for a rollout. auto: above the deadlines of all "
        "its waves.",
    )
    pre_stop: int | None = Field(
        None,
        description="Seconds a pod serves on after it left the load balancer. "
        "auto: 10 (api), 15 (model).",
    )
    grace: int | None = Field(
        None, description="Seconds a pod has to end. auto: preStop + longestStream."
    )
    idle_timeout: int | None = Field(
        None, description="Seconds of silence the ingress accepts. auto: 120 (api), 600 (model)."
    )
    memory: str | None = Field(None, description="Memory limit. auto: 512Mi, 1024Mi on lambda.")
    memory_request: str | None = Field(
        None, description="Memory request. auto: 256Mi (api), the limit (model)."
    )
    cpu: str = Field("100m", description="CPU request.")
    cpu_limit: str | None = Field(
        None, description="CPU limit. auto: none (api), the request (model)."
    )
    gpus: int = Field(0, description="NVIDIA GPUs of a pod.")
    replicas: int | None = Field(
        None, description="Pods to run. auto: 2, or left to the autoscaler."
    )
    autoscaling: Autoscaling | None = Field(
        None, description="minReplicas, maxReplicas, cpuPercent (70). Empty: a fixed number."
    )
    cache_paths: list[str] = Field(
        [], description="Folders the service writes to; /tmp is always writable."
    )
    read_only_root: bool | None = Field(
        None, description="Mount the root file system read-only. auto: true, false with GPUs."
    )
    run_as_user: int = Field(65532, description="Numeric user id of the container.")
    service_type: Literal["ClusterIP", "NodePort", "LoadBalancer"] = Field(
        "ClusterIP", description="ClusterIP, NodePort or LoadBalancer."
    )
    node_port: int | None = Field(
        None, description="Port of the node, 30000 to 32767, with serviceType NodePort. auto: none."
    )
    ingress: Ingress | None = Field(
        None, description="host, className (nginx), tlsSecret, annotations. Empty: no Ingress."
    )
    http_route: HttpRoute | None = Field(
        None, description="host, gateway, gatewayNamespace. Empty: no route."
    )
    image_pull_secrets: list[str] = Field(
        [], description="Names of Secrets with registry credentials, in the namespace."
    )
    labels: dict[str, str] = Field({}, description="Labels to add to every object.")
    annotations: dict[str, str] = Field({}, description="Annotations to add to the pods.")
    pod_overrides: dict[str, Any] = Field(
        {}, description="Merged into the pod's spec last; null removes a field."
    )
