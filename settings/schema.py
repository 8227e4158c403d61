"""The settings of a stack: these models are the schema in Pulumi.yaml and the reference in docs.

A default of None means that the value is computed (`auto` in Pulumi.yaml, with the rule in the
description) or absent (empty there). Ranges and contradictions are the components' to judge: here
stands what a setting is called, what type it has, and what it means. Times are seconds.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic.alias_generators import to_camel


class Section(BaseModel):
    """A group of settings; names are camelCase outside and snake_case inside."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,  # an input may be a secret
        populate_by_name=True,
    )


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
    annotations: dict[str, str] = {}


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


class ImageSettings(Section):
    """How the image is built and where it goes."""

    platform: str = Field(
        description="Platform of the cluster's nodes: linux/amd64 or linux/arm64. Required."
    )
    context: str = Field("app", description="Folder with the service's sources and Dockerfile.")
    dockerfile: str | None = Field(
        None, description="Dockerfile. auto: the file Dockerfile in the context."
    )
    target: str = Field("production", description="Stage that ships.")
    debug_target: str = Field("debug", description="Stage that ships in debug mode.")
    registry: str | None = Field(
        None, description="Registry to push to, e.g. ghcr.io/acme. auto: SHIPSHAPE_REGISTRY."
    )
    repository: str | None = Field(
        None, description="Repository in the registry. auto: the service's name."
    )
    build_image: str | None = Field(
        None,
        description="Base of the build stages, by digest. auto: SHIPSHAPE_BUILD_IMAGE, "
        "else the Dockerfile's.",
    )
    runtime_image: str | None = Field(
        None,
        description="Base of the stage that ships, by digest. auto: SHIPSHAPE_RUNTIME_IMAGE, "
        "else the Dockerfile's.",
    )
    builder: str | None = Field(
        None, description="Name of the buildx builder. auto: SHIPSHAPE_BUILDER, else buildx's own."
    )
    cache: Literal["auto", "none", "registry", "gha"] = Field(
        "auto",
        description="Build cache: none, registry or gha. auto: none for a local registry, "
        "else registry.",
    )
    allow_unpinned_bases: bool = Field(
        default=False, description="Accept base images that are not pinned by digest."
    )
    reports: bool = Field(
        default=True, description="Keep the dependency tree and the SBOM of the image as files."
    )
    source: str = Field(
        "",
        description="URL of the sources. With it the image is labelled with the source and the "
        "last commit that touched the context.",
    )
    npm_token: SecretStr | None = Field(
        None, description="Secret. Token for a private npm registry, for the build only."
    )


class ServiceSettings(Section):
    """What runs, and how it is probed, sized, scaled and reached."""

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
    memory: str = Field("512Mi", description="Memory limit.")
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


class ApplicationSettings(Section):
    """What the service itself reads: its model, keys, dependencies and variables."""

    providers: list[str] = Field(
        [], description="Model providers it calls. Each needs its key: <provider>ApiKey."
    )
    model: str = Field(
        "offline", description="offline, or provider:model such as openai:gpt-5-mini."
    )
    openai_api_key: SecretStr | None = Field(None, description="Secret. Key of openai.")
    anthropic_api_key: SecretStr | None = Field(None, description="Secret. Key of anthropic.")
    google_api_key: SecretStr | None = Field(None, description="Secret. Key of google.")
    groq_api_key: SecretStr | None = Field(None, description="Secret. Key of groq.")
    xai_api_key: SecretStr | None = Field(None, description="Secret. Key of xai.")
    mistral_api_key: SecretStr | None = Field(None, description="Secret. Key of mistral.")
    cohere_api_key: SecretStr | None = Field(None, description="Secret. Key of cohere.")
    database_url: SecretStr | None = Field(None, description="Secret. URL of the database.")
    cache_url: SecretStr | None = Field(None, description="Secret. URL of the cache.")
    required_dependencies: list[str] | None = Field(
        None,
        description="Which of database and cache must answer for a pod to be ready. "
        "Empty: those that are set.",
    )
    log_level: Literal["trace", "debug", "info", "warn", "error", "fatal"] = Field(
        "info", description="trace, debug, info, warn, error or fatal."
    )
    otlp_endpoint: str = Field("", description="OpenTelemetry collector, e.g. http://otel:4318.")
    env: dict[str, str] = Field({}, description="Plain environment variables.")
    secrets: dict[str, SecretStr] = Field(
        {},
        description="Secret environment variables: "
        "pulumi config set --secret --path shipshape:secrets.NAME.",
    )
    debug: bool = Field(
        default=False, description="Run the debug stage, with relaxed probes and a label."
    )
    debug_in_production: bool = Field(
        default=False, description="Allow debug in a production stack, for an incident."
    )


class StackSettings(ImageSettings, ServiceSettings, ApplicationSettings):
    """Every setting of a stack."""


SECTIONS: tuple[type[Section], ...] = (ServiceSettings, ApplicationSettings, ImageSettings)
"""The sections in the order of the reference."""
